import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { narrativeLine } from '../narrative/check-narratives.testing.ts';
import { multipleAttendees } from './r44-multiple-attendees.ts';

const NAMES = ['Mason, Harold', 'Nair, Priya', 'Okafor, Ada', 'Quill, Max'];

/** One line each by as many timekeepers, all of one day. */
function invoiceOf(narratives: readonly string[]) {
  return buildInvoice({
    lines: narratives.map((narrative, at) =>
      narrativeLine(narrative, { timekeeperId: `TK${at}`, timekeeperName: NAMES[at] ?? null }),
    ),
  });
}

function extras(
  narratives: readonly string[],
  parameters: Parameters<typeof multipleAttendees.check>[1] | object = {},
) {
  return checkRule(multipleAttendees, invoiceOf(narratives), parameters).map((draft) => draft.lines);
}

describe('R44 multiple attendees', () => {
  const same: readonly (readonly string[])[] = [
    ['Attend depo of plf Hector Ramos', 'Attend deposition of H. Ramos'],
    ['Prepare for and attend hearing on motion to compel', 'Second chair hearing'],
    ['Travel to Sarasota for mediation, attend same', 'Attend mediation'],
    ['Take depo of Dr. Ganz', 'Assist at depo of Dr. Ganz'],
    ['Conf. w/ PN re tender to subs', 'Conf. w/ HM re tender to subs'],
    ['Telephone call with client Rosa Diaz re mediation demand', 'Call w/ Rosa Diaz re demand before mediation'],
    ['Trial day 2', 'Attend trial'],
  ]; // biome-ignore format: one case a line
  it.each(same)('counts two timekeepers at one event: %s / %s', (...narratives) => {
    expect(extras(narratives)).toEqual([[1]]);
  });

  const apart: readonly (readonly string[])[] = [
    ['Attend deposition of Hector Ramos', 'Attend deposition of Lisa Chen'],
    ['Attend hearing on motion to compel', 'Draft order after hearing on motion to compel'],
    ['Call with client Rosa Diaz re mediation', 'Call with Dr. Ito re report'],
    ['Attend mediation', 'Attend mediation; second attorney approved by F. Dane 9/29'],
  ]; // biome-ignore format: one case a line
  it.each(apart)('keeps apart: %s / %s', (...narratives) => {
    expect(extras(narratives)).toEqual([]);
  });

  it('counts a timekeeper once, other days not at all, and reports those above the limit in line order', () => {
    const twice = buildInvoice({
      lines: ['Attend trial', 'Attend trial, afternoon session'].map((text) => narrativeLine(text)),
    });
    expect(checkRule(multipleAttendees, twice)).toEqual([]);
    const days = buildInvoice({
      lines: [
        narrativeLine('Attend trial'),
        narrativeLine('Attend trial', { timekeeperId: 'TK2', date: '2026-03-11' }),
      ],
    });
    expect(checkRule(multipleAttendees, days)).toEqual([]);
    const four = ['Attend trial', 'Attend trial', 'Attend trial', 'Observe trial'];
    expect(extras(four)).toEqual([[1], [2], [3]]);
    expect(extras(four, { maximumAttendees: 2 })).toEqual([[2], [3]]);
  });

  it('may leave conferences within the firm to R45', () => {
    const narratives = ['Conf. w/ PN re tender to subs', 'Conf. w/ HM re tender to subs'];
    expect(extras(narratives, { includesInternal: false })).toEqual([]);
  });

  it('names the other lines and proposes the extra line, unless it holds other work too', () => {
    const invoice = invoiceOf([
      'Attend mediation',
      'Attend mediation',
      'Attend mediation; draft report to carrier re demand',
    ]);
    const [second, third] = checkRule(multipleAttendees, invoice);
    expect(second?.message).toBe('2 timekeepers bill for one mediation: see line 1 (Mason, Harold).');
    expect(second?.proposed).toMatchObject({
      kind: 'cut_line',
      cutE4ByLine: { [invoice.lines[1]?.id ?? '']: 3_500_000 },
    });
    expect(third?.message).toContain('3 timekeepers bill for one mediation: see lines 1 and 2');
    expect(third?.proposed).toBeUndefined();
  });
});
