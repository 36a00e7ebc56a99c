import type { Invoice } from '#shared/domain/invoice.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { ask } from './ask.ts';
import type { KeyOf, Question } from './question.ts';
import { sentLine, whyLeftOut } from './question-lines.ts';

/** One question a line. */
export function askRewrites(
  invoice: Invoice,
  lineIds: readonly string[],
  given: { readonly redactor: Redactor; readonly keyOf: KeyOf },
): readonly Question[] {
  const wanted = new Set(lineIds);
  return invoice.lines
    .filter((line) => wanted.has(line.id) && whyLeftOut(line) === null)
    .map((line) => {
      const keyOf: KeyOf = (purpose) => given.keyOf(`rewrite ${line.id} ${purpose}`);
      const sent = sentLine(line, { redactor: given.redactor, keyOf });
      const item = { key: keyOf('item'), ruleId: 'REWRITE', findingId: null, lineKeys: [sent.key], content: {} };
      return ask('rewrite', [sent], [item], keyOf);
    });
}
