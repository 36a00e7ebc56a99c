import type { ProposedCut } from '#shared/domain/finding.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { proposeCutHours } from '../propose.ts';
import { defineRule } from '../rule.ts';
import { dateText, hoursText, timekeeperText } from '../wording.ts';

/**
 * R26: one timekeeper's hours on one day of this invoice against the client's limit. By default nothing is
 * proposed, because a long day may have been worked; a client whose guideline says that hours over the limit
 * are not paid sets `proposed` to `hours_over`, and the day's last entry gives up what is over, as far as it
 * reaches.
 */
export const longDay = defineRule({
  id: 'R26',
  version: 1,
  title: 'Long day',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    maximumHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 100_000,
      minimum: 0,
      maximum: 240_000,
      description: 'Hours one timekeeper may bill to this matter on one day.',
    },
    proposed: {
      kind: 'choice',
      choices: ['nothing', 'hours_over'],
      default: 'nothing',
      description: 'Whether the hours over the limit are proposed to be cut.',
    },
  },
  needs: ['hours', 'timekeepers'],
  authority: 'Client guideline on hours a day; the common audit "time recordings over X hours" of e-billing systems',
  check({ invoice, timekeeperDays }, { maximumHoursE4, proposed }) {
    return timekeeperDays.flatMap(({ date, hoursE4, lines }) => {
      if (hoursE4 <= maximumHoursE4) return [];
      const timed = lines.filter((index) => (invoice.lines[index]?.unitsE4 ?? 0) > 0);
      const last = invoice.lines[timed.at(-1) ?? -1];
      if (last === undefined) return [];
      const message = `${hoursText(hoursE4)} on ${dateText(date)} for ${timekeeperText(last)}: more than the ${hoursText(maximumHoursE4)} allowed.`;
      const cut = proposed === 'hours_over' ? cutOver(last, hoursE4 - maximumHoursE4) : undefined;
      return [{ lines: timed, message, evidence: HOURS, proposed: cut }];
    });
  },
});

const HOURS = [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] as const;

function cutOver(line: InvoiceLine, overE4: number): ProposedCut {
  return proposeCutHours(line, Math.max(0, (line.unitsE4 ?? 0) - overE4));
}
