import type { ReactElement } from 'react';
import type { FindingView } from '#shared/api/workspace.ts';
import { notifyError } from '../../state/notices.ts';
import { CERTAINTY_WORDS, SEVERITY_WORDS } from '../../state/words.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { cx } from '../../ui/cx.ts';
import { countOf, formatCut } from '../../ui/format-money.ts';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { DismissalReason } from './dismissal-reason.tsx';
import styles from './finding-note.module.css';

/** One remark in the margin: what, why, by which clause, how sure, for how much; and a switch to dismiss it. */
export function FindingNote({
  finding,
  currency,
  lineId,
  onPoint,
}: {
  readonly finding: FindingView;
  readonly currency: string | null;
  /** Given, the saving shown is this line's share. */
  readonly lineId?: string;
  onPoint?(findingId: string | null): void;
}): ReactElement {
  const { client } = useWorkspace();
  const savingE4 =
    lineId === undefined || finding.proposed.kind === 'none'
      ? finding.potentialSavingE4
      : (finding.proposed.cutE4ByLine[lineId] ?? 0);
  const toggle = async (isEnabled: boolean): Promise<void> => {
    const reply = await client.command('setFindingEnabled', { findingId: finding.id, isEnabled });
    if (!reply.ok) notifyError(reply.error);
  };
  return (
    <article
      className={cx(styles.note, !finding.isEnabled && styles.off)}
      onPointerEnter={() => onPoint?.(finding.id)}
      onPointerLeave={() => onPoint?.(null)}
      onFocus={() => onPoint?.(finding.id)}
      onBlur={() => onPoint?.(null)}
    >
      <header className={styles.header}>
        <span className={styles.mark}>
          <SeverityMark severity={finding.severity} />
        </span>
        <h4 className={styles.title}>
          {finding.ruleTitle} <span className={styles.id}>{finding.ruleId}</span>
        </h4>
        <span data-finding-toggle>
          <Toggle
            label={`${finding.isEnabled ? 'Dismiss' : 'Restore'}: ${finding.ruleTitle}`}
            isOn={finding.isEnabled}
            onChange={(isOn) => void toggle(isOn)}
          />
        </span>
      </header>
      <p className={styles.message}>{finding.message}</p>
      <blockquote className={styles.clause}>{finding.guidelineClause}</blockquote>
      <p className={styles.facts}>
        <span>{SEVERITY_WORDS[finding.severity]}</span>
        <span>{CERTAINTY_WORDS[finding.certainty]}</span>
        {finding.lineIds.length > 1 ? <span>{countOf(finding.lineIds.length, 'line')}</span> : null}
        {savingE4 === 0 ? null : <span className={styles.saving}>{formatCut(savingE4, currency)}</span>}
        {finding.isEnabled ? null : <span>dismissed</span>}
      </p>
      {finding.isEnabled ? null : <DismissalReason key={finding.dismissedReason} finding={finding} />}
      <details className={styles.authority}>
        <summary>Authority</summary>
        <p>{finding.authority}</p>
      </details>
    </article>
  );
}
