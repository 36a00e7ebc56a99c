import type { Invoice } from '#shared/domain/invoice.ts';
import type { OtherInvoice } from '../prepare/prepared-invoice.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { amountText, dateText } from '../wording.ts';

/**
 * R04: a vendor's invoice number is used once; the same total for the same period under another number is
 * most likely the same bill sent again. Vendors are told apart by their id: numbers of two firms may meet.
 */
export const duplicateInvoice = defineRule({
  id: 'R04',
  version: 1,
  title: 'Invoice already received',
  certainty: 'deterministic',
  defaultSeverity: 'reject',
  parameters: {
    comparesTotals: {
      kind: 'boolean',
      default: true,
      description: 'Also reports the same total for the same billing period under another number, as a warning.',
    },
  },
  needs: ['otherInvoices'],
  authority: 'Legal Tracker and Collaborati upload checks (duplicate of an existing invoice record: firm and number)',
  check({ invoice, context }, { comparesTotals }) {
    const drafts: FindingDraft[] = [];
    for (const other of context.otherInvoices ?? []) {
      if (other.vendorId !== invoice.vendorId) continue;
      const about = `${other.invoiceDate === null ? '' : ` of ${dateText(other.invoiceDate)}`}${other.totalE4 === null ? '' : ` over ${amountText(other.totalE4)}`}`;
      if (hasSameNumber(invoice, other)) {
        const message = `Invoice ${invoice.invoiceNumber}${about} has been received from this vendor before.`;
        drafts.push({ lines: [], message, evidence: [{ field: 'INVOICE_NUMBER' }] });
      } else if (comparesTotals && isSameBill(invoice, other)) {
        const message = `Invoice ${other.invoiceNumber ?? 'without a number'}${about} bills the same total for the same period.`;
        drafts.push({ lines: [], message, evidence: [{ field: 'INVOICE_TOTAL' }], severity: 'warn' });
      }
    }
    return drafts;
  },
});

function hasSameNumber(invoice: Invoice, other: OtherInvoice): boolean {
  if (invoice.invoiceNumber === null || other.invoiceNumber === null) return false;
  return folded(invoice.invoiceNumber) === folded(other.invoiceNumber);
}

function isSameBill(invoice: Invoice, other: OtherInvoice): boolean {
  const totalE4 = invoice.computedTotalE4 ?? invoice.declaredTotalE4;
  if (totalE4 === null || totalE4 === 0 || totalE4 !== other.totalE4) return false;
  if (invoice.billingStart === null || invoice.billingEnd === null) return false;
  return invoice.billingStart === other.billingStart && invoice.billingEnd === other.billingEnd;
}

function folded(invoiceNumber: string): string {
  return invoiceNumber.replace(/\s+/g, '').toLowerCase();
}
