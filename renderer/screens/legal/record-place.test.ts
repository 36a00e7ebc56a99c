import { expect, it } from 'vitest';
import type { RecordHit } from '#shared/api/legal-desk.ts';
import { placeOfRecord } from './record-place.ts';

const HIT: RecordHit = {
  kind: 'opinion',
  id: '0190f3a2-0000-8000-8000-000000000001',
  title: '',
  text: '',
  highlights: [],
  tier: 'words',
  date: null,
  invoiceId: null,
  lineId: null,
  link: 'https://www.courtlistener.com/opinion/1/',
  outcome: null,
};

it('a line is read in its invoice, a note on the invoice as well, a clause in its guideline', () => {
  const invoiceId = '0190f3a2-0000-8000-8000-000000000002';
  const lineId = '0190f3a2-0000-8000-8000-000000000003';
  expect(placeOfRecord({ ...HIT, kind: 'line', invoiceId, lineId })).toEqual({ screen: 'review', invoiceId, lineId });
  expect(placeOfRecord({ ...HIT, kind: 'note', invoiceId })).toEqual({ screen: 'review', invoiceId, lineId: null });
  expect(placeOfRecord({ ...HIT, kind: 'clause', id: 'strict-insurer:3:R41' })).toEqual({
    screen: 'guidelines',
    name: 'strict-insurer',
  });
});

it('an opinion is read at its source', () => {
  expect(placeOfRecord(HIT)).toBeNull();
});
