import { describe, expect, it } from 'vitest';
import { verifyRequest } from '#shared/api/legal-verification.ts';
import { readVerifyDraft, type VerifyDraft, verifyDraft } from './verify-subject.ts';

function draft(change: Partial<VerifyDraft>): VerifyDraft {
  return { ...verifyDraft({ name: 'Okafor, Ada' }), ...change };
}
const remarkOf = (change: Partial<VerifyDraft>) => {
  const reading = readVerifyDraft(draft(change));
  return reading.ok ? null : reading.remark;
};

describe('a verification that is being written', () => {
  it('is sent as the contract takes it, with what is open as null', () => {
    const reading = readVerifyDraft(
      draft({ jurisdiction: 'NY', registrationNumber: ' 1234567 ', city: ' ', yearAdmitted: '2012' }),
    );
    expect(reading).toMatchObject({
      ok: true,
      request: {
        name: 'Okafor, Ada',
        jurisdiction: 'NY',
        registrationNumber: '1234567',
        city: null,
        yearAdmitted: 2012,
      },
    });
    if (reading.ok) expect(verifyRequest.safeParse(reading.request).success).toBe(true);
  });

  it('asks who gave a number, because numbers repeat from state to state', () => {
    expect(remarkOf({ registrationNumber: '12' })).toMatch(/who gave the number/);
    expect(remarkOf({ jurisdiction: 'NY' })).toBeNull();
    expect(remarkOf({})).toBeNull();
  });

  it('says what cannot be read', () => {
    expect(remarkOf({ name: ' ' })).toMatch(/name/);
    expect(remarkOf({ jurisdiction: 'NY', registrationNumber: '12 34' })).toMatch(/letters, digits/);
    expect(remarkOf({ yearAdmitted: '12' })).toMatch(/year/);
  });

  it('takes over what the timekeeper is known by', () => {
    expect(verifyDraft({ name: 'A', vendorNumber: '24-7', timekeeperNumber: 'TK1', yearAdmitted: 1999 })).toMatchObject(
      {
        vendorNumber: '24-7',
        timekeeperNumber: 'TK1',
        yearAdmitted: '1999',
      },
    );
  });
});
