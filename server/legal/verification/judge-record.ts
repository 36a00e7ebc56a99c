import type { RecordedPerson, RegisterStatus, Verdict, VerifyRequest } from '#shared/api/legal-verification.ts';
import { nameScoreE4, SAME_NAME_E4 } from './name-score.ts';
import { type PersonName, personName } from './person-name.ts';

/** Somebody a record holds, before they were compared with anybody. */
export interface HeldPerson {
  readonly name: string;
  readonly registrationNumber: string | null;
  readonly firmName: string | null;
  readonly city: string | null;
  readonly yearAdmitted: number | null;
  readonly statusRaw: string | null;
  readonly status: RegisterStatus | null;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence: why. */
  readonly reason: string;
  readonly people: readonly RecordedPerson[];
}

const MOST_PEOPLE = 10;
/** With these a record says that somebody may not practise under it now. Late with registering is not among them. */
const STANDS_AGAINST: readonly RegisterStatus[] = ['suspended', 'resigned', 'disbarred', 'incapacitated', 'deceased'];

/**
 * What a numbered register says of a person. Jurisdiction and number first; a name alone never matches, because two
 * people may bear it.
 * @param byNumber whom the register has under the number given; `undefined` where no number was given
 * @param byName whom it has under that last name
 */
export function judgeRegister(
  subject: VerifyRequest,
  title: string,
  byNumber: HeldPerson | null | undefined,
  byName: readonly HeldPerson[],
): Judgement {
  const name = personName(subject.name);
  const alike = byName
    .map((held) => compared(subject, name, held))
    .filter(({ nameScoreE4: score }) => score >= SAME_NAME_E4);
  const people = alike.toSorted(byEvidence).slice(0, MOST_PEOPLE);
  const number = subject.registrationNumber;
  if (byNumber === undefined) {
    if (people.length === 0) return { verdict: 'not_found', reason: `The ${title} has nobody of this name.`, people };
    const count = alike.length === 1 ? 'one person' : `${alike.length} people`;
    return {
      verdict: 'possible',
      reason: `The ${title} has ${count} of this name; only the number tells whether it is this one.`,
      people,
    };
  }
  if (byNumber === null) {
    if (people.length === 0)
      return { verdict: 'not_found', reason: `The ${title} has no number ${number}, and nobody of this name.`, people };
    return {
      verdict: 'possible',
      reason: `The ${title} has no number ${number}, but somebody of this name under another.`,
      people,
    };
  }
  const person = compared(subject, name, byNumber);
  const found = [{ ...person, matchedOn: ['number' as const, ...person.matchedOn] }];
  const under = `The ${title} has number ${number}`;
  if (person.nameScoreE4 < SAME_NAME_E4) {
    return { verdict: 'conflict', reason: `${under} as ${byNumber.name}, another name.`, people: found };
  }
  if (byNumber.status !== null && STANDS_AGAINST.includes(byNumber.status)) {
    return { verdict: 'conflict', reason: `${under} with the status "${byNumber.statusRaw}".`, people: found };
  }
  if (
    subject.yearAdmitted !== null &&
    byNumber.yearAdmitted !== null &&
    subject.yearAdmitted < byNumber.yearAdmitted - 1
  ) {
    return {
      verdict: 'conflict',
      reason: `${under} as admitted in ${byNumber.yearAdmitted}, not in ${subject.yearAdmitted}.`,
      people: found,
    };
  }
  const status = byNumber.statusRaw === null ? '' : `, with the status "${byNumber.statusRaw}"`;
  return { verdict: 'match', reason: `${under} under this name${status}.`, people: found };
}

/** What dockets say: a name that appears on them. There is no number on a docket, so it is never a match. */
export function judgeAppearances(
  subject: VerifyRequest,
  dockets: readonly (RecordedPerson['appearances'][number] & {
    readonly attorneys: readonly string[];
    readonly firms: readonly string[];
  })[],
): Judgement {
  const name = personName(subject.name);
  const byName = new Map<string, RecordedPerson>();
  for (const { attorneys, firms, ...appearance } of dockets) {
    for (const written of attorneys) {
      const held = {
        name: written,
        registrationNumber: null,
        city: null,
        yearAdmitted: null,
        statusRaw: null,
        status: null,
      };
      const firmName = firms.find((firm) => isSameFirm(firm, subject.firmName)) ?? null;
      const person = compared(subject, name, { ...held, firmName });
      if (person.nameScoreE4 < SAME_NAME_E4) continue;
      const known = byName.get(written.toLowerCase());
      byName.set(written.toLowerCase(), {
        ...person,
        name: known?.name ?? person.name,
        firmName: known?.firmName ?? person.firmName,
        matchedOn:
          known !== undefined && known.matchedOn.length > person.matchedOn.length ? known.matchedOn : person.matchedOn,
        appearances: [...(known?.appearances ?? []), appearance].slice(0, MOST_PEOPLE),
      });
    }
  }
  const people = [...byName.values()].toSorted(byEvidence).slice(0, MOST_PEOPLE);
  if (people.length === 0) {
    return {
      verdict: 'not_found',
      reason: 'No docket that CourtListener holds names this attorney; it does not hold all of them.',
      people,
    };
  }
  const isWithFirm = people.some(({ matchedOn }) => matchedOn.includes('firm'));
  return {
    verdict: 'possible',
    reason: `An attorney of this name appears in cases${isWithFirm ? ' with this firm' : ''}; a name alone does not say who it is.`,
    people,
  };
}

/**
 * What the firm's own roster says.
 * @param byNumber whom it has under the timekeeper's number
 */
export function judgeRoster(
  subject: VerifyRequest,
  byNumber: readonly HeldPerson[],
  byName: readonly HeldPerson[],
): Judgement {
  const name = personName(subject.name);
  const numbered = byNumber.map((held) => compared(subject, name, held));
  const same = numbered.filter(({ nameScoreE4: score }) => score >= SAME_NAME_E4);
  const [first] = numbered;
  const withNumber = (people: readonly RecordedPerson[]) =>
    people.slice(0, MOST_PEOPLE).map((each) => ({ ...each, matchedOn: ['number' as const, ...each.matchedOn] }));
  if (same.length > 0) {
    return {
      verdict: 'match',
      reason: 'The roster has this timekeeper under this number and name.',
      people: withNumber(same),
    };
  }
  if (first !== undefined) {
    return {
      verdict: 'conflict',
      reason: `The roster has this number as ${first.name}.`,
      people: withNumber(numbered),
    };
  }
  const alike = byName
    .map((held) => compared(subject, name, held))
    .filter(({ nameScoreE4: score }) => score >= SAME_NAME_E4);
  if (alike.length === 0)
    return { verdict: 'not_found', reason: 'The roster of this vendor has nobody of this name.', people: [] };
  return {
    verdict: 'possible',
    reason: 'The roster has somebody of this name, under another number or none that was given.',
    people: alike.slice(0, MOST_PEOPLE),
  };
}

/** A register that knows the number beats all; a roster or a name on a docket is no register. */
export function overallVerdict(sources: readonly { readonly source: string; readonly verdict: Verdict }[]): Verdict {
  const has = (verdict: Verdict) => sources.some((each) => each.verdict === verdict);
  if (has('conflict')) return 'conflict';
  if (sources.some(({ source, verdict }) => source.startsWith('register:') && verdict === 'match')) return 'match';
  if (has('match') || has('possible')) return 'possible';
  return has('not_found') ? 'not_found' : 'unavailable';
}

function compared(subject: VerifyRequest, name: PersonName | null, held: HeldPerson): RecordedPerson {
  const other = personName(held.name);
  const score = name === null || other === null ? 0 : nameScoreE4(name, other);
  const matchedOn: RecordedPerson['matchedOn'] = [];
  if (score >= SAME_NAME_E4) matchedOn.push('name');
  if (held.firmName !== null && isSameFirm(held.firmName, subject.firmName)) matchedOn.push('firm');
  if (held.city !== null && subject.city !== null && folded(held.city) === folded(subject.city)) matchedOn.push('city');
  if (held.yearAdmitted !== null && held.yearAdmitted === subject.yearAdmitted) matchedOn.push('year');
  return { ...held, matchedOn, nameScoreE4: score, appearances: [] };
}

function isSameFirm(one: string, other: string | null): boolean {
  if (other === null) return false;
  const [a, b] = [firmWords(one), firmWords(other)];
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length > 0 && short.every((word) => long.includes(word));
}

function firmWords(firm: string): readonly string[] {
  return folded(firm)
    .split(' ')
    .filter((word) => word.length > 1 && !/^(llp|llc|pc|pllc|lp|pa|and|the|law|offices?|of)$/.test(word));
}

function folded(text: string): string {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  ).join(' ');
}

function byEvidence(a: RecordedPerson, b: RecordedPerson): number {
  return b.matchedOn.length - a.matchedOn.length || b.nameScoreE4 - a.nameScoreE4;
}
