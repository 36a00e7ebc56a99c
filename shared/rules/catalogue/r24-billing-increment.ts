import { E4 } from '#shared/money/e4.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { WHOLE_INVOICE_PARAMETERS } from '../whole-invoice.ts';
import { hoursText, lineNumbersText } from '../wording.ts';

/** What other increments a bill may have been kept in, largest first: half and quarter hours. */
const OTHER_INCREMENTS_E4 = [5_000, 2_500] as const;

/**
 * R24: time is billed in the agreed increment, and not below the smallest entry. No cut is proposed: the
 * file cannot show how long the work took. Credits and zero hours are R13's. A bill that is off the increment
 * for at least half of its entries was kept in another unit (quarter hours, minutes); that is one remark about the
 * bill. Hours that nobody wrote down flag no line: exports carry figures such as 5.587393648583543, neither
 * hundredths nor minutes, and no increment can be judged on those. Where they are a third of a bill, one remark says so.
 */
export const billingIncrement = defineRule({
  id: 'R24',
  version: 1,
  title: 'Time off the billing increment',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    incrementE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 1_000,
      minimum: 1,
      maximum: 80_000,
      description: 'Hours must be a multiple of this.',
    },
    toleranceE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 0,
      minimum: 0,
      maximum: 10_000,
      description: 'How far off a multiple hours may be, for lists that compute hours from minutes.',
    },
    minimumEntryE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 0,
      minimum: 0,
      maximum: 80_000,
      description: 'The smallest entry that may be billed; 0 leaves it to the increment.',
    },
    wholeInvoiceShareE4: {
      ...WHOLE_INVOICE_PARAMETERS.wholeInvoiceShareE4,
      description: 'Reported once for the whole invoice when at least this share of its entries is off; 1 never.',
    },
    wholeInvoiceMinimumLines: { ...WHOLE_INVOICE_PARAMETERS.wholeInvoiceMinimumLines, default: 3 },
  },
  needs: ['hours'],
  authority:
    'ABA Formal Op. 93-379 (rounding up to an agreed minimum only); Welch v. MetLife, 480 F.3d 942 (9th Cir. 2007) (quarter-hour billing)',
  check({ invoice, lines }, parameters) {
    const { incrementE4, toleranceE4, minimumEntryE4 } = parameters;
    const drafts: FindingDraft[] = [];
    const offLines: number[] = [];
    let timed = 0;
    let computed = 0;
    for (const { index, isFee, line } of lines) {
      const hoursE4 = line.unitsE4;
      if (!isFee || hoursE4 === null || hoursE4 <= 0) continue;
      timed += 1;
      const remainderE4 = hoursE4 % incrementE4;
      const isOff = Math.min(remainderE4, incrementE4 - remainderE4) > toleranceE4;
      const isComputed = isOff && hoursE4 % 100 !== 0 && !isWholeMinutes(hoursE4);
      if (isComputed) computed += 1;
      if ((!isOff || isComputed) && hoursE4 >= minimumEntryE4) continue;
      if (isOff && !isComputed) offLines.push(index);
      const message =
        hoursE4 < minimumEntryE4
          ? `${hoursText(hoursE4)} is below the smallest entry of ${hoursText(minimumEntryE4)}.`
          : `${hoursText(hoursE4)} is not a multiple of ${hoursText(incrementE4)}.`;
      drafts.push({ lines: [index], message, evidence: HOURS });
    }
    const isKeptElsewhere = timed >= FEWEST_TIMED && computed * 3 >= timed;
    const remarks = isKeptElsewhere ? [computedRemark(computed, timed, incrementE4)] : [];
    if (!isMostly(offLines.length, timed, parameters)) return [...remarks, ...drafts];
    const offUnits = offLines.flatMap((index) => invoice.lines[index] ?? []);
    const message = `${offLines.length} of ${timed} entries are not multiples of ${hoursText(incrementE4)} (${lineNumbersText(offUnits)})${otherUnit(offUnits, incrementE4)}.`;
    return [
      ...remarks,
      { lines: [], message, evidence: HOURS },
      // What is too small stays beside its line.
      ...drafts.filter(({ lines: [index] }) => isBelow(invoice.lines[index ?? -1]?.unitsE4, minimumEntryE4)),
    ];
  },
});

const HOURS = [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] as const;

/** Fewer entries show nothing about how a bill was kept. */
const FEWEST_TIMED = 3;

function isMostly(
  off: number,
  timed: number,
  given: { readonly wholeInvoiceShareE4: number; readonly wholeInvoiceMinimumLines: number },
): boolean {
  if (timed < given.wholeInvoiceMinimumLines || given.wholeInvoiceShareE4 === E4 || off === 0) return false;
  return off * E4 >= timed * given.wholeInvoiceShareE4;
}

function computedRemark(computed: number, timed: number, incrementE4: number): FindingDraft {
  const message = `${computed} of ${timed} entries state computed hours, neither hundredths nor minutes; whether time was kept in steps of ${hoursText(incrementE4)} cannot be told from them.`;
  return { lines: [], message, evidence: HOURS, severity: 'info' };
}

function isBelow(hoursE4: number | null | undefined, minimumEntryE4: number): boolean {
  return hoursE4 !== null && hoursE4 !== undefined && hoursE4 < minimumEntryE4;
}

// Names the unit the time seems to have been kept in, where all of it fits one.
function otherUnit(lines: readonly { readonly unitsE4: number | null }[], incrementE4: number): string {
  const known = OTHER_INCREMENTS_E4.find(
    (otherE4) => otherE4 !== incrementE4 && lines.every(({ unitsE4 }) => (unitsE4 ?? 0) % otherE4 === 0),
  );
  if (known !== undefined) return `: they fit ${hoursText(known)}`;
  const isMinutes = lines.every(({ unitsE4 }) => isWholeMinutes(unitsE4 ?? 0));
  return isMinutes ? ': they look like minutes' : '';
}

function isWholeMinutes(hoursE4: number): boolean {
  const minutes = Math.round((hoursE4 * 60) / 10_000);
  return Math.abs(hoursE4 - Math.round((minutes * 10_000) / 60)) <= 1;
}
