import type { KeyOf, Question, QuestionItem } from './question.ts';
import type { SentLine } from './question-lines.ts';

interface NewItem extends QuestionItem {
  readonly key: string;
  /** What the item says of itself besides id, rule and lines. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** Puts a question together: items and the control in the order of their ids, which says nothing to anybody. */
export function ask(
  kind: Question['kind'],
  lines: readonly SentLine[],
  items: readonly NewItem[],
  keyOf: KeyOf,
): Question {
  const control = { key: keyOf('control'), code: 3 + (Number.parseInt(keyOf('code').slice(0, 6), 36) % 94) };
  const all = [
    ...items.map(({ key, ruleId, lineKeys, content }) => ({ item: key, rule: ruleId, lines: lineKeys, ...content })),
    { item: control.key, rule: 'CONTROL', lines: lines.slice(0, 1).map(({ key }) => key), code: control.code },
  ].sort((a, b) => (a.item < b.item ? -1 : 1));
  return {
    kind,
    text: JSON.stringify({ lines: lines.map(({ content }) => content), items: all }),
    ruleIds: [...new Set(items.map(({ ruleId }) => ruleId))].sort(),
    lineIds: lines.map(({ line }) => line.lineId),
    items: new Map(items.map(({ key, ruleId, findingId, lineKeys }) => [key, { ruleId, findingId, lineKeys }])),
    lines: new Map(lines.map(({ key, line }) => [key, line])),
    control,
  };
}
