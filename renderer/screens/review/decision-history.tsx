import type { ReactElement } from 'react';
import type { Decision } from '#shared/domain/decision.ts';
import { DECISION_WORDS, REASON_WORDS } from '../../state/words.ts';
import { formatMoment } from '../../ui/format-date.ts';
import { formatCut, formatHours, formatMoney, formatPercent } from '../../ui/format-money.ts';
import styles from './decision-history.module.css';
import margin from './margin-section.module.css';

/** What was decided about the line, newest first; nothing is ever taken out of this list. */
export function DecisionHistory({
  decisions,
  current,
  currency,
}: {
  readonly decisions: readonly Decision[];
  readonly current: Decision | null;
  readonly currency: string | null;
}): ReactElement {
  const now = new Date();
  return (
    <section aria-label="Decisions" className={margin.section}>
      <h3 className={margin.heading}>Decision</h3>
      {current === null ? (
        <p className={margin.quiet}>{decisions.length === 0 ? 'Not decided yet.' : 'Taken back.'}</p>
      ) : null}
      <ol>
        {decisions.map((decision) => (
          <li
            key={decision.version}
            className={decision === current || decision.version === current?.version ? styles.current : styles.past}
          >
            <p>
              <b>{DECISION_WORDS[decision.kind]}</b> {amountOf(decision, currency)}
              {decision.cutE4 === null || decision.cutE4 === 0 ? null : (
                <span className={styles.saved}> {formatCut(decision.cutE4, currency)}</span>
              )}
            </p>
            <p className={margin.quiet}>
              {[
                decision.reasonCode === null ? null : REASON_WORDS[decision.reasonCode],
                decision.note,
                decision.by,
                formatMoment(decision.at, now),
              ]
                .filter((part) => part !== null && part !== undefined && part !== '')
                .join(' \u00b7 ')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function amountOf(decision: Decision, currency: string | null): string {
  if (decision.hoursE4 !== undefined) return `to ${formatHours(decision.hoursE4)} h`;
  if (decision.rateE4 !== undefined) return `to ${formatMoney(decision.rateE4, currency)}`;
  if (decision.percentE4 !== undefined) return `by ${formatPercent(decision.percentE4)}`;
  return '';
}
