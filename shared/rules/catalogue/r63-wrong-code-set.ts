import { E4 } from '#shared/money/e4.ts';
import { CODE_SETS } from '#shared/utbms/published-code-sets.ts';
import type { PreparedInvoice } from '../prepare/prepared-invoice.ts';
import { defineRule, type FindingDraft } from '../rule.ts';

/** Sets that extend another one and share its letter. */
const EXTENDS: Readonly<Record<string, string>> = {
  ediscovery: 'litigation',
  'insurance-2007': 'litigation',
  'workers-comp': 'litigation',
};

/**
 * R63: task codes of a set that does not suit the matter (litigation codes on a transaction). This version is
 * not told the matter's type, so each matter's own lines decide: where most of them use one set, the others are
 * reported. Where no set has that majority, nothing is said. The client's own codes suit every matter.
 */
export const wrongCodeSet = defineRule({
  id: 'R63',
  version: 1,
  title: 'Task code of another code set',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    majorityShareE4: {
      kind: 'number',
      unit: 'ratioE4',
      default: 6_000,
      minimum: 5_001,
      maximum: 10_000,
      description: "Share of a matter's coded lines that must use one set before others count as wrong.",
    },
    minimumCodedLines: {
      kind: 'number',
      unit: 'count',
      default: 5,
      minimum: 2,
      maximum: 1_000_000,
      description: 'Matters with fewer coded lines show no majority.',
    },
    toleratedPairs: {
      kind: 'words',
      default: ['counseling+project'],
      description: 'Sets that may stand side by side, as in counseling+project.',
    },
  },
  needs: ['taskCodes'],
  authority: 'UTBMS (one task set to a type of matter); the "invalid task code for the matter type" audit',
  check(prepared, { majorityShareE4, minimumCodedLines, toleratedPairs }) {
    const tolerated = new Set(toleratedPairs.map((pair) => pair.trim().toLowerCase()));
    const drafts: FindingDraft[] = [];
    for (const sets of linesBySetAndMatter(prepared).values()) {
      let coded = 0;
      for (const lines of sets.values()) coded += lines.length;
      const majority = [...sets].find(([, lines]) => lines.length * E4 >= coded * majorityShareE4);
      if (majority === undefined || coded < minimumCodedLines) continue;
      const [suited, suitedLines] = majority;
      for (const [set, lines] of sets) {
        if (set === suited || tolerated.has(`${set}+${suited}`) || tolerated.has(`${suited}+${set}`)) continue;
        for (const index of lines) {
          const code = prepared.invoice.lines[index]?.taskCode ?? '';
          const message = `${code} is a ${titleOf(set)} code; ${suitedLines.length} of ${coded} coded lines of this matter use ${titleOf(suited)} codes.`;
          drafts.push({ lines: [index], message, evidence: [{ field: 'LINE_ITEM_TASK_CODE' }] });
        }
      }
    }
    return drafts;
  },
});

function linesBySetAndMatter({ codeSets, lines }: PreparedInvoice): ReadonlyMap<string, Map<string, number[]>> {
  const matters = new Map<string, Map<string, number[]>>();
  const linesOf = (code: string, matter: string): number[] | null => {
    const verdict = codeSets.verdict('task', code);
    if (verdict.kind === 'unknown' || verdict.setId === 'custom') return null;
    const set = EXTENDS[verdict.setId] ?? verdict.setId;
    const sets = matters.get(matter) ?? new Map<string, number[]>();
    const indexes = sets.get(set) ?? [];
    matters.set(matter, sets.set(set, indexes));
    return indexes;
  };
  // A bill has few codes on many lines, and nearly all lines are of the invoice's own matter, for which '' stands.
  const ofOwnMatter = new Map<string, number[] | null>();
  for (const { index, isFee, line } of lines) {
    const { headerDifferences, taskCode } = line;
    if (!isFee || taskCode === null) continue;
    const matter = headerDifferences?.LAW_FIRM_MATTER_ID ?? '';
    let indexes = matter === '' ? ofOwnMatter.get(taskCode) : undefined;
    if (indexes === undefined) {
      indexes = linesOf(taskCode, matter);
      if (matter === '') ofOwnMatter.set(taskCode, indexes);
    }
    indexes?.push(index);
  }
  return matters;
}

function titleOf(setId: string): string {
  return CODE_SETS.find((set) => set.id === setId)?.title ?? setId;
}
