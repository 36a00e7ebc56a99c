import { get, post, withQuery } from './firm.ts';
import { LINES_A_PAGE, type ModelKind, modelList, suggestionPage, trainingAccepted } from './models.ts';

/** What a screen asks of `/api/models` and of a bill's suggestions. */
export const modelCalls = {
  /** @param fromRecord the first record of the page */
  listSuggestions: (invoiceId: string, fromRecord: number) =>
    get(
      withQuery(`/api/invoices/${invoiceId}/suggestions`, {
        fromRecord: String(fromRecord),
        limit: String(LINES_A_PAGE),
      }),
      suggestionPage,
    ),
} as const;

/** The administrator's. */
export const modelAdminCalls = {
  listModels: () => get('/api/models', modelList),
  train: () => post('/api/models/train', {}, trainingAccepted),
  activate: (modelId: string) => post<unknown>('/api/models/activate', { modelId }, null),
  turnOff: (kind: ModelKind) => post<unknown>('/api/models/turn-off', { kind }, null),
} as const;
