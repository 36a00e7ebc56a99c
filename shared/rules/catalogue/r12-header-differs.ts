import { headerDifferences } from '../header-differences.ts';
import { defineRule, type FindingDraft } from '../rule.ts';

/** Totals that differ between lines are R02's and R03's. */
const TOTALS = new Set(['INVOICE_TOTAL', 'INVOICE_TAX_TOTAL', 'INVOICE_NET_TOTAL']);

/** What belongs to a matter and not to the invoice; an invoice may hold several matters. */
const OF_THE_MATTER = new Set(['LAW_FIRM_MATTER_ID', 'CLIENT_MATTER_ID', 'MATTER_NAME', 'PO_NUMBER', 'ACCOUNT_TYPE']);

/**
 * R12: what belongs to the invoice is the same on all its lines (the first line counts). One finding a
 * field, over the lines that differ.
 */
export const headerDiffers = defineRule({
  id: 'R12',
  version: 1,
  title: 'Invoice details differ between lines',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    allowsSeveralMatters: {
      kind: 'boolean',
      default: true,
      description: 'Matter, matter name, purchase order and account type may differ between lines.',
    },
  },
  needs: [],
  authority:
    'LEDES 1998B (the first occurrence of an invoice detail counts); Brightflag upload check (details differ between lines)',
  check({ invoice }, { allowsSeveralMatters }) {
    const isWanted = (field: string) => !TOTALS.has(field) && !(allowsSeveralMatters && OF_THE_MATTER.has(field));
    return headerDifferences(invoice, isWanted).map(
      ({ field, lines, text }): FindingDraft => ({
        lines,
        message: `${field} is not the same on every line: ${text}.`,
        evidence: [{ field }],
      }),
    );
  },
});
