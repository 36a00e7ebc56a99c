import type { ReactElement } from 'react';
import type { InvoiceDetail } from '#shared/api/workspace.ts';
import { runCommand } from '../../keyboard/commands.ts';
import { useDesktop } from '../../state/desktop-context.ts';
import { openDialog } from '../../state/dialogs.ts';
import { navigate } from '../../state/navigation.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { useQuery } from '../../state/use-query.ts';
import { FORMAT_WORDS } from '../../state/words.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import { formatDate, formatPeriod } from '../../ui/format-date.ts';
import { countOf, formatMoneyWithCode } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './review-header.module.css';
import { useInvoiceSteps } from './use-invoice-steps.ts';

/** Whose bill this is, under which guideline, where it stands, and the next step. */
export function ReviewHeader({
  detail,
  areProblemsOpen,
  onToggleProblems,
  hiddenOpinionCount,
}: {
  readonly detail: InvoiceDetail;
  readonly areProblemsOpen: boolean;
  onToggleProblems(): void;
  /** Opinions on the whole invoice that wait in the rail while it is put away. */
  readonly hiddenOpinionCount: number;
}): ReactElement {
  const { summary } = detail;
  const desktop = useDesktop();
  const { next, side, advance, reopen } = useInvoiceSteps(summary);
  return (
    <header className={styles.header}>
      <Button icon="chevronLeft" label="Back to the invoices" onPress={() => navigate({ screen: 'queue' })} />
      <div className={styles.who}>
        <div className={styles.line}>
          <h1 className={styles.title}>{summary.invoiceNumber ?? 'Invoice without a number'}</h1>
          <p className={styles.meta}>
            {formatDate(summary.invoiceDate)}
            {detail.billingStart === null && detail.billingEnd === null
              ? ''
              : `, for ${formatPeriod(detail.billingStart, detail.billingEnd)}`}
            {` \u00b7 ${FORMAT_WORDS[summary.format]}`}
          </p>
          {desktop === null ? null : (
            <Button
              className={styles.original}
              onPress={() => openDialog({ kind: 'original', invoiceId: summary.invoiceId })}
            >
              Original
            </Button>
          )}
        </div>
        <p className={styles.parties}>
          <span>{summary.vendorName ?? summary.vendorId ?? 'unknown vendor'}</span>
          <span className={styles.quiet}> to </span>
          <span>{summary.clientName ?? summary.clientId ?? 'unknown client'}</span>
          <span className={styles.quiet}> for </span>
          <span>{summary.matterName ?? summary.matterId ?? 'unknown matter'}</span>
        </p>
      </div>
      <dl className={styles.facts}>
        <Totals detail={detail} />
        <div>
          <dt>Guideline</dt>
          <dd>
            <GuidelineSwitch detail={detail} />
          </dd>
        </div>
      </dl>
      <div className={styles.actions}>
        {summary.problemCount === 0 ? null : (
          <Button icon="warning" className={styles.problems} aria-expanded={areProblemsOpen} onPress={onToggleProblems}>
            {countOf(summary.problemCount, 'problem')}
          </Button>
        )}
        {hiddenOpinionCount === 0 ? null : (
          <Button icon="note" action="rules" onPress={() => runCommand('rules')}>
            {countOf(hiddenOpinionCount, 'opinion')}
          </Button>
        )}
        <StateMark state={summary.state} isSubmitted={summary.submission !== null} />
        {side === 'return' ? (
          <Button look="line" onPress={() => openDialog({ kind: 'return', invoiceId: summary.invoiceId })}>
            Return{'\u2026'}
          </Button>
        ) : null}
        {side === 'reopen' ? (
          <Button look="line" onPress={() => void reopen()}>
            Reopen
          </Button>
        ) : null}
        {next === null ? null : next.kind === 'wait' ? (
          <p className={styles.why}>{next.why}</p>
        ) : (
          <Button look="solid" action="advance" onPress={() => void advance()}>
            {next.label}
          </Button>
        )}
      </div>
    </header>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: string }): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** One total, or both where the file and its lines disagree. */
function Totals({ detail }: { readonly detail: InvoiceDetail }): ReactElement {
  const { declaredTotalE4, computedTotalE4, currency } = detail.summary;
  if (declaredTotalE4 === null || computedTotalE4 === null || declaredTotalE4 === computedTotalE4) {
    return <Fact label="Total">{formatMoneyWithCode(computedTotalE4 ?? declaredTotalE4, currency)}</Fact>;
  }
  return (
    <div>
      <dt className={styles.differs}>
        <Icon name="warning" className={styles.tiny} /> Declared {formatMoneyWithCode(declaredTotalE4, currency)}
      </dt>
      <dd>
        {formatMoneyWithCode(computedTotalE4, currency)}
        <span className={styles.quiet}>by its lines</span>
      </dd>
    </div>
  );
}

function GuidelineSwitch({ detail }: { readonly detail: InvoiceDetail }): ReactElement {
  const { client } = useWorkspace();
  const { invoiceId, guidelineName } = detail.summary;
  const guidelines = useQuery('listGuidelines', {}).value ?? [];
  const assign = async (name: string): Promise<void> => {
    const reply = await client.command('assignGuideline', { invoiceId, name });
    if (reply.ok) notify('plain', `Checked again: ${countOf(reply.value.findingCount, 'finding')}.`);
    else notifyError(reply.error);
  };
  return (
    <ChoiceMenu
      label="Guideline of this invoice"
      prefix="Guideline of this invoice"
      choices={guidelines.map((each) => ({ id: each.name, label: each.title, note: `version ${each.version}` }))}
      chosen={[guidelineName]}
      onChange={([name]) => {
        if (name !== undefined && name !== guidelineName) void assign(name);
      }}
    >
      <span className={styles.guideline}>{detail.guidelineTitle}</span>
      <span className={styles.quiet}>v{detail.guidelineVersion}</span>
    </ChoiceMenu>
  );
}
