import type { VerifyRequest } from '#shared/api/legal-verification.ts';

/** A verification as it is being written, in the words of its fields. */
export interface VerifyDraft {
  readonly name: string;
  readonly jurisdiction: string;
  readonly registrationNumber: string;
  readonly firmName: string;
  readonly city: string;
  readonly yearAdmitted: string;
  readonly vendorNumber: string | null;
  readonly timekeeperNumber: string | null;
  readonly matterId: string | null;
}

export type VerifySubject = Partial<Omit<VerifyRequest, 'name'>> & { readonly name: string };

export function verifyDraft(subject: VerifySubject): VerifyDraft {
  return {
    name: subject.name,
    jurisdiction: subject.jurisdiction ?? '',
    registrationNumber: subject.registrationNumber ?? '',
    firmName: subject.firmName ?? '',
    city: subject.city ?? '',
    yearAdmitted: subject.yearAdmitted === null || subject.yearAdmitted === undefined ? '' : `${subject.yearAdmitted}`,
    vendorNumber: subject.vendorNumber ?? null,
    timekeeperNumber: subject.timekeeperNumber ?? null,
    matterId: subject.matterId ?? null,
  };
}

/** What is sent, or the sentence that says what to mend first. */
export type VerifyReading =
  | { readonly ok: true; readonly request: VerifyRequest }
  | { readonly ok: false; readonly remark: string };

const NUMBER = /^[A-Za-z0-9-]{1,20}$/;

export function readVerifyDraft(draft: VerifyDraft): VerifyReading {
  const name = draft.name.trim();
  const number = draft.registrationNumber.trim();
  const year = draft.yearAdmitted.trim();
  if (name === '') return { ok: false, remark: 'Write the name as it stands on the bill.' };
  if (number !== '' && draft.jurisdiction === '') {
    return { ok: false, remark: 'Choose who gave the number: numbers are given by each state.' };
  }
  if (number !== '' && !NUMBER.test(number)) {
    return { ok: false, remark: 'A registration number has letters, digits and hyphens only.' };
  }
  if (year !== '' && !/^(?:19|20|21)\d{2}$/.test(year)) return { ok: false, remark: 'Write the year as 2012.' };
  return {
    ok: true,
    request: {
      name,
      jurisdiction: draft.jurisdiction === '' ? null : draft.jurisdiction,
      registrationNumber: number === '' ? null : number,
      firmName: emptyToNull(draft.firmName),
      city: emptyToNull(draft.city),
      yearAdmitted: year === '' ? null : Number(year),
      vendorNumber: draft.vendorNumber,
      timekeeperNumber: draft.timekeeperNumber,
      matterId: draft.matterId,
    },
  };
}

function emptyToNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
