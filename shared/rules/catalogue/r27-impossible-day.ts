import { comparableInvoices, otherInvoiceText, timekeeperKeys } from '../other-lines.ts';
import type { OtherInvoice, PreparedInvoice } from '../prepare/prepared-invoice.ts';
import { defineRule } from '../rule.ts';
import { dateText, hoursText, timekeeperText } from '../wording.ts';

/**
 * R27: nobody works more than 24 hours on one day, over all invoices that are known. Above the soft limit
 * the finding only warns. Runs on this invoice alone when no others are given; earlier copies of the same
 * bill and other vendors' people do not count. Nothing is proposed: which of the hours are wrong is not known.
 */
export const impossibleDay = defineRule({
  id: 'R27',
  version: 1,
  title: 'Impossible day',
  certainty: 'deterministic',
  defaultSeverity: 'reject',
  parameters: {
    impossibleHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 240_000,
      minimum: 10_000,
      maximum: 240_000,
      description: 'More hours than this on one day, over all invoices, are impossible.',
    },
    softHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 160_000,
      minimum: 10_000,
      maximum: 240_000,
      description: 'More hours than this on one day, over all invoices, are worth a question.',
    },
  },
  needs: ['hours', 'timekeepers'],
  authority: 'ABA Formal Op. 93-379 (no more time than was spent; no two clients for one hour)',
  check(prepared, { impossibleHoursE4, softHoursE4 }) {
    const elsewhere = hoursElsewhere(prepared);
    return prepared.timekeeperDays.flatMap(({ date, hoursE4, lines, timekeeperKey }) => {
      const other = elsewhere.size === 0 ? undefined : elsewhere.get(`${date}\n${timekeeperKey}`);
      const allHoursE4 = hoursE4 + (other?.hoursE4 ?? 0);
      if (allHoursE4 <= Math.min(softHoursE4, impossibleHoursE4)) return [];
      const timed = lines.filter((index) => (prepared.invoice.lines[index]?.unitsE4 ?? 0) > 0);
      const first = prepared.invoice.lines[timed[0] ?? -1];
      if (first === undefined) return [];
      const isImpossible = allHoursE4 > impossibleHoursE4;
      const limit = isImpossible
        ? `more than the ${hoursText(impossibleHoursE4)} a day can have`
        : `more than ${hoursText(softHoursE4)}`;
      const who = `on ${dateText(date)} for ${timekeeperText(first)}`;
      const where = other === undefined ? '' : ` (${hoursText(other.hoursE4)} of it on ${otherText(other)})`;
      // Whoever reads this may stand behind the wall of another matter: its hours are no figure here.
      const message =
        other !== undefined && other.unnamedCount > 0
          ? `${hoursText(hoursE4)} ${who}, and together with bills of other matters ${limit}.`
          : `${hoursText(allHoursE4)} ${who}${where}: ${limit}.`;
      return [{ lines: timed, message, evidence: HOURS, severity: isImpossible ? 'reject' : 'warn' }];
    });
  },
});

const HOURS = [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] as const;

interface HoursElsewhere {
  hoursE4: number;
  readonly invoices: Set<OtherInvoice>;
  /** Of other matters. */
  unnamedCount: number;
}

function hoursElsewhere(prepared: PreparedInvoice): ReadonlyMap<string, HoursElsewhere> {
  const sums = new Map<string, HoursElsewhere>();
  const add = (date: string, timekeeperKey: string, hoursE4: number): HoursElsewhere => {
    const key = `${date}\n${timekeeperKey}`;
    const sum = sums.get(key) ?? { hoursE4: 0, invoices: new Set(), unnamedCount: 0 };
    sum.hoursE4 = Math.min(sum.hoursE4 + hoursE4, Number.MAX_SAFE_INTEGER / 2);
    sums.set(key, sum);
    return sum;
  };
  const keyOf = timekeeperKeys();
  for (const other of comparableInvoices(prepared)) {
    for (const line of other.lines) {
      const { kind, date, unitsE4 } = line;
      if (kind !== 'F' || date === null || unitsE4 === null || unitsE4 <= 0) continue;
      const timekeeperKey = keyOf(line);
      if (timekeeperKey === null) continue;
      add(date, timekeeperKey, unitsE4).invoices.add(other);
    }
  }
  for (const { date, timekeeperKey, hoursE4, invoiceCount } of prepared.context.otherMatterDays ?? []) {
    add(date, timekeeperKey, hoursE4).unnamedCount += invoiceCount;
  }
  return sums;
}

function otherText({ invoices }: HoursElsewhere): string {
  if (invoices.size !== 1) return `${invoices.size} other invoices`;
  const [only] = invoices;
  return otherInvoiceText(only ?? { invoiceNumber: null });
}
