import { draftsOfLines } from '../drafts-of-lines.ts';
import { foldedText } from '../folded-text.ts';
import { otherInvoiceText } from '../other-lines.ts';
import type { PastCut } from '../prepare/prepared-invoice.ts';
import { timekeeperKeyOf } from '../prepare/timekeeper-key.ts';
import { proposeCutLine } from '../propose.ts';
import { defineRule } from '../rule.ts';

/**
 * R43: work that was cut before and is billed again. Compared are the timekeeper's id, the narrative and, unless
 * switched off, the date; the hours only on request, because what was cut from a line may come back as its
 * remainder. Source: common practice of client auditors; not verified in a published guideline.
 */
export const cutBefore = defineRule({
  id: 'R43',
  version: 1,
  title: 'Cut before and billed again',
  certainty: 'deterministic',
  defaultSeverity: 'must_fix',
  parameters: {
    comparesDate: { kind: 'boolean', default: true, description: 'The date must be the same.' },
    comparesHours: { kind: 'boolean', default: false, description: 'The hours must be the same.' },
  },
  needs: ['cutHistory'],
  authority: 'Practice of client auditors: a cut stands until it is appealed',
  check({ context, lines }, { comparesDate, comparesHours }) {
    const keyOf = (who: string | null, cut: Pick<PastCut, 'date' | 'unitsE4' | 'narrative'>): string | null => {
      const narrative = foldedText(cut.narrative);
      if (narrative === '' || (comparesDate && cut.date === null)) return null;
      return `${who}\n${comparesDate ? cut.date : ''}\n${comparesHours ? cut.unitsE4 : ''}\n${narrative}`;
    };
    const cuts = new Map<string, PastCut>();
    for (const cut of context.cutHistory ?? []) {
      const key = keyOf(timekeeperKeyOf(cut.timekeeperId, null), cut);
      if (key !== null && !cuts.has(key)) cuts.set(key, cut);
    }
    if (cuts.size === 0) return [];
    return draftsOfLines(lines, ({ index, line }) => {
      const key = keyOf(timekeeperKeyOf(line.timekeeperId, null), line);
      const cut = key === null ? undefined : cuts.get(key);
      if (cut === undefined) return null;
      const message = `This work was cut before, on ${otherInvoiceText(cut)}.`;
      return { lines: [index], message, evidence: NARRATIVE, proposed: proposeCutLine([line]) };
    });
  },
});

const NARRATIVE = [{ field: 'LINE_ITEM_DESCRIPTION' }] as const;
