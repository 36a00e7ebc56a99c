import type { Finding } from '#shared/domain/finding.ts';
import { formatE4 } from '#shared/money/e4.ts';
import type { PreparedInvoice } from '#shared/rules/prepare/prepared-invoice.ts';

const CODE = /^[A-Za-z]{1,3}\d{2,4}$/;
const CLASS = /^[A-Za-z ]{2,24}$/;

/** An invoice in figures: hours by class and task code, how many lines, people and days, what the rules found. No amount, no word of a line. */
export function invoiceFigures(
  prepared: PreparedInvoice,
  findings: readonly Finding[],
): Readonly<Record<string, unknown>> {
  const fees = prepared.lines.filter(({ isFee }) => isFee);
  const days = fees.flatMap(({ line }) => line.date ?? []).sort();
  return {
    feeLines: fees.length,
    expenseLines: prepared.lines.length - fees.length,
    timekeepers: new Set(fees.flatMap(({ timekeeperKey }) => timekeeperKey ?? [])).size,
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    hoursByClass: hoursBy(fees.map(({ line }) => [known(line.classification, CLASS), line.unitsE4])),
    hoursByTask: hoursBy(fees.map(({ line }) => [known(line.taskCode, CODE), line.unitsE4])),
    findingsByRule: Object.fromEntries(
      [...Map.groupBy(findings, ({ ruleId }) => ruleId)].map(([ruleId, each]) => [ruleId, each.length]).sort(),
    ),
  };
}

function known(text: string | null, pattern: RegExp): string {
  return text !== null && pattern.test(text) ? text.toUpperCase() : 'OTHER';
}

function hoursBy(pairs: readonly (readonly [string, number | null])[]): Readonly<Record<string, string>> {
  const sums = new Map<string, number>();
  for (const [name, unitsE4] of pairs) sums.set(name, (sums.get(name) ?? 0) + (unitsE4 ?? 0));
  return Object.fromEntries(
    [...sums]
      .filter(([, hoursE4]) => Number.isSafeInteger(hoursE4))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, hoursE4]) => [name, formatE4(hoursE4)]),
  );
}
