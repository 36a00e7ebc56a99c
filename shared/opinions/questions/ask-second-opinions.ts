import { SECOND_OPINION_RULES } from '#shared/api/opinions.ts';
import type { Finding } from '#shared/domain/finding.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { ruleById } from '#shared/rules/catalogue/catalogue.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { ask } from './ask.ts';
import type { KeyOf, Question } from './question.ts';
import { sentLine, whyLeftOut } from './question-lines.ts';

/**
 * Second opinions on findings of heuristic rules. All findings that are about one line alone are one question; a finding
 * that compares lines is a question of its own. So no line's words are ever read beside another line that a finding does
 * not put beside it. Lines that speak to the model are in no question, nor is anything that would need them.
 */
export function askSecondOpinions(
  invoice: Invoice,
  findings: readonly Finding[],
  given: { readonly ruleIds: ReadonlySet<string>; readonly redactor: Redactor; readonly keyOf: KeyOf },
): readonly Question[] {
  const lineOf = new Map(invoice.lines.map((line) => [line.id, line]));
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!SECOND_OPINION_RULES.some((id) => id === finding.ruleId) || !given.ruleIds.has(finding.ruleId)) continue;
    const lineIds = linesOf(finding);
    const lines = lineIds.flatMap((id) => lineOf.get(id) ?? []);
    if (lines.length === 0 || lines.length > MOST_LINES || lines.some((line) => whyLeftOut(line) !== null)) continue;
    const group = lines.length === 1 ? `line ${lineIds[0]}` : `finding ${finding.id}`;
    groups.set(group, [...(groups.get(group) ?? []), finding]);
  }
  return [...groups].map(([group, together]) => {
    const keyOf: KeyOf = (purpose) => given.keyOf(`second ${group} ${purpose}`);
    const lineIds = [...new Set(together.flatMap(linesOf))];
    const isCompared = lineIds.length > 1;
    const lines = invoice.lines
      .filter(({ id }) => lineIds.includes(id))
      .map((line) => sentLine(line, { redactor: given.redactor, keyOf, withDay: isCompared }));
    const keyOfLine = new Map(lines.map(({ key, line }) => [line.lineId, key]));
    const items = together.map((finding) => ({
      key: keyOf(`item ${finding.id}`),
      ruleId: finding.ruleId,
      findingId: finding.id,
      lineKeys: linesOf(finding).flatMap((id) => keyOfLine.get(id) ?? []),
      content: {
        title: ruleById(finding.ruleId)?.title ?? finding.ruleId,
        clause: given.redactor.redact(finding.guidelineClause).text,
      },
    }));
    return ask('second', lines, items, keyOf);
  });
}

/** A finding about more than these is about how a matter is staffed, which no narrative shows. */
const MOST_LINES = 12;

/** Those it names and those it shows, in its order. */
function linesOf({ lineIds, evidence }: Finding): readonly string[] {
  return [...new Set([...lineIds, ...evidence.flatMap((each) => ('lineId' in each ? [each.lineId] : []))])];
}
