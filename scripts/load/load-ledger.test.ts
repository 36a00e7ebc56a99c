import { describe, expect, it } from 'vitest';
import { loadLedger, type ReadBack, settle } from './load-ledger.ts';

const PROMISED = { uploadId: 'u1', invoiceId: 'i1', matterId: 'm1', userId: 'ann' };

function promised() {
  const ledger = loadLedger();
  ledger.decided('l1', 'accept');
  ledger.accepted(PROMISED);
  return ledger;
}

function asPromised(): ReadBack {
  return {
    decisions: new Map([['l1', ['accept']]]),
    uploads: new Map([['u1', { state: 'processed', invoiceIds: ['i1'] }]]),
    invoices: new Map([['i1', 1]]),
    heard: new Map([
      ['ann', new Map([['i1', 1]])],
      ['bob', new Map([['i1', 1]])],
    ]),
    peopleOf: new Map([['m1', ['ann', 'bob']]]),
  };
}

describe('the account of a load', () => {
  it('is even where everything is there once and everybody was told', () => {
    expect(settle(promised(), asPromised())).toEqual({ decisions: 1, uploads: 1, events: 2, wrongs: [] });
  });

  it.each<readonly [string, Partial<ReadBack>]>([
    ['decision of line l1: lost', { decisions: new Map() }],
    ['decision of line l1: written 2 times', { decisions: new Map([['l1', ['accept', 'accept']]]) }],
    ['decision of line l1: cut_percent instead of accept', { decisions: new Map([['l1', ['cut_percent']]]) }],
    ['upload u1: lost', { uploads: new Map() }],
    ['upload u1: received', { uploads: new Map([['u1', { state: 'received', invoiceIds: [] }]]) }],
    ['invoice i1: 0 times in the record', { invoices: new Map() }],
    ['invoice i1: 2 times in the record', { invoices: new Map([['i1', 2]]) }],
    ['invoice i1: bob was told 0 times', { heard: new Map([['ann', new Map([['i1', 1]])]]) }],
    [
      'invoice i1: ann was told 2 times',
      {
        heard: new Map([
          ['ann', new Map([['i1', 2]])],
          ['bob', new Map([['i1', 1]])],
        ]),
      },
    ],
  ])('says: %s', (wrong, difference) => {
    expect(settle(promised(), { ...asPromised(), ...difference }).wrongs).toEqual([wrong]);
  });
});
