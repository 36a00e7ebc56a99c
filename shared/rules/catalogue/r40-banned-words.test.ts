import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { bannedWords } from './r40-banned-words.ts';

const found = (narrative: string, phrases?: readonly string[]) =>
  checkRule(bannedWords, buildInvoice({ lines: [{ narrative }] }), phrases === undefined ? {} : { phrases }).flatMap(
    (draft) =>
      draft.evidence.map((evidence) => ('field' in evidence ? '' : narrative.slice(evidence.start, evidence.end))),
  );

describe('R40 banned words', () => {
  it('names the words it found, each once, and marks every place', () => {
    const invoice = buildInvoice({ lines: [{ narrative: 'Attention to exhibits; attention to index' }] });
    const id = invoice.lines[0]?.id;
    expect(checkRule(bannedWords, invoice)).toEqual([
      {
        lines: [0],
        message: 'The client does not accept "Attention to", "attention to".',
        evidence: [
          { lineId: id, start: 0, end: 12 },
          { lineId: id, start: 23, end: 35 },
        ],
      },
    ]);
  });

  it.each([
    ['REVIEW  FILE regarding coverage', ['REVIEW  FILE']],
    ['Organize exhibits for trial', ['Organize']],
    ['Attend training on new court rules', ['Attend training']],
    ['Review safety training records of foreman', []],
    ['Review file-stamped complaint', []],
    ['Complete review; file motion', []],
    ['Review, file and serve motion', []],
    ['Review the case file', []],
    ['Constraining order research', []],
    ['Call attention of court to error', []],
    ['Draft answer', []],
    ['', []],
  ])('reads "%s"', (narrative, words) => {
    expect(found(narrative)).toEqual(words);
  });

  it("takes the client's own list, with a star for any ending", () => {
    expect(found('Organized exhibits; coordinating delivery', ['organiz*', 'coordinat*'])).toEqual([
      'Organized',
      'coordinating',
    ]);
    expect(found('Followed up with client', ['follow* up'])).toEqual(['Followed up']);
    expect(found('Review client’s file', ["client's file"])).toEqual(['client’s file']);
    expect(found('Organize exhibits', [])).toEqual([]);
    expect(found('Organize exhibits', ['  ', ''])).toEqual([]);
  });
});
