import type { InvoiceBody } from '#shared/sync/synced-row.ts';

/** What of an invoice's image people change. */
export type ReviewStanding = Pick<
  InvoiceBody,
  'state' | 'hasSteps' | 'submittedBy' | 'guidelineName' | 'guidelineVersion' | 'analysedOn' | 'skipped'
>;

/** What stands beneath the person's work: the whole body from the server, or how an import began (version 0). */
export type StoredInvoiceImage =
  | { readonly version: 0; readonly body: ReviewStanding }
  | { readonly version: number; readonly body: InvoiceBody };
