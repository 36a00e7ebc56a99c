import { expect, it } from 'vitest';
import { findCourt } from './find-court.ts';

const COURTS = [
  { id: 'scotus', name: 'U.S.' },
  { id: 'ca9', name: '9th Cir.' },
  { id: 'nysd', name: 'S.D. N.Y.' },
  { id: 'nynd', name: 'N.D. N.Y.' },
  { id: 'cal', name: 'Cal.' },
  { id: 'calctapp', name: 'Cal. Ct. App.' },
];

it.each([
  ['ca9', 'ca9'],
  ['9th Cir.', 'ca9'],
  ['9th cir', 'ca9'],
  ['SDNY', 'nysd'],
  ['Cal.', 'cal'],
  ['Cal. Ct', 'calctapp'],
  ['us', 'scotus'],
])('%s is %s', (typed, id) => {
  expect(findCourt(typed, COURTS)?.id).toBe(id);
});

it.each(['', '  ', '.', 'Ruritania'])('%j names no court, and none is guessed', (typed) => {
  expect(findCourt(typed, COURTS)).toBeNull();
});

it('leaves what could be several to the person', () => {
  expect(findCourt('c', COURTS)).toBeNull();
});
