import { federalHolidayName } from '../federal-holidays.ts';
import { weekdayOf } from '../prepare/day-number.ts';
import { defineRule } from '../rule.ts';
import { countText, dateText, hoursText } from '../wording.ts';

/**
 * R29: time on a weekend or holiday. Only a signal, never a reason to cut: deadlines fall on Mondays. One
 * finding a day, whoever worked.
 */
export const weekendOrHoliday = defineRule({
  id: 'R29',
  version: 1,
  title: 'Weekend or holiday',
  certainty: 'deterministic',
  defaultSeverity: 'info',
  parameters: {
    includesWeekends: { kind: 'boolean', default: true, description: 'Saturdays and Sundays.' },
    includesFederalHolidays: {
      kind: 'boolean',
      default: true,
      description: 'The federal holidays of the United States, and the weekday on which one is observed.',
    },
    extraDates: {
      kind: 'words',
      default: [],
      description: 'Further days off, each as YYYY-MM-DD.',
    },
  },
  needs: [],
  authority: '5 U.S.C. 6103(a) and (b) (federal holidays and their observance)',
  check({ invoice, lines }, { includesWeekends, includesFederalHolidays, extraDates }) {
    const extra = new Set(extraDates.map((date) => date.trim()));
    const names = new Map<number, string | null>();
    const days = new Map<number, { readonly name: string; readonly lines: number[]; hoursE4: number }>();
    for (const { dayNumber, index, isFee, line } of lines) {
      if (!isFee || dayNumber === null || line.date === null) continue;
      let name = names.get(dayNumber);
      if (name === undefined) {
        name =
          (includesFederalHolidays ? federalHolidayName(line.date) : null) ??
          (extra.has(line.date) ? 'a day off' : null) ??
          (includesWeekends ? weekendName(dayNumber) : null);
        names.set(dayNumber, name);
      }
      if (name === null) continue;
      const day = days.get(dayNumber) ?? { name, lines: [], hoursE4: 0 };
      day.lines.push(index);
      day.hoursE4 += line.unitsE4 ?? 0;
      days.set(dayNumber, day);
    }
    return [...days.values()].map((day) => {
      const date = invoice.lines[day.lines[0] ?? -1]?.date ?? '';
      const hours = day.hoursE4 > 0 ? `, ${hoursText(day.hoursE4)}` : '';
      const message = `${dateText(date)} was ${day.name}: ${countText(day.lines.length, 'entry', 'entries')}${hours}.`;
      return { lines: day.lines, message, evidence: [{ field: 'LINE_ITEM_DATE' }] };
    });
  },
});

function weekendName(dayNumber: number): string | null {
  const weekday = weekdayOf(dayNumber);
  if (weekday === 0) return 'a Sunday';
  return weekday === 6 ? 'a Saturday' : null;
}
