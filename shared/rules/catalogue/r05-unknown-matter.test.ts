import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { unknownMatter } from './r05-unknown-matter.ts';

const KNOWN = { clientId: '00711', matterId: '0528', isOpen: true };

describe('R05', () => {
  test('is silent when client and matter are on the register and open', () => {
    expect(checkRule(unknownMatter, buildInvoice(), {}, { register: [KNOWN] })).toEqual([]);
  });

  test('finds a pair that is not on the register, also when each half is', () => {
    const register = [
      { ...KNOWN, matterId: '9' },
      { ...KNOWN, clientId: '8' },
    ];
    expect(checkRule(unknownMatter, buildInvoice(), {}, { register })).toMatchObject([
      { lines: [], message: 'Client 00711, matter 0528, is not on the register.' },
    ]);
  });

  test('finds a closed matter', () => {
    const drafts = checkRule(unknownMatter, buildInvoice(), {}, { register: [{ ...KNOWN, isOpen: false }] });
    expect(drafts).toMatchObject([{ message: 'Client 00711, matter 0528, is closed.' }]);
  });

  test('looks up lines of another matter on their own', () => {
    const invoice = buildInvoice({
      lines: [
        {},
        { headerDifferences: { LAW_FIRM_MATTER_ID: '0600' } },
        { headerDifferences: { LAW_FIRM_MATTER_ID: '0601' } },
        { headerDifferences: { CLIENT_ID: '500', LAW_FIRM_MATTER_ID: '0601' } },
        { headerDifferences: { LAW_FIRM_MATTER_ID: '0601' } },
        { headerDifferences: { INVOICE_DATE: '2026-01-01' } },
      ],
    });
    const drafts = checkRule(unknownMatter, invoice, {}, { register: [KNOWN, { ...KNOWN, matterId: '0600' }] });
    expect(drafts.map(({ lines, message }) => [lines, message])).toEqual([
      [[2, 4], 'Client 00711, matter 0601, is not on the register.'],
      [[3], 'Client 500, matter 0601, is not on the register.'],
    ]);
  });

  test('says nothing about ids that the file does not state', () => {
    const invoice = buildInvoice({ clientId: null });
    expect(checkRule(unknownMatter, invoice, {}, { register: [] })).toEqual([]);
  });
});
