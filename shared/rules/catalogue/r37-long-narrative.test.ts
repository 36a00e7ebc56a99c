import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { longNarrative } from './r37-long-narrative.ts';

describe('R37 long narrative', () => {
  it('reports a narrative over the limit and marks what is over it', () => {
    const invoice = buildInvoice({ lines: [{}, { kind: 'E', narrative: 'x'.repeat(1_025) }] });
    expect(checkRule(longNarrative, invoice)).toEqual([
      {
        lines: [1],
        message: 'The narrative has 1025 characters: 1 more than the 1024 allowed.',
        evidence: [{ lineId: invoice.lines[1]?.id, start: 1_024, end: 1_025 }],
      },
    ]);
  });

  it('lets a narrative at the limit pass, and any when there is none', () => {
    const at = buildInvoice({ lines: [{ narrative: 'x'.repeat(1_024) }] });
    expect(checkRule(longNarrative, at)).toEqual([]);
    const over = buildInvoice({ lines: [{ narrative: 'x '.repeat(2_000) }] });
    expect(checkRule(longNarrative, over, { maximumCharacters: 0 })).toEqual([]);
  });

  it('counts words when the guideline limits them', () => {
    const invoice = buildInvoice({ lines: [{ narrative: 'Draft answer to second amended complaint' }] });
    expect(checkRule(longNarrative, invoice, { maximumWords: 4 })).toEqual([
      {
        lines: [0],
        message: 'The narrative has 6 words: 2 more than the 4 allowed.',
        evidence: [{ lineId: invoice.lines[0]?.id, start: 23, end: 40 }],
      },
    ]);
    expect(checkRule(longNarrative, invoice, { maximumWords: 6 })).toEqual([]);
  });
});
