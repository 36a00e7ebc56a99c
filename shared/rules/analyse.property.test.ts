import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import { analyseInvoice } from './analyse.ts';
import { builtInGuidelines } from './built-in-guidelines.ts';
import { proposedCutsByLine } from './line-proposals.ts';
import type { RuleContext } from './prepare/prepared-invoice.ts';

const phrase = fc.constantFrom(
  'Draft answer', 'review file', 'Travel to court', '(.3)', ';', 'and', 'conf. w/ A. Okafor', 're', 'research',
  'no charge', 'attend deposition of J. Ortiz', 'email to client', 'scan and index', 'prepare invoice', '1.2 hrs', '\u2019',
); // biome-ignore format: one list
const narrative = fc.oneof(
  fc.array(phrase, { maxLength: 6 }).map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 6 });

const line: fc.Arbitrary<Partial<InvoiceLine>> = fc.record({
  kind: fc.constantFrom('F', 'F', 'F', 'E', 'IF', 'IE'),
  date: orNull(fc.constantFrom('2026-03-01', '2026-03-08', '2025-11-30', '2026-05-01')),
  timekeeperId: orNull(fc.constantFrom('TK1', 'TK2', '')),
  unitsE4: orNull(fc.constantFrom(0, -5_000, 1_000, 12_345, 90_000, 300_000)),
  unitCostE4: orNull(fc.constantFrom(0, 3_500_000, -1, 9_007_199_254_740_000)),
  totalE4: orNull(fc.constantFrom(0, -70_000, 1, 3_500_000, 9_007_199_254_740_000)),
  adjustmentE4: orNull(fc.constantFrom(0, -10_000, 10_000)),
  taxE4: orNull(fc.constantFrom(0, 5_000_000)),
  taskCode: orNull(fc.constantFrom('L110', 'L100', 'B110', 'zz')),
  activityCode: orNull(fc.constantFrom('A102', 'A105', 'A109', '')),
  expenseCode: orNull(fc.constantFrom('E101', 'E124')),
  narrative,
});

const invoice: fc.Arbitrary<Invoice> = fc
  .record({ lines: fc.array(line, { maxLength: 12 }), hasTax: fc.boolean(), hasAmounts: fc.boolean() })
  .map(({ lines, hasTax, hasAmounts }) => {
    const built = buildInvoice({ lines });
    return { ...built, columns: { ...built.columns, hasTax, hasAmounts } };
  });

const CONTEXT: RuleContext = {
  today: '2026-04-15',
  receivedOn: '2026-04-10',
  otherInvoices: [],
  register: [],
  matterProfile: { isTaxable: false, currency: 'EUR' },
  cutHistory: [],
  roster: [
    {
      timekeeperId: 'TK1',
      timekeeperName: 'Okafor, Ada',
      classification: 'Summer associate',
      scope: 'all',
      from: '2026-03-02',
      to: null,
    },
  ],
  agreedRates: [
    {
      timekeeperId: 'TK1',
      classification: null,
      scope: 'all',
      rateE4: 3_123_457,
      currency: null,
      from: null,
      to: null,
    },
    { timekeeperId: null, classification: 'AS', scope: 'client', rateE4: 1, currency: 'USD', from: null, to: null },
  ],
  agreedDiscounts: [{ scope: 'client', isForVendor: false, percentE4: 33_333, from: null, to: null }],
  earlierRates: [
    {
      timekeeperId: 'TK2',
      timekeeperName: null,
      invoiceNumber: null,
      currency: null,
      rateE4: 7,
      firstDate: '2025-01-01',
      lastDate: '2025-01-31',
    },
  ],
};

test('whatever the bill, no rule fails, no cut exceeds its line, and the same inputs give the same bytes', () => {
  fc.assert(
    fc.property(invoice, fc.constantFrom(...builtInGuidelines), (bill, guideline) => {
      const analysis = analyseInvoice(bill, guideline, CONTEXT);
      expect(analysis.skipped.filter(({ reason }) => reason.startsWith('This rule failed'))).toEqual([]);
      const totals = new Map(bill.lines.map(({ id, totalE4 }) => [id, totalE4 ?? 0]));
      for (const { proposed } of analysis.findings) {
        if (proposed.kind === 'none') continue;
        for (const [id, cutE4] of Object.entries(proposed.cutE4ByLine)) {
          expect(cutE4).toBeGreaterThan(0);
          expect(cutE4).toBeLessThanOrEqual(totals.get(id) ?? 0);
        }
      }
      for (const { lineId, cutE4 } of proposedCutsByLine(analysis.findings, () => true).values()) {
        expect(cutE4).toBeLessThanOrEqual(totals.get(lineId) ?? 0);
      }
      expect(new Set(analysis.findings.map(({ id }) => id)).size).toBe(analysis.findings.length);
      expect(JSON.stringify(analyseInvoice(structuredClone(bill), guideline, CONTEXT))).toBe(JSON.stringify(analysis));
    }),
    { seed: 20260401, numRuns: 250 },
  );
});
