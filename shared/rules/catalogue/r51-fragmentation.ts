import { isCommunication } from '../communication.ts';
import { defineRule } from '../rule.ts';
import { dateText, hoursText, timekeeperText } from '../wording.ts';

/**
 * R51: one exchange of messages cut into many smallest entries, each rounded up. Counts one timekeeper's calls
 * and messages of one day that are no longer than the smallest entry. Nothing is proposed: the bill does not
 * show how long the exchange took.
 */
export const fragmentation = defineRule({
  id: 'R51',
  version: 1,
  title: 'Fragmented entries',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    maximumEntryE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 1_000,
      minimum: 1,
      maximum: 10_000,
      description: 'Calls and messages up to this long count.',
    },
    maximumEntries: {
      kind: 'number',
      unit: 'count',
      default: 4,
      minimum: 1,
      maximum: 1_000,
      description: 'How many of them one timekeeper may bill on one day.',
    },
  },
  needs: ['hours', 'timekeepers'],
  authority: 'Client auditors ("fragmented"); ABA Formal Op. 93-379 (no more time than was spent)',
  check({ lines, timekeeperDays }, { maximumEntryE4, maximumEntries }) {
    return timekeeperDays.flatMap((day) => {
      if (day.lines.length <= maximumEntries) return [];
      const small = day.lines.flatMap((index) => {
        const prepared = lines[index];
        const hoursE4 = prepared?.line.unitsE4 ?? 0;
        if (prepared === undefined || hoursE4 <= 0 || hoursE4 > maximumEntryE4) return [];
        return isCommunication(prepared) ? [prepared] : [];
      });
      const first = small[0];
      if (first === undefined || small.length <= maximumEntries) return [];
      const sumE4 = small.reduce((sum, { line }) => sum + (line.unitsE4 ?? 0), 0);
      const message = `${small.length} calls and messages of at most ${hoursText(maximumEntryE4)} each on ${dateText(day.date)} for ${timekeeperText(first.line)}, ${hoursText(sumE4)} together: more than the ${maximumEntries} allowed on one day.`;
      return [{ lines: small.map(({ index }) => index), message, evidence: HOURS }];
    });
  },
});

const HOURS = [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] as const;
