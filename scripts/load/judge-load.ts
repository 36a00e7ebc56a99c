import type { ActionFigures } from './load-figures.ts';
import type { Settlement } from './load-ledger.ts';

export interface Verdict {
  readonly isGood: boolean;
  /** Why it is not, one sentence each. */
  readonly faults: readonly string[];
  /** Budgets of the quiet machine that were not kept: told, no fault. */
  readonly overBudget: readonly string[];
}

const MOST_SHOWN = 5;
/** The last thing of whoever was late a little is no sign of a server that does not keep up. */
const NEVER_BEGUN_SHARE = 0.01;

/**
 * A run is good where the guide's targets hold, nothing was given up, nobody who behaves was told to wait (429), and the
 * account is even.
 * @param errors as `errorsByKind` counts them
 * @param neverBegun things that were due and for which there was no time left
 */
export function judgeLoad(
  figures: readonly ActionFigures[],
  errors: Readonly<Record<string, number>>,
  settlement: Settlement,
  neverBegun = 0,
): Verdict {
  const faults: string[] = [];
  const overBudget: string[] = [];
  for (const { action, p95Ms, failed, guideMs, budgetMs } of figures) {
    if (failed > 0) faults.push(`${action}: ${failed} given up.`);
    if (guideMs !== null && p95Ms > guideMs) {
      faults.push(`${action}: p95 ${p95Ms.toFixed(0)} ms is over the guide's ${guideMs} ms.`);
    }
    if (budgetMs !== null && p95Ms > budgetMs) {
      overBudget.push(`${action}: p95 ${p95Ms.toFixed(0)} ms, budget ${budgetMs} ms`);
    }
  }
  const refused = Object.entries(errors).filter(([kind]) => kind.endsWith(' 429'));
  for (const [kind, count] of refused)
    faults.push(`${kind}: ${count} times, though everybody keeps within the limits.`);
  const done = figures.reduce((sum, each) => sum + each.done, 0);
  if (neverBegun > done * NEVER_BEGUN_SHARE)
    faults.push(`${neverBegun} things were due and never begun: it did not keep up.`);
  const { wrongs } = settlement;
  if (wrongs.length > 0) {
    const more = wrongs.length > MOST_SHOWN ? ` and ${wrongs.length - MOST_SHOWN} more` : '';
    faults.push(`Not as promised: ${wrongs.slice(0, MOST_SHOWN).join('; ')}${more}.`);
  }
  return { isGood: faults.length === 0, faults, overBudget };
}
