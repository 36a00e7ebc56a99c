import type { LegalFailureView, LegalSource, SearchFilters, SourceOutcome } from '#shared/api/legal.ts';
import type { RecordKind } from '#shared/api/legal-desk.ts';
import type { RegisterStatus, Verdict } from '#shared/api/legal-verification.ts';
import { formatMoment } from '../../ui/format-date.ts';
import { countOf, formatCount } from '../../ui/format-money.ts';

/** The field's words for the closed sets of legal search and verification. */
export const SOURCE_WORDS: Readonly<Record<LegalSource, string>> = {
  local: 'The firm\u2019s record',
  courtlistener: 'CourtListener',
};

const REASONS: Readonly<Record<LegalFailureView['reason'], string>> = {
  network: 'could not be reached',
  timeout: 'did not answer in time',
  server: 'reports a fault of its own',
  throttled: 'says that the firm\u2019s account asked too often',
  budget: 'was not asked, because the account\u2019s allowance is used up for now',
  resting: 'failed several times and is left alone for a minute',
  auth: 'refuses the firm\u2019s key; an administrator must look at it',
  contract: 'answered in a way that LAIT does not understand; an administrator must look at it',
};

/** What could not be had, and when to come again: `CourtListener did not answer in time (LEGAL_001). ...`. */
export function failureSentence(failure: LegalFailureView, now: Date): string {
  const what = `${SOURCE_WORDS[failure.source]} ${REASONS[failure.reason]} (${failure.code}).`;
  if (failure.retryAt !== null) return `${what} Worth another try ${momentWords(failure.retryAt, now)}.`;
  return failure.isRetryable ? `${what} Try again in a moment.` : what;
}

function momentWords(at: string, now: Date): string {
  if (Date.parse(at) <= now.getTime()) return 'now';
  const moment = formatMoment(at, now);
  return moment.startsWith('today ') ? `at ${moment.slice('today '.length)}` : `on ${moment}`;
}

/** What came of one source, as a line over its results. */
export function outcomeWords(outcome: SourceOutcome, hitCount: number, now: Date): string {
  switch (outcome.state) {
    case 'waiting':
      return 'searching\u2026';
    case 'failed':
      // Over the results stands the whole sentence.
      return outcome.failure === null ? 'no answer' : `no answer (${outcome.failure.code})`;
    case 'off':
      return outcome.message ?? 'not asked: it is turned off, or nothing was left to ask';
    case 'invalid':
      return outcome.message ?? 'does not understand the question';
    case 'fresh':
    case 'cached':
    case 'stale':
      return [countWords(outcome, hitCount), ageWords(outcome, now)].filter((part) => part !== '').join(', ');
  }
}

function countWords({ total }: SourceOutcome, hitCount: number): string {
  if (total === null) return countOf(hitCount, 'result');
  if (total.value === 0) return 'nothing found';
  const all = `${total.relation === 'about' ? 'about ' : ''}${formatCount(total.value)}`;
  if (total.value > hitCount) return `${formatCount(hitCount)} of ${all}`;
  return `${all} ${total.value === 1 ? 'result' : 'results'}`;
}

function ageWords({ state, fetchedAt, tookMs }: SourceOutcome, now: Date): string {
  if (state === 'fresh') return tookMs === null ? '' : `${formatCount(tookMs)} ms`;
  const when = fetchedAt === null ? '' : ` of ${formatMoment(fetchedAt, now)}`;
  return state === 'cached' ? `a kept answer${when}` : `an older answer${when}, because it could not be asked now`;
}

export const ORDER_WORDS: Readonly<Record<SearchFilters['order'], string>> = {
  relevance: 'Best match',
  newest: 'Newest first',
  oldest: 'Oldest first',
  most_cited: 'Most cited',
};

/** Kinds of passage; one that this version has no word for is shown as it is named. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  opinion: 'Opinion',
  guideline: 'Guideline clause',
  line: 'Earlier line',
  letter: 'Appeal letter',
  outcome: 'Appeal outcome',
  note: 'Note',
};
export const LOCAL_KINDS = ['guideline', 'line', 'letter', 'note', 'opinion'] as const;

/** What a device holds of the record: of one, and of all of them. */
export const RECORD_WORDS: Readonly<Record<RecordKind, string>> = {
  line: 'Earlier line',
  note: 'Note',
  clause: 'Guideline clause',
  opinion: 'Saved result',
};
export const RECORD_CHOICE_WORDS: Readonly<Record<RecordKind, string>> = {
  line: 'Earlier lines',
  note: 'Notes',
  clause: 'Clauses',
  opinion: 'Saved results',
};

export function kindWords(kind: string): string {
  return KIND_WORDS[kind] ?? kind.replaceAll('_', ' ');
}

/** A record either agrees or does not; none of these says that somebody may practise. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  match: 'Matches',
  possible: 'Possibly this person',
  conflict: 'Record says otherwise',
  not_found: 'Not in this record',
  unavailable: 'Could not be read',
};

/** What a register says, where LAIT knows its words. */
export const STATUS_WORDS: Readonly<Record<RegisterStatus, string>> = {
  listed: 'registered',
  lapsed: 'registration overdue',
  suspended: 'suspended',
  resigned: 'resigned',
  disbarred: 'disbarred',
  incapacitated: 'incapacitated',
  deceased: 'deceased',
  unknown: 'status unknown to LAIT',
};

export const MATCH_WORDS = {
  number: 'number',
  name: 'name',
  firm: 'firm',
  city: 'city',
  year: 'year admitted',
  class: 'class',
} as const;
