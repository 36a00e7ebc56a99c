import type { DecisionRequest } from '#shared/domain/decision.ts';
import { cutOf } from '#shared/domain/decision.ts';
import type { ProposedCut } from '#shared/domain/finding.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';

/**
 * Proposals in the same arithmetic as a reviewer's own decision (`cutOf`), so that accepting a proposal
 * takes off exactly what it promised. A line without a known positive total is left out of the amounts.
 */

/** Takes whole lines off. */
export function proposeCutLine(lines: readonly InvoiceLine[]): ProposedCut {
  return { kind: 'cut_line', cutE4ByLine: amounts(lines, { kind: 'cut_line' }) };
}

/** Leaves `remainingHoursE4` of one line. Nothing is proposed when that is not less than the hours billed. */
export function proposeCutHours(line: InvoiceLine, remainingHoursE4: number): ProposedCut {
  if (line.unitsE4 === null || remainingHoursE4 < 0 || remainingHoursE4 >= line.unitsE4) return { kind: 'none' };
  return {
    kind: 'cut_hours',
    hoursE4ByLine: onlyLine(line, remainingHoursE4),
    cutE4ByLine: amounts([line], { kind: 'cut_hours', hoursE4: remainingHoursE4 }),
  };
}

/** Leaves `remainingRateE4` on one line. Nothing is proposed when that is not less than the rate billed. */
export function proposeCutRate(line: InvoiceLine, remainingRateE4: number): ProposedCut {
  if (line.unitCostE4 === null || remainingRateE4 < 0 || remainingRateE4 >= line.unitCostE4) return { kind: 'none' };
  return {
    kind: 'cut_rate',
    rateE4ByLine: onlyLine(line, remainingRateE4),
    cutE4ByLine: amounts([line], { kind: 'cut_rate', rateE4: remainingRateE4 }),
  };
}

/** As `proposeCutRate` for several lines, each with its own rate; lines that are not above it are left out. */
export function proposeCutRates(
  lines: readonly { readonly line: InvoiceLine; readonly remainingRateE4: number }[],
): ProposedCut {
  const rateE4ByLine = emptyByLine();
  const cutE4ByLine = emptyByLine();
  for (const { line, remainingRateE4 } of lines) {
    const proposed = proposeCutRate(line, remainingRateE4);
    if (proposed.kind !== 'cut_rate') continue;
    Object.assign(rateE4ByLine, proposed.rateE4ByLine);
    Object.assign(cutE4ByLine, proposed.cutE4ByLine);
  }
  if (Object.keys(rateE4ByLine).length === 0) return { kind: 'none' };
  return { kind: 'cut_rate', rateE4ByLine, cutE4ByLine };
}

/** Takes the same percentage off each line. @param percentE4 percentage points: 20 % is 200000 */
export function proposeCutPercent(lines: readonly InvoiceLine[], percentE4: number): ProposedCut {
  if (percentE4 <= 0) return { kind: 'none' };
  return { kind: 'cut_percent', percentE4, cutE4ByLine: amounts(lines, { kind: 'cut_percent', percentE4 }) };
}

/** Takes a fixed amount off one line (an excess that is neither hours nor rate). */
export function proposeCutAmount(line: InvoiceLine, cutE4: number): ProposedCut {
  if (cutE4 <= 0 || line.totalE4 === null || line.totalE4 <= 0) return { kind: 'none' };
  return { kind: 'pool', cutE4ByLine: onlyLine(line, Math.min(cutE4, line.totalE4)) };
}

/** How many lines the records have that were filled here: to count the keys of one costs more than to fill it. */
const MANY_LINES = 16;
const countsMade = new WeakMap<Readonly<Record<string, number>>, number>();

/** How many lines a record of figures by line id has. */
export function lineCountOf(byLine: Readonly<Record<string, number>>): number {
  return countsMade.get(byLine) ?? Object.keys(byLine).length;
}

/**
 * A record to be filled by line id. Without a prototype it is a table of its keys from the start; an object that
 * begins as `{}` would have the engine keep a shape for every line of every bill.
 */
export function emptyByLine(): Record<string, number> {
  return Object.create(null);
}

function onlyLine({ id }: InvoiceLine, value: number): Readonly<Record<string, number>> {
  const byLine = emptyByLine();
  byLine[id] = value;
  return byLine;
}

function amounts(lines: readonly InvoiceLine[], request: DecisionRequest): Readonly<Record<string, number>> {
  const cutE4ByLine = emptyByLine();
  let count = 0;
  for (const line of lines) {
    const answer = cutOf(line, request);
    if (answer.kind !== 'cut' || answer.cutE4 === null || answer.cutE4 <= 0) continue;
    if (cutE4ByLine[line.id] === undefined) count += 1;
    cutE4ByLine[line.id] = answer.cutE4;
  }
  if (count >= MANY_LINES) countsMade.set(cutE4ByLine, count);
  return cutE4ByLine;
}
