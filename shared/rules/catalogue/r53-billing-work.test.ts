import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf, shownBy } from '../narrative/check-narratives.testing.ts';
import { billingWork } from './r53-billing-work.ts';

const HITS = [
  'Prepare invoice for February services', 'Review invoice and revise time entries per carrier audit', 'FINALIZE JUNE PREBILL', 'Prepare litigation budget',
  'Preparation of quarterly accrual estimate for carrier', 'Conflict check on new party', 'Draft response to auditor re reductions to March invoice',
  'Attention to billing matters', 'Ran conflicts search for additional parties', 'Budget vs. actual analysis for carrier', 'Prepare budget for next phase',
]; // biome-ignore format: one list
const PASSES = [
  'Analyze Sol Roofing invoices re prior repairs', 'Review medical bills of plaintiff', 'Analyze conflict between speed calculation and download',
  'Review contractor invoices for scope', 'tc w/ court reporter re invoices', 'Revise fee petition and declaration on rates', 'Potential conflict analysis for waiver letter',
  'Draft motion re budget shortfall of county', 'Draft letter re bill of lading',
]; // biome-ignore format: one list

describe('R53 billing and firm administration', () => {
  it('finds work on the firm’s own bills, budgets, conflicts and audits', () => {
    expect(reportedOf(billingWork, HITS)).toEqual(HITS);
  });

  it('lets other people’s bills, and conflicts in the evidence, pass', () => {
    expect(reportedOf(billingWork, PASSES)).toEqual([]);
  });

  it('lets budgets pass for a client that pays for them', () => {
    const pays = { paysForBudgets: true };
    expect(draftsOf(billingWork, 'Prepare litigation budget', pays)).toEqual([]);
    expect(draftsOf(billingWork, 'Prepare invoice', pays, { taskCode: 'L150' })).toEqual([]);
    expect(draftsOf(billingWork, 'Prepare invoice for February services', pays)).toHaveLength(1);
  });

  it('shows the words and proposes the line', () => {
    const narrative = 'Ran conflicts search for parties';
    const [draft] = draftsOf(billingWork, narrative);
    expect(shownBy(draft, narrative)).toEqual(['conflicts search']);
    expect(draft?.proposed).toMatchObject({ kind: 'cut_line' });
  });
});
