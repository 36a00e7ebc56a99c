import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import type { OtherInvoice } from '#shared/rules/prepare/prepared-invoice.ts';

/**
 * Tells each invoice of one command about the others, for the rules that look across invoices (R04, R27,
 * R41): all headers, but only the lines of the same timekeeper on the same day, so that the work stays
 * linear in the lines.
 * @returns undefined for a single invoice: there is nothing to compare with, and the rules say so
 */
export function indexOtherInvoices(
  invoices: readonly Invoice[],
): (invoice: Invoice) => readonly OtherInvoice[] | undefined {
  if (invoices.length < 2) return () => undefined;
  const linesByDay = new Map<string, { invoice: Invoice; line: InvoiceLine }[]>();
  for (const invoice of invoices) {
    for (const line of invoice.lines) {
      const entries = linesByDay.get(dayKey(line));
      if (entries === undefined) linesByDay.set(dayKey(line), [{ invoice, line }]);
      else entries.push({ invoice, line });
    }
  }
  const sameNumber = Map.groupBy(invoices, numberKey);
  return (invoice) => {
    const lines = new Map<Invoice, InvoiceLine[]>();
    for (const other of sameNumber.get(numberKey(invoice)) ?? []) if (other !== invoice) lines.set(other, []);
    for (const key of new Set(invoice.lines.map(dayKey))) {
      for (const entry of linesByDay.get(key) ?? []) {
        if (entry.invoice === invoice) continue;
        const known = lines.get(entry.invoice);
        if (known === undefined) lines.set(entry.invoice, [entry.line]);
        else known.push(entry.line);
      }
    }
    return [...lines].map(([other, shared]) => summaryOf(other, shared));
  };
}

function dayKey({ timekeeperId, timekeeperName, date }: InvoiceLine): string {
  return `${timekeeperId ?? timekeeperName ?? ''}\n${date ?? ''}`;
}

function numberKey({ vendorId, invoiceNumber }: Invoice): string {
  return `${vendorId ?? ''}\n${invoiceNumber ?? ''}`;
}

function summaryOf(invoice: Invoice, lines: readonly InvoiceLine[]): OtherInvoice {
  return {
    invoiceId: invoice.id,
    vendorId: invoice.vendorId,
    invoiceNumber: invoice.invoiceNumber,
    invoiceDate: invoice.invoiceDate,
    billingStart: invoice.billingStart,
    billingEnd: invoice.billingEnd,
    totalE4: invoice.computedTotalE4,
    lines,
  };
}
