import { E4 } from '#shared/money/e4.ts';

/**
 * When a remark holds for most of a bill it is one remark about the bill, not one per line: thousands of
 * equal findings would hide the others. Rules that can meet such bills share these two parameters.
 */
export const WHOLE_INVOICE_PARAMETERS = {
  wholeInvoiceShareE4: {
    kind: 'number',
    unit: 'ratioE4',
    default: 5_000,
    minimum: 0,
    maximum: 10_000,
    description: 'Reported once for the whole invoice when more than this share of its lines has it; 1 never.',
  },
  wholeInvoiceMinimumLines: {
    kind: 'number',
    unit: 'count',
    default: 20,
    minimum: 1,
    maximum: 1_000_000,
    description: 'Invoices with fewer such lines are always reported line by line.',
  },
} as const;

/** Whether `affected` of `candidates` lines make it a remark about the whole invoice. */
export function isWholeInvoice(
  affected: number,
  candidates: number,
  parameters: { readonly wholeInvoiceShareE4: number; readonly wholeInvoiceMinimumLines: number },
): boolean {
  if (candidates < parameters.wholeInvoiceMinimumLines) return false;
  return affected * E4 > candidates * parameters.wholeInvoiceShareE4;
}
