import { describe, expect, it } from 'vitest';
import { nextStep, sideStep } from './next-step.ts';

const BY_ROSA = { byName: 'Rosa', isMine: false };
const BY_ME = { byName: 'Me', isMine: true };

describe('the next step of an invoice', () => {
  it('is, alone on one machine, to submit and then to approve', () => {
    expect(nextStep({ state: 'analysed', submission: null }, null)).toMatchObject({ kind: 'submit' });
    expect(nextStep({ state: 'in_review', submission: null }, null)).toMatchObject({ kind: 'approve' });
  });

  it('is to submit, with a server, until somebody has, whatever was decided already', () => {
    for (const role of ['reviewer', 'approver', 'administrator'] as const) {
      expect(nextStep({ state: 'in_review', submission: null }, role)).toMatchObject({ kind: 'submit' });
    }
  });

  it('is never to approve for whoever submitted it, and says so', () => {
    for (const role of ['reviewer', 'approver', 'administrator'] as const) {
      const step = nextStep({ state: 'in_review', submission: BY_ME }, role);
      expect(step).toEqual({ kind: 'wait', why: 'You submitted this invoice; somebody else approves it.' });
    }
  });

  it('is to approve for an approver, and to wait for a reviewer, once somebody else has submitted it', () => {
    expect(nextStep({ state: 'in_review', submission: BY_ROSA }, 'approver')).toMatchObject({ kind: 'approve' });
    expect(nextStep({ state: 'in_review', submission: BY_ROSA }, 'reviewer')).toEqual({
      kind: 'wait',
      why: 'Rosa submitted this invoice; an approver approves it.',
    });
  });

  it('is to export what is approved, and to take up what was returned', () => {
    expect(nextStep({ state: 'approved', submission: BY_ME }, null)).toMatchObject({ kind: 'export' });
    expect(nextStep({ state: 'exported', submission: BY_ME }, 'approver')).toMatchObject({ kind: 'export' });
    expect(nextStep({ state: 'approved', submission: BY_ME }, 'reviewer')).toMatchObject({ kind: 'wait' });
    expect(nextStep({ state: 'returned', submission: null }, 'reviewer')).toMatchObject({ kind: 'reopen' });
  });
});

describe('what is offered beside it', () => {
  it('is to return what is open, whoever looks at it', () => {
    for (const role of [null, 'reviewer', 'approver', 'administrator'] as const) {
      expect([sideStep({ state: 'analysed' }, role), sideStep({ state: 'in_review' }, role)]).toEqual([
        'return',
        'return',
      ]);
    }
  });

  it('is to take an approval back for whoever may approve; a reviewer reads who does it in place of the button', () => {
    for (const state of ['approved', 'exported'] as const) {
      expect([null, 'approver', 'administrator'].map((role) => sideStep({ state }, role as 'approver' | null))).toEqual(
        ['reopen', 'reopen', 'reopen'],
      );
      expect(sideStep({ state }, 'reviewer')).toBeNull();
      expect(nextStep({ state, submission: BY_ME }, 'reviewer')).toEqual({
        kind: 'wait',
        why: 'Approved. An approver hands it out, or takes it back into review.',
      });
    }
    expect(sideStep({ state: 'returned' }, 'approver')).toBeNull();
  });
});
