import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import { checkRule } from '../check-rule.testing.ts';
import { wrongCodeSet } from './r63-wrong-code-set.ts';

const coded = (...taskCodes: (string | null)[]) => taskCodes.map((taskCode) => ({ taskCode }));
const check = (...taskCodes: (string | null)[]) =>
  checkRule(wrongCodeSet, buildInvoice({ lines: coded(...taskCodes) }));

describe('R63 wrong code set', () => {
  it('reports the codes that the rest of the matter does not use', () => {
    expect(check('P300', 'P500', 'P210', 'L120', 'P600')).toEqual([
      {
        lines: [3],
        message: 'L120 is a Litigation code; 4 of 5 coded lines of this matter use Project codes.',
        evidence: [{ field: 'LINE_ITEM_TASK_CODE' }],
      },
    ]);
  });

  it.each([
    { name: 'one set', codes: ['L110', 'L120', 'L210', 'L330', 'L510'] },
    { name: 'litigation with its eDiscovery', codes: ['L110', 'L120', 'L210', 'L653', 'L655'] },
    { name: 'advice beside a transaction', codes: ['P300', 'P500', 'P210', 'C200', 'P600'] },
    { name: 'a matter without a majority', codes: ['L110', 'L120', 'B110', 'B310', 'P300'] },
    { name: 'too few lines to tell', codes: ['L110', 'L120', 'L210', 'P300'] },
    { name: 'unknown and missing codes', codes: ['L110', 'L120', 'L210', 'L330', 'L510', 'XX99', null] },
  ])('lets $name pass', ({ codes }) => {
    expect(check(...codes)).toEqual([]);
  });

  it("lets the client's own codes pass", () => {
    const codeSets = codeSetsOf([], [{ code: 'P300', label: 'Panel reporting', kind: 'task' }]);
    const invoice = buildInvoice({ lines: coded('L110', 'L120', 'L210', 'L330', 'P300') });
    expect(checkRule(wrongCodeSet, invoice, {}, {}, codeSets)).toEqual([]);
    expect(checkRule(wrongCodeSet, invoice)).toHaveLength(1);
  });

  it('lets each matter of an invoice decide for itself', () => {
    const deal = coded('P300', 'P500', 'P210', 'P600', 'P700').map((line) => ({
      ...line,
      headerDifferences: { LAW_FIRM_MATTER_ID: '1326' },
    }));
    const lines = [...coded(...Array.from({ length: 20 }, () => 'L120')), ...deal];
    expect(checkRule(wrongCodeSet, buildInvoice({ lines }))).toEqual([]);
  });

  it('takes majority, number of lines and tolerated pairs from the guideline', () => {
    const invoice = buildInvoice({ lines: coded('B110', 'B310', 'B320', 'B160', 'L210') });
    expect(checkRule(wrongCodeSet, invoice, { toleratedPairs: ['Bankruptcy+Litigation'] })).toEqual([]);
    expect(checkRule(wrongCodeSet, invoice, { toleratedPairs: ['litigation+bankruptcy'] })).toEqual([]);
    expect(checkRule(wrongCodeSet, invoice, { majorityShareE4: 8_100 })).toEqual([]);
    expect(checkRule(wrongCodeSet, invoice, { minimumCodedLines: 6 })).toEqual([]);
    expect(checkRule(wrongCodeSet, invoice)).toHaveLength(1);
  });
});
