import { describe, expect, it } from 'vitest';
import { type DeepLink, formatDeepLink, parseDeepLink } from './deep-link.ts';

const INVOICE = '0198c1de-0000-8000-8000-000000000001';
const LINE = '0198c1de-0000-8000-8000-000000000002';

const LINKS: readonly DeepLink[] = [
  { kind: 'queue' },
  { kind: 'invoice', invoiceId: INVOICE, lineId: null },
  { kind: 'invoice', invoiceId: INVOICE, lineId: LINE },
  { kind: 'conflicts' },
  { kind: 'conflict', conflictId: INVOICE },
  { kind: 'notifications' },
  { kind: 'search', searchId: INVOICE },
  { kind: 'verification', verificationId: INVOICE },
];

describe('an address that opens a place in LAIT', () => {
  it.each(LINKS)('is read back as it was written: $kind', (link) => {
    expect(parseDeepLink(formatDeepLink(link))).toEqual(link);
  });

  it('may end in the slash that some programs add', () => {
    expect(parseDeepLink('lait://open/queue/')).toEqual({ kind: 'queue' });
  });

  it.each([
    '',
    'lait://open',
    'lait://open/',
    'lait://app/invoice',
    'lait://open/settings',
    'lait://open/invoice',
    'lait://open/invoice/1',
    `lait://open/invoice/${INVOICE}?approve=1`,
    `lait://open/invoice/${INVOICE}#x`,
    `lait://open/invoice/${INVOICE}/approve`,
    `lait://open/conflict/${INVOICE}/line/${LINE}`,
    `lait://open/search/${INVOICE}/line/${LINE}`,
    `lait://open/verification/${INVOICE}/line/${LINE}`,
    'lait://open/search',
    'lait://open/search?q=travel',
    `lait://open/invoice/../${INVOICE}`,
    `lait://user@open/invoice/${INVOICE}`,
    `lait://open:80/invoice/${INVOICE}`,
    `LAIT://OPEN/invoice/${INVOICE}`,
    `lait://open/invoice/${INVOICE}\n`,
    ` lait://open/invoice/${INVOICE}`,
    `https://open/invoice/${INVOICE}`,
    'javascript:alert(1)',
    `lait://open/invoice/${INVOICE}/line/${LINE}${'/'.repeat(200)}`,
  ])('is refused when it is anything else: %j', (text) => {
    expect(parseDeepLink(text)).toBeNull();
  });
});
