import type { IsoDate } from '#shared/domain/invoice.ts';

export const IMPORT_FILE = 'importFile';

/** An import as the outbox keeps it: which bytes, and by what they were checked that day. */
export interface ImportFileArgs {
  readonly sha256: string;
  readonly name: string;
  readonly guidelineName: string;
  readonly guidelineVersion: number;
  readonly analysedOn: IsoDate;
}
