import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import { nearDuplicate } from './r42-near-duplicate.ts';

const FIRST = {
  date: '2026-03-10',
  narrative: 'Telephone call with adjuster Lena Kane regarding Doyle settlement demand',
};
const AGAIN = { date: '2026-03-12', narrative: 'Call w/ adj. Lena Kane re settlement demand (Doyle)' };

type Parameters = Parameters_<typeof nearDuplicate>;
type Parameters_<R> = R extends { check(prepared: never, parameters: infer P): unknown } ? Partial<P> : never;

function reportedLines(lines: readonly Partial<InvoiceLine>[], parameters: Parameters = {}) {
  return checkRule(nearDuplicate, buildInvoice({ lines }), parameters).map((draft) => draft.lines);
}

describe('R42 near duplicate', () => {
  it('reports the later line once, names the earlier and shows both', () => {
    const invoice = buildInvoice({ lines: [FIRST, AGAIN, { ...AGAIN, date: '2026-03-13' }] });
    const drafts = checkRule(nearDuplicate, invoice);
    expect(drafts.map((draft) => draft.lines)).toEqual([[1], [2]]);
    expect(drafts[0]?.message).toMatch(
      /^Says nearly the same as line 1 of 10 March 2026 by Okafor, Ada \(\d+ % of the words\)\.$/,
    );
    expect(drafts[0]?.evidence).toEqual([
      { lineId: invoice.lines[1]?.id, start: 0, end: AGAIN.narrative.length },
      { lineId: invoice.lines[0]?.id, start: 0, end: FIRST.narrative.length },
    ]);
  });

  it('lets different work on one document, other numbers, short entries and far days pass', () => {
    const pass: readonly (readonly Partial<InvoiceLine>[])[] = [
      [{ narrative: 'Draft motion to dismiss negligence count' }, { narrative: 'Revise motion to dismiss negligence count', unitsE4: 3_000 }],
      [{ narrative: 'Attend trial day 2 with witness examinations' }, { narrative: 'Attend trial day 3 with witness examinations', date: '2026-03-11' }],
      [{ narrative: 'Draft answer Doyle' }, { narrative: 'Draft answer, Doyle', date: '2026-03-11' }],
      [FIRST, { ...AGAIN, date: '2026-03-20' }],
      [FIRST, { ...FIRST }],
    ]; // biome-ignore format: one case a line
    for (const lines of pass) expect(reportedLines(lines)).toEqual([]);
  });

  it('lets wording that recurs all through a bill pass', () => {
    const recurring = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ ...FIRST, date: `2026-03-0${day}` }));
    expect(reportedLines(recurring)).toEqual([]);
    expect(reportedLines(recurring, { maximumRecurrence: 6 })).toHaveLength(6);
  });

  it('takes similarity, days, words and whose entries from the guideline', () => {
    expect(reportedLines([FIRST, { ...AGAIN, date: '2026-03-20' }], { maximumDaysApart: 10 })).toEqual([[1]]);
    expect(reportedLines([FIRST, AGAIN], { minimumSimilarityE4: 10_000 })).toEqual([]);
    expect(reportedLines([FIRST, AGAIN], { minimumWords: 20 })).toEqual([]);
    const other = { ...AGAIN, timekeeperId: 'TK2' };
    expect(reportedLines([FIRST, other])).toEqual([[1]]);
    expect(reportedLines([FIRST, other], { includesOtherTimekeepers: false })).toEqual([]);
  });

  it('proposes nothing by default and the later line when asked to', () => {
    const invoice = buildInvoice({ lines: [FIRST, AGAIN] });
    expect(checkRule(nearDuplicate, invoice)[0]?.proposed).toBeUndefined();
    const [draft] = checkRule(nearDuplicate, invoice, { cutShareE4: 1_000_000 });
    expect(draft?.proposed).toEqual({ kind: 'cut_line', cutE4ByLine: { [invoice.lines[1]?.id ?? '']: 3_500_000 } });
  });
});
