import type { Analysis } from '#shared/domain/finding.ts';
import type { Invoice, IsoDate } from '#shared/domain/invoice.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type { OtherInvoice } from '#shared/rules/prepare/prepared-invoice.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { otherInvoicesFor } from './other-invoices.ts';

/**
 * Checks an invoice with what this workspace knows besides it.
 * @param siblings invoices of the same file that come before it and are not held yet
 */
export function analyseWithin(
  cache: PreparedSql,
  guideline: Guideline,
  invoice: Invoice,
  dates: { readonly today: IsoDate; readonly receivedOn: IsoDate },
  siblings: readonly Invoice[],
): Analysis {
  const others = [...otherInvoicesFor(cache, invoice), ...siblings.map(asOther)];
  return analyseInvoice(invoice, guideline, {
    today: dates.today,
    receivedOn: dates.receivedOn,
    // With none to compare with, the rules that compare say that they did not run.
    otherInvoices: others.length === 0 ? undefined : others,
  });
}

function asOther(invoice: Invoice): OtherInvoice {
  return {
    invoiceId: invoice.id,
    vendorId: invoice.vendorId,
    invoiceNumber: invoice.invoiceNumber,
    invoiceDate: invoice.invoiceDate,
    billingStart: invoice.billingStart,
    billingEnd: invoice.billingEnd,
    totalE4: invoice.computedTotalE4,
    lines: invoice.lines,
  };
}
