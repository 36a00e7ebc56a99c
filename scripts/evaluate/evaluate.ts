import { analyseInvoice } from '#shared/rules/analyse.ts';
import { type LabelledLine, readLabelledBills, type Style } from './labelled-bills.ts';
import { type Counts, type Score, scoreOf } from './score.ts';
import { shippedGuideline } from './shipped-guideline.ts';

/** The rules read from narratives, which the labelled bills measure. */
export const MEASURED_RULES = [
  'R32', 'R34', 'R35', 'R36', 'R42', 'R44', 'R45', 'R46', 'R52', 'R53', 'R54', 'R55', 'R56',
] as const; // biome-ignore format: one list

export interface EvaluationOptions {
  readonly style: Style;
  /** Name of a shipped guideline. */
  readonly guideline: string;
}

export interface EvaluationError {
  readonly rule: string;
  readonly kind: 'false alarm' | 'miss';
  readonly line: LabelledLine;
}

export interface Evaluation extends EvaluationOptions {
  readonly bills: number;
  readonly lines: number;
  readonly labelledLines: number;
  readonly rules: Readonly<Record<string, Score>>;
  /** A line counts as flagged when any finding names it, and as labelled when it has any label. */
  readonly flaggedLines: Score;
  /** For tuning on style A; the caller shows them for no other style. */
  readonly errors: readonly EvaluationError[];
}

/** The day of analysis; after every labelled date, so that no line lies in the future. */
const TODAY = '2027-01-01';

/** Runs a shipped guideline over the labelled bills of one style and compares. */
export function runEvaluation(options: EvaluationOptions): Evaluation {
  const guideline = shippedGuideline(options.guideline);
  const bills = readLabelledBills(options.style);
  const perRule = new Map<string, Counts[]>(MEASURED_RULES.map((rule) => [rule, []]));
  const flagged: Counts[] = [];
  const errors: EvaluationError[] = [];
  let labelledLines = 0;
  for (const { invoice, lines } of bills) {
    const { findings } = analyseInvoice(invoice, guideline, { today: TODAY });
    const reported = new Map<string, Set<number>>();
    const anyRule = new Set<number>();
    for (const finding of findings) {
      const records = reported.get(finding.ruleId) ?? new Set<number>();
      for (const record of finding.records) {
        records.add(record);
        anyRule.add(record);
      }
      reported.set(finding.ruleId, records);
    }
    const compare = (
      name: string,
      isReported: (record: number) => boolean,
      isLabelled: (line: LabelledLine) => boolean,
    ) => {
      const counts = { hits: 0, falseAlarms: 0, misses: 0 };
      for (const [index, line] of lines.entries()) {
        const isFound = isReported(index + 1);
        const isMeant = isLabelled(line);
        if (isFound && isMeant) counts.hits += 1;
        else if (isFound) counts.falseAlarms += 1;
        else if (isMeant) counts.misses += 1;
        if (isFound !== isMeant) errors.push({ rule: name, kind: isFound ? 'false alarm' : 'miss', line });
      }
      return counts;
    };
    for (const rule of MEASURED_RULES) {
      const records = reported.get(rule);
      const counts = compare(
        rule,
        (record) => records?.has(record) === true,
        (line) => line.labels.some((label) => label.rule === rule),
      );
      perRule.get(rule)?.push(counts);
    }
    flagged.push(
      compare(
        'flagged line',
        (record) => anyRule.has(record),
        (line) => line.labels.length > 0,
      ),
    );
    labelledLines += lines.filter((line) => line.labels.length > 0).length;
  }
  return {
    ...options,
    bills: bills.length,
    lines: bills.reduce((count, { lines }) => count + lines.length, 0),
    labelledLines,
    rules: Object.fromEntries([...perRule].map(([rule, counts]) => [rule, scoreOf(counts)])),
    flaggedLines: scoreOf(flagged),
    errors,
  };
}
