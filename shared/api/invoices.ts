import { z } from 'zod';

/** `/api/invoices`: the firm's shared record of bills. Amounts are decimal strings, times ISO 8601 UTC. */
const id = z.uuid();
const amount = z.string().nullable();

export const uploadAccepted = z.strictObject({
  uploadId: id,
  state: z.enum(['received', 'processed', 'needs_attention']),
});
export const uploadStatus = uploadAccepted.extend({
  fileName: z.string(),
  receivedAt: z.iso.datetime(),
  /** `FILE_001` where the file could not be read. */
  errorCode: z.string().nullable(),
  problems: z.array(z.unknown()),
  attempts: z.int(),
  /** Invoices of this file that the caller may see. */
  invoiceIds: z.array(id),
});

export const INVOICES_A_PAGE = 100;
export const invoiceQuery = z.strictObject({
  state: z.enum(['analysed', 'in_review', 'approved', 'exported', 'returned', 'needs_attention']).optional(),
  matterId: id.optional(),
  /** `next` of the page before. */
  after: id.optional(),
  limit: z.coerce.number().int().min(1).max(INVOICES_A_PAGE).default(50),
});
export const invoiceListed = z.strictObject({
  id,
  matterId: id,
  invoiceNumber: z.string().nullable(),
  invoiceDate: z.string().nullable(),
  vendorId: z.string().nullable(),
  vendorName: z.string().nullable(),
  currency: z.string().nullable(),
  state: z.string(),
  receivedAt: z.iso.datetime(),
  dueOn: z.string().nullable(),
  guidelineName: z.string(),
  lineCount: z.int(),
  findingCount: z.int(),
  openCount: z.int(),
  declaredTotal: amount,
  computedTotal: amount,
  proposed: z.string(),
  saved: z.string(),
});
export const invoicePage = z.strictObject({ invoices: z.array(invoiceListed), next: id.nullable() });

export const invoiceDetail = z.strictObject({
  invoice: invoiceListed,
  fileName: z.string(),
  problems: z.array(z.unknown()),
  lines: z.array(z.record(z.string(), z.unknown())),
  findings: z.array(z.record(z.string(), z.unknown())),
});

export const exportQuery = z.strictObject({
  format: z.enum(['ledes1998b', 'ledes98bi', 'csv', 'json']),
  cutLines: z.enum(['show', 'omit']).default('show'),
});
