import type { Finding } from '#shared/domain/finding.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { prepareInvoice } from '#shared/rules/prepare/prepare-invoice.ts';
import type { PreparedInvoice } from '#shared/rules/prepare/prepared-invoice.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { ask } from './ask.ts';
import { deliverablesOf } from './deliverables.ts';
import { expenseFacts } from './expense-facts.ts';
import { invoiceFigures } from './invoice-figures.ts';
import type { KeyOf, Question } from './question.ts';
import { sentLine, whyLeftOut } from './question-lines.ts';
import { mayBeRecycled } from './recycled-work.ts';

interface Candidate {
  readonly ruleId: string;
  readonly lines: readonly number[];
  /** Reckoned by code. */
  readonly figures: Readonly<Record<string, unknown>>;
}

/**
 * Questions by the rules that only a model fills. Code says which lines belong together and reckons every figure; the model
 * says whether a person should look. A line that speaks to the model is left out of its group, and a group that is too
 * small without it is not asked about. R82 reads no narrative at all.
 */
export function askJudgements(
  invoice: Invoice,
  findings: readonly Finding[],
  given: {
    readonly ruleIds: ReadonlySet<string>;
    readonly redactor: Redactor;
    readonly keyOf: KeyOf;
    readonly today: string;
  },
): readonly Question[] {
  const prepared = prepareInvoice(invoice, { codeSets: codeSetsOf([], []), context: { today: given.today } });
  return candidates(prepared, findings)
    .filter(({ ruleId }) => given.ruleIds.has(ruleId))
    .map(({ ruleId, lines, figures }) => {
      const ids = lines.map((index) => invoice.lines[index]?.id ?? '');
      const keyOf: KeyOf = (purpose) => given.keyOf(`${ruleId} ${ids.join(' ')} ${purpose}`);
      const isGroup = lines.length > 1;
      const sent = lines.flatMap((index) => {
        const line = invoice.lines[index];
        const who = prepared.lines[index]?.timekeeperKey;
        if (line === undefined) return [];
        const whoKey = isGroup && who !== null && who !== undefined ? keyOf(`who ${who}`).slice(0, 4) : undefined;
        const options = { redactor: given.redactor, keyOf, withDay: isGroup };
        return [sentLine(line, whoKey === undefined ? options : { ...options, whoKey })];
      });
      const item = {
        key: keyOf('item'),
        ruleId,
        findingId: null,
        lineKeys: sent.map(({ key }) => key),
        content: { question: QUESTIONS[ruleId] ?? '', figures },
      };
      return ask('judgement', sent, [item], keyOf);
    });
}

const QUESTIONS: Readonly<Record<string, string>> = {
  R47: 'Is one document drafted and revised by a chain of people beyond what it needs?',
  R48: 'Are the hours out of proportion to the one piece of work that these lines describe?',
  R60: 'Does the line bill a form, a template or earlier work product as if it were new?',
  R75: 'Does the expense lack the activity that it goes with, by the figures?',
  R82: 'By the eight factors of Rule 1.5(a) and these figures, what should a reviewer look at in this invoice as a whole?',
};

function candidates(prepared: PreparedInvoice, findings: readonly Finding[]): readonly Candidate[] {
  const isSent = (index: number) => {
    const line = prepared.lines[index]?.line;
    return line !== undefined && whyLeftOut(line) === null;
  };
  const deliverables = deliverablesOf(prepared, isSent);
  return [
    ...deliverables
      .filter(({ isChain }) => isChain)
      .map((each) => ({ ruleId: 'R47', lines: each.lines, figures: each.figures })),
    ...deliverables
      .filter(({ isLarge }) => isLarge)
      .map((each) => ({ ruleId: 'R48', lines: each.lines, figures: each.figures })),
    ...prepared.lines
      .filter((line) => isSent(line.index) && mayBeRecycled(prepared, line.index))
      .map(({ index }) => ({ ruleId: 'R60', lines: [index], figures: {} })),
    ...prepared.lines.flatMap(({ index }) => {
      const figures = isSent(index) ? expenseFacts(prepared, index) : null;
      return figures === null ? [] : [{ ruleId: 'R75', lines: [index], figures }];
    }),
    { ruleId: 'R82', lines: [], figures: invoiceFigures(prepared, findings) },
  ];
}
