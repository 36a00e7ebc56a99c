import type { ReactElement } from 'react';
import type { InvoiceDetail, LineFilter, RuleCount } from '#shared/api/workspace.ts';
import { SEVERITIES } from '#shared/domain/finding.ts';
import { notify, notifyError } from '../../state/notices.ts';
import type { ReviewSession } from '../../state/review-session.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { cx } from '../../ui/cx.ts';
import { countOf, formatCount, formatCut } from '../../ui/format-money.ts';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { FindingNote } from './finding-note.tsx';
import { InvoiceOpinions } from './opinions/invoice-opinions.tsx';
import { aboutTheWhole, type InvoiceOpinions as Opinions } from './opinions/use-opinions.ts';
import styles from './rule-rail.module.css';

/** The rules that had something to say, heaviest first: how often, on how many lines, and for how much. */
export function RuleRail({
  detail,
  session,
  filter,
  invoiceOpinions,
}: {
  readonly detail: InvoiceDetail;
  readonly session: ReviewSession;
  readonly filter: LineFilter;
  readonly invoiceOpinions: Opinions;
}): ReactElement {
  const { client } = useWorkspace();
  const { currency } = detail.summary;
  const rules = detail.rules.toSorted(
    (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.savingE4 - a.savingE4,
  );
  const chosen = filter.ruleIds ?? [];
  const hasOpinions = aboutTheWhole(invoiceOpinions.opinions).length > 0;
  const choose = (ruleId: string): void => {
    const { ruleIds: _, ...rest } = filter;
    void session.setFilter(chosen.includes(ruleId) && chosen.length === 1 ? rest : { ...rest, ruleIds: [ruleId] });
  };
  const toggle = async (rule: RuleCount, isEnabled: boolean): Promise<void> => {
    const { invoiceId } = detail.summary;
    const reply = await client.command('setRuleEnabled', { invoiceId, ruleId: rule.ruleId, isEnabled });
    if (!reply.ok) notifyError(reply.error);
    else notify('plain', `${countOf(reply.value.changedCount, 'finding')} ${isEnabled ? 'restored' : 'dismissed'}.`);
  };
  return (
    <aside className={styles.rail} aria-label="Rules">
      <h2 className={styles.heading}>
        Rules
        <span className={styles.unit}>lines, proposed</span>
      </h2>
      {rules.length === 0 ? <p className={styles.none}>No rule has anything to say about these lines.</p> : null}
      <ul>
        {rules.map((rule) => (
          <RuleEntry
            key={rule.ruleId}
            rule={rule}
            currency={currency}
            isChosen={chosen.includes(rule.ruleId)}
            onChoose={() => choose(rule.ruleId)}
            onToggle={(isOn) => void toggle(rule, isOn)}
          />
        ))}
      </ul>
      {detail.invoiceFindings.length === 0 && !hasOpinions ? null : (
        <section>
          <h2 className={styles.heading}>The invoice as a whole</h2>
          <div className={styles.notes}>
            {detail.invoiceFindings.map((finding) => (
              <FindingNote key={finding.id} finding={finding} currency={currency} />
            ))}
            {hasOpinions ? (
              <InvoiceOpinions findings={detail.invoiceFindings} invoiceOpinions={invoiceOpinions} />
            ) : null}
          </div>
        </section>
      )}
      {detail.skipped.length === 0 ? null : (
        <details className={styles.skipped}>
          <summary>{formatCount(detail.skipped.length)} rules gave no verdict</summary>
          <ul>
            {detail.skipped.map((rule) => (
              <li key={rule.ruleId}>
                <b>{rule.ruleId}</b> {rule.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </aside>
  );
}

function RuleEntry({
  rule,
  currency,
  isChosen,
  onChoose,
  onToggle,
}: {
  readonly rule: RuleCount;
  readonly currency: string | null;
  readonly isChosen: boolean;
  onChoose(): void;
  onToggle(isOn: boolean): void;
}): ReactElement {
  const isOff = rule.enabledCount === 0;
  return (
    <li className={styles.item}>
      <button
        type="button"
        aria-pressed={isChosen}
        className={cx(styles.rule, isChosen && styles.chosen, isOff && styles.off)}
        onClick={onChoose}
      >
        <SeverityMark severity={rule.severity} isNamed />
        <span className={styles.name}>{rule.title}</span>
        <span className={styles.figures}>
          <span>{rule.lineCount === 0 ? 'invoice' : formatCount(rule.lineCount)}</span>
          <span className={styles.saving}>{rule.savingE4 === 0 ? '' : formatCut(rule.savingE4, currency)}</span>
        </span>
        <span className={styles.id}>
          {rule.ruleId}
          {rule.enabledCount < rule.findingCount
            ? ` \u00b7 ${formatCount(rule.findingCount - rule.enabledCount)} dismissed`
            : ''}
        </span>
      </button>
      <span className={styles.toggle}>
        <Toggle
          label={`${isOff ? 'Restore' : 'Dismiss'} all of: ${rule.title}`}
          isOn={!isOff}
          onChange={(isOn) => onToggle(isOn)}
        />
      </span>
    </li>
  );
}
