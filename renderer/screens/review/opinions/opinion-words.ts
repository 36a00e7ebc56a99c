import type { Opinion, OpinionFailure, OpinionPreview, OpinionRequest } from '#shared/api/opinions.ts';
import { formatMoment } from '../../../ui/format-date.ts';
import { countOf } from '../../../ui/format-money.ts';

/** What an opinion is, as its heading. */
export function titleOf({ kind, verdict }: Opinion): string {
  if (kind === 'rewrite') return 'A clearer narrative';
  if (kind === 'judgement') return 'A remark';
  return verdict === null ? 'An opinion' : VERDICT_WORDS[verdict];
}

/** What accepting it has done. */
export function acceptedWords({ kind, verdict }: Opinion): string {
  if (kind === 'rewrite') return 'The narrative is rewritten as proposed.';
  if (kind === 'judgement') return 'It is a finding now, as yours.';
  return verdict === 'doubts' ? 'The finding is dismissed, as yours.' : 'Accepted.';
}

/** Why nothing came, or not all of it. */
export const OPINION_FAILURE_WORDS: Readonly<Record<OpinionFailure['reason'], string>> = {
  turned_off: 'second opinions are turned off',
  no_key: 'the server has no key',
  address_refused: 'the address is not on the server\u2019s list',
  no_price: 'the model has no price, so nothing could be reserved',
  no_consent: 'the client has not agreed to it',
  changed: 'the invoice is not any more what was shown before it was sent; look and ask again',
  firm_cap: 'the firm\u2019s limit for this month would be passed',
  client_cap: 'the client\u2019s limit for this month would be passed',
  network: 'the provider could not be reached',
  timeout: 'the provider did not answer in time',
  server: 'the provider reports a fault of its own',
  throttled: 'the provider says that we ask too often',
  quota: 'the provider\u2019s account is used up; an administrator must look at it',
  auth: 'the provider refuses the key; an administrator must look at it',
  unknown_model: 'the provider does not know the model or the address',
  rejected: 'the provider does not take the question as it is',
  refused: 'the model would not answer',
  truncated: 'the answer broke off',
  filtered: 'the provider withheld the answer',
  broken_json: 'the answer could not be read',
  contract: 'the answer has another form than was asked for',
  canary: 'the answer follows instructions that were not ours, and was thrown away',
  deadline: 'it did not end in time',
};

export const REFUSAL_WORDS: Readonly<Record<NonNullable<OpinionPreview['refusal']>, string>> = {
  turned_off: 'Second opinions are turned off. An administrator turns them on under Administration, Second opinions.',
  no_key: 'The server has no key for a provider.',
  address_refused: 'The provider\u2019s address is not on the server\u2019s list. An administrator must look at it.',
  no_price: 'The model has no price, so nothing can be reserved. An administrator must enter one.',
  no_consent: 'The client has not agreed to it for this matter. Nothing leaves without that.',
  firm_cap: 'The firm\u2019s limit for this month would be passed.',
  client_cap: 'The client\u2019s limit for this month would be passed.',
};

export const VERDICT_WORDS: Readonly<Record<NonNullable<Opinion['verdict']>, string>> = {
  shares: 'Shares the finding',
  doubts: 'Doubts the finding',
  unsure: 'Is not sure',
};

export const LEFT_OUT_WORDS: Readonly<Record<OpinionPreview['leftOut'][number]['reason'], string>> = {
  instructions: 'speaks to the model',
  too_long: 'is too long',
  empty: 'has no narrative',
};

/** `2 questions: the provider did not answer in time. Worth another try at 14:20.` */
export function failureText({ reason, count, isRetryable, retryAt }: OpinionFailure, now: Date): string {
  const when =
    retryAt !== null
      ? ` Worth another try ${formatMoment(retryAt, now).replace(/^today /, 'at ')}.`
      : isRetryable
        ? ' Worth another try.'
        : '';
  return `${countOf(count, 'question')}: ${OPINION_FAILURE_WORDS[reason]}.${when}`;
}

/** How one request went, in a sentence or two. */
export function requestText(request: OpinionRequest): string {
  const { state, outcome, questionCount, heldCount, answeredCount, leftOutCount, dropped } = request;
  if (state === 'running') {
    return `Asking: ${answeredCount + heldCount} of ${countOf(questionCount, 'question')} answered.`;
  }
  const parts = [
    outcome === 'none'
      ? 'No question was answered; what the rules found stands.'
      : `${answeredCount + heldCount} of ${countOf(questionCount, 'question')} answered.`,
  ];
  if (heldCount > 0) parts.push(`${countOf(heldCount, 'answer')} was held already, nothing left for it.`);
  if (leftOutCount > 0) parts.push(`${countOf(leftOutCount, 'line')} not sent.`);
  const droppedCount = dropped.quote + dropped.number + dropped.unknownId + dropped.text;
  if (droppedCount > 0) {
    parts.push(`${countOf(droppedCount, 'remark')} thrown away: the words or figures are not in the lines.`);
  }
  return parts.join(' ');
}
