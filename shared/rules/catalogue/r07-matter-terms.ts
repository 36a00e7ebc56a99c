import { defineRule, type FindingDraft } from '../rule.ts';

/**
 * R07: the invoice is in the currency agreed for its matter and names the purchase order where the client
 * asks for one. A format that carries neither is not held against the bill.
 */
export const matterTerms = defineRule({
  id: 'R07',
  version: 1,
  title: 'Wrong currency or purchase order missing',
  certainty: 'deterministic',
  defaultSeverity: 'must_fix',
  parameters: {},
  needs: ['matterProfile'],
  authority:
    'LEDES 98BI V2 (Rev 1-2020), fields 25 (PO_NUMBER) and 30 (INVOICE_CURRENCY); the terms agreed for the matter',
  check({ invoice, context }) {
    const profile = context.matterProfile ?? {};
    const drafts: FindingDraft[] = [];
    const { currency } = invoice;
    if (
      profile.currency !== undefined &&
      currency !== null &&
      currency.toUpperCase() !== profile.currency.toUpperCase()
    ) {
      drafts.push({
        lines: [],
        message: `The invoice is in ${currency}; ${profile.currency} is agreed for this matter.`,
        evidence: [{ field: 'INVOICE_CURRENCY' }],
      });
    }
    const carriesOrder = invoice.format === 'ledes98bi' || invoice.header.PO_NUMBER !== undefined;
    if (profile.requiresPurchaseOrder === true && carriesOrder && (invoice.header.PO_NUMBER ?? '').trim() === '') {
      drafts.push({
        lines: [],
        message: 'The client asks for a purchase order number on this matter, and the invoice has none.',
        evidence: [{ field: 'PO_NUMBER' }],
      });
    }
    return drafts;
  },
});
