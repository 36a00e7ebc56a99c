import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { MatterProfile } from '../prepare/prepared-invoice.ts';
import { matterTerms } from './r07-matter-terms.ts';

const check = (changes: Parameters<typeof buildInvoice>[0], matterProfile: MatterProfile) =>
  checkRule(matterTerms, buildInvoice(changes), {}, { matterProfile });

describe('R07', () => {
  test('finds another currency than the agreed one', () => {
    expect(check({ currency: 'EUR' }, { currency: 'USD' })).toEqual([
      {
        lines: [],
        message: 'The invoice is in EUR; USD is agreed for this matter.',
        evidence: [{ field: 'INVOICE_CURRENCY' }],
      },
    ]);
    expect(check({ currency: 'usd' }, { currency: 'USD' })).toEqual([]);
  });

  test('does not hold against a bill what its format cannot say', () => {
    expect(check({ currency: null }, { currency: 'USD' })).toEqual([]);
    expect(check({ format: 'ledes1998b' }, { requiresPurchaseOrder: true })).toEqual([]);
  });

  test('finds a missing purchase order where the client asks for one', () => {
    const asks = { requiresPurchaseOrder: true };
    expect(check({ format: 'ledes98bi' }, asks)).toMatchObject([{ evidence: [{ field: 'PO_NUMBER' }] }]);
    expect(check({ format: 'ledes98bi', header: { PO_NUMBER: ' ' } }, asks)).toHaveLength(1);
    expect(check({ format: 'ledes98bi', header: { PO_NUMBER: '4711' } }, asks)).toEqual([]);
    expect(check({ format: 'ledes98bi' }, {})).toEqual([]);
  });
});
