import type { Mutation } from '../mutation.ts';

const SERVER = ['server/opinions/opinions.test.ts'];
const ANSWERS = ['shared/opinions/answers/read-answer.test.ts'];
const SPENDING = ['server/opinions/spending.test.ts'];
const REDACTION = ['shared/opinions/redaction/redactor.test.ts'];
const PROVIDER = ['server/opinions/provider/openai-provider.test.ts'];

/** What leaves, who agreed, what is believed, what it costs. */
export const opinionMutations: readonly Mutation[] = [
  {
    name: 'a question leaves although nobody agrees any more',
    file: 'server/opinions/ask-question.ts',
    find: "if (!(await isConsented(db, concerned))) return { kind: 'refused', reason: 'no_consent', retryAtMs: null };",
    replace: '',
    tests: SERVER,
  },
  {
    name: 'a consent beats the block of a matter',
    file: 'server/opinions/consents.ts',
    find: 'return found?.allowed === true && !found.blocked;',
    replace: 'return found?.allowed === true;',
    tests: SERVER,
  },
  {
    name: 'a consent for one matter holds for all',
    file: 'server/opinions/consents.ts',
    find: 'AND (matter_id IS NULL OR matter_id = ',
    replace: 'AND (client_id IS NOT NULL OR matter_id = ',
    tests: SERVER,
  },
  {
    name: 'what was not shown is sent',
    file: 'server/opinions/run-request.ts',
    find: 'return plan?.sha256 === request.preview_sha256 ? plan : null;',
    replace: 'return plan;',
    tests: SERVER,
  },
  {
    name: 'a held answer is paid again',
    file: 'server/opinions/ask-question.ts',
    find: "if (held !== undefined) return { kind: 'held', text: held.answer };",
    replace: '',
    tests: SERVER,
  },
  {
    name: 'a quotation need not stand in the line',
    file: 'shared/opinions/answers/read-answer.ts',
    find: '(quoted?.redacted.text.indexOf(quote) ?? -1);',
    replace: '(quoted?.redacted.text.indexOf(quote) ?? -1) < 0 ? 0 : 0;',
    tests: ANSWERS,
  },
  {
    name: 'a quotation may come from a line that the item is not about',
    file: 'shared/opinions/answers/read-answer.ts',
    find: "if (!item.lineKeys.includes(line)) return 'unknownId';",
    replace: '',
    tests: ANSWERS,
  },
  {
    name: 'an answer that followed somebody else is used',
    file: 'shared/opinions/answers/read-answer.ts',
    find: "return verdict === 'unsure' && quote === '' && confidence === control.code;",
    replace: 'return control.key !== verdict + quote + confidence;',
    tests: ANSWERS,
  },
  {
    name: 'a model reckons figures of its own',
    file: 'shared/opinions/answers/read-answer.ts',
    find: "if (!citesOnly(answer.rationale, question.text)) return 'number';",
    replace: '',
    tests: ANSWERS,
  },
  {
    name: 'calls at once pass the limit of a month together',
    file: 'server/opinions/spending.ts',
    find: 'WHERE m.spent_micro + m.reserved_micro + excluded.reserved_micro <= ',
    replace: 'WHERE 0 * m.spent_micro <= ',
    tests: SPENDING,
  },
  {
    name: 'what was set aside is never given back',
    file: 'server/opinions/spending.ts',
    find: 'SET reserved_micro = greatest(0, ',
    replace: 'SET reserved_micro = greatest(reserved_micro, ',
    tests: SPENDING,
  },
  {
    name: 'a remark counts before a person accepts it',
    file: 'server/opinions/accepted-opinions.ts',
    find: ".where('state', '=', 'accepted')",
    replace: ".where('state', '!=', 'rejected')",
    tests: SERVER,
  },
  {
    name: 'names that nobody told leave the firm',
    file: 'shared/opinions/redaction/find-redactions.ts',
    find: 'return withoutOverlaps([...byForm, ...known, ...unknown]);',
    replace: 'return withoutOverlaps([...byForm, ...known, ...unknown.slice(0, 0)]);',
    tests: REDACTION,
  },
  {
    name: 'an empty account is asked again and again',
    file: 'server/opinions/provider/failure-of-error.ts',
    find: "failed(isQuota ? 'quota' : 'throttled', !isQuota,",
    replace: "failed(isQuota ? 'quota' : 'throttled', true,",
    tests: PROVIDER,
  },
  {
    name: 'the provider keeps what it was asked',
    file: 'server/opinions/provider/openai-provider.ts',
    find: 'instructions: question.instructions,',
    replace: 'instructions: question.instructions, ...{ store: true },',
    tests: PROVIDER,
  },
  {
    name: 'an answer that comes after the client withdrew is kept',
    file: 'server/opinions/ask-question.ts',
    find: 'const isAllowed = await isConsented(db, concerned);',
    replace: 'const isAllowed = true;',
    tests: ['server/opinions/under-way.test.ts'],
  },
  {
    name: 'a question leaves for another address than was shown',
    file: 'server/opinions/ask-question.ts',
    find: 'if (destinationOf(settings) !== planned.destination)',
    replace: "if (destinationOf(settings) === '')",
    tests: ['server/opinions/under-way.test.ts'],
  },
  {
    name: 'a try of unknown cost is free',
    file: 'server/opinions/ask-question.ts',
    find: 'unknownCosts * reservation.amountMicro',
    replace: 'unknownCosts * 0',
    tests: ['server/opinions/under-way.test.ts'],
  },
  {
    name: 'a second try after one of unknown cost is not set aside',
    file: 'server/opinions/provider/ask-again.ts',
    find: 'const limit = isUnknown ? await setAside() : null;',
    replace: 'const limit = null;',
    tests: ['server/opinions/under-way.test.ts'],
  },
  {
    name: 'an administrator without the matter reads what was sent',
    file: 'server/opinions/view-opinions.ts',
    find: 'sentText: row.may_read ? row.sent_text : null',
    replace: 'sentText: row.sent_text',
    tests: ['server/opinions/under-way.test.ts'],
  },
];
