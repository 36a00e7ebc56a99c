import type { InvoiceLine } from '#shared/domain/invoice.ts';
import type { OtherInvoice, PreparedInvoice } from './prepare/prepared-invoice.ts';
import { timekeeperKeyOf } from './prepare/timekeeper-key.ts';

/**
 * Other invoices whose lines may be set beside this one's: of the same vendor (or either unknown: ids of two
 * firms' timekeepers are not the same people), and not an earlier copy of the same bill, which R04 reports
 * as a whole and whose every line would otherwise count twice.
 */
export function comparableInvoices(prepared: PreparedInvoice): readonly OtherInvoice[] {
  const { vendorId, invoiceNumber } = prepared.invoice;
  return (prepared.context.otherInvoices ?? []).filter((other) => {
    if (vendorId !== null && other.vendorId !== null && vendorId !== other.vendorId) return false;
    return invoiceNumber === null || other.invoiceNumber !== invoiceNumber;
  });
}

/** Keys of other invoices' timekeepers, each worked out once: they are few, their lines are many. */
export function timekeeperKeys(): (line: Pick<InvoiceLine, 'timekeeperId' | 'timekeeperName'>) => string | null {
  const keys = new Map<string, string | null>();
  return ({ timekeeperId, timekeeperName }) => {
    const who = `${timekeeperId ?? ''}\n${timekeeperName ?? ''}`;
    let key = keys.get(who);
    if (key === undefined) {
      key = timekeeperKeyOf(timekeeperId, timekeeperName);
      keys.set(who, key);
    }
    return key;
  };
}

/** `invoice 2026-0311`, or words for an invoice without a number. */
export function otherInvoiceText(other: Pick<OtherInvoice, 'invoiceNumber'>): string {
  return other.invoiceNumber === null ? 'an invoice without a number' : `invoice ${other.invoiceNumber}`;
}
