import type { z } from 'zod';
import type { FirmCall } from './firm.ts';
import { get, post, remove, withQuery } from './firm.ts';
import {
  citationAnswer,
  type citationQuestion,
  legalSearch,
  legalStatus,
  legalTest,
  outgoingPreview,
  type SearchRequest,
  savedAccepted,
  savedList,
  type saveRequest,
  searchAccepted,
  searchPage,
} from './legal.ts';
import {
  type RegisterKind,
  registerList,
  registerOutcome,
  type VerifyRequest,
  verification,
  verificationAccepted,
  verificationPage,
} from './legal-verification.ts';

/** What a screen asks of `/api/legal`; the paths in one place. */
export const legalCalls = {
  status: () => get('/api/legal/status', legalStatus),
  /** What would leave for CourtListener; nothing leaves by it. */
  previewOutgoing: (query: string) => post('/api/legal/outgoing', { query }, outgoingPreview),
  search: (request: SearchRequest) => post('/api/legal/search', request, searchAccepted),
  getSearch: (searchId: string) => get(`/api/legal/searches/${searchId}`, legalSearch),
  listSearches: (isKeptOnly: boolean) =>
    get(withQuery('/api/legal/searches', isKeptOnly ? { keptOnly: 'true' } : {}), searchPage),
  moreOf: (searchId: string) => post<unknown>(`/api/legal/searches/${searchId}/more`, {}, null),
  nameSearch: (searchId: string, name: string | null): FirmCall<unknown> => ({
    method: 'PATCH',
    path: `/api/legal/searches/${searchId}`,
    body: { name },
    output: null,
  }),
  save: (body: z.input<typeof saveRequest>) => post('/api/legal/saved', body, savedAccepted),
  listSaved: (matterId: string) => get(withQuery('/api/legal/saved', { matterId }), savedList),
  forgetSaved: (savedId: string) => remove<unknown>(`/api/legal/saved/${savedId}`, null),
  checkCitations: (body: z.input<typeof citationQuestion>) => post('/api/legal/citations', body, citationAnswer),
  verify: (request: VerifyRequest) => post('/api/legal/verify-attorney', request, verificationAccepted),
  getVerification: (verificationId: string) => get(`/api/legal/verifications/${verificationId}`, verification),
  listVerifications: (query: Readonly<Record<string, string>>) =>
    get(withQuery('/api/legal/verifications', query), verificationPage),
} as const;

/** The administrator's. */
export const legalAdminCalls = {
  testDatabase: () => post('/api/admin/legal/test', {}, legalTest),
  listRegisters: () => get('/api/admin/registers', registerList),
  /** @param file streamed as it is */
  importRegister: (kind: RegisterKind, asOf: string, file: unknown): FirmCall<z.infer<typeof registerOutcome>> => ({
    method: 'POST',
    path: withQuery(`/api/admin/registers/${kind}/import`, { asOf }),
    body: file,
    mediaType: 'text/csv',
    output: registerOutcome,
  }),
} as const;
