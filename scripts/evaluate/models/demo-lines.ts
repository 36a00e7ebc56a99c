import { draftDemoInvoice } from '../../cli/demo/draft-demo.ts';
import type { DraftLine } from '../../cli/demo/draft-invoice.ts';
import type { LabelledNarrative } from './labelled-narrative.ts';

/** Rules whose plants break the codes on purpose: no reviewer would have approved those. */
const BROKEN_CODES = new Set(['R62', 'R63', 'R65']);

/** Fee lines of demo bills with their codes, as approved: without those whose codes were planted wrong. */
export function demoLines(seed: number, bills: number): readonly LabelledNarrative[] {
  return Array.from({ length: bills }, (_, index) => {
    const draft = draftDemoInvoice(seed, index + 1, null);
    const broken = new Set<DraftLine>(
      draft.expected.flatMap(({ ruleId, lines }) => (BROKEN_CODES.has(ruleId) ? lines : [])),
    );
    return draft.lines.flatMap((line): LabelledNarrative[] =>
      line.kind !== 'F' || line.taskCode === null || line.activityCode === null || broken.has(line)
        ? []
        : [
            {
              client: draft.clientId,
              matter: `${draft.clientId}-${draft.matterName}`,
              bill: draft.invoiceNumber,
              narrative: line.narrative,
              taskCode: line.taskCode,
              activityCode: line.activityCode,
            },
          ],
    );
  }).flat();
}
