import type { ReactElement } from 'react';
import type { FindingView } from '#shared/api/workspace.ts';
import { cx } from '../../ui/cx.ts';
import { type MarkedSpan, segmentText } from '../../ui/marked-text.ts';
import styles from './narrative.module.css';

/** A narrative with its evidence marked as with a marker pen; the finding pointed at stands out. */
export function Narrative({
  text,
  lineId,
  findings,
  pointedId,
}: {
  readonly text: string;
  readonly lineId: string;
  readonly findings: readonly FindingView[];
  readonly pointedId: string | null;
}): ReactElement {
  if (text === '') return <p className={cx(styles.narrative, styles.none)}>The line has no narrative.</p>;
  const spans = findings
    .filter((finding) => finding.isEnabled)
    .flatMap((finding) =>
      finding.evidence.flatMap((each): MarkedSpan[] =>
        'lineId' in each && each.lineId === lineId ? [{ start: each.start, end: each.end, findingId: finding.id }] : [],
      ),
    );
  return (
    <p className={styles.narrative}>
      {segmentText(text, spans).map((segment, index) =>
        segment.findingIds.length === 0 ? (
          segment.text
        ) : (
          <mark
            // biome-ignore lint/suspicious/noArrayIndexKey: segments are positions in one text
            key={index}
            className={cx(
              styles.mark,
              pointedId !== null && segment.findingIds.includes(pointedId) && styles.pointed,
              pointedId !== null && !segment.findingIds.includes(pointedId) && styles.faint,
            )}
          >
            {segment.text}
          </mark>
        ),
      )}
    </p>
  );
}
