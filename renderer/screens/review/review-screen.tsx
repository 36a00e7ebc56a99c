import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useScopeKeys } from '../../keyboard/use-scope-keys.ts';
import { navigate, noteRoute } from '../../state/navigation.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { createReviewSession } from '../../state/review-session.ts';
import { useSettings } from '../../state/settings.ts';
import { useQuery } from '../../state/use-query.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { FilterBar, FilterRemark } from './filter-bar.tsx';
import { Inspector } from './inspector.tsx';
import { LineGrid } from './line-grid.tsx';
import { aboutTheWhole, useOpinions } from './opinions/use-opinions.ts';
import { ProblemsPanel } from './problems-panel.tsx';
import { ReviewHeader } from './review-header.tsx';
import styles from './review-screen.module.css';
import { RuleRail } from './rule-rail.tsx';
import { TotalsFooter } from './totals-footer.tsx';
import { useReviewCommands } from './use-review-commands.ts';
import { useSelectedRows } from './use-selected-rows.ts';

/** One invoice: rules on the left, lines in the middle, the editor's notes on the right, totals at the foot. */
export function ReviewScreen({
  invoiceId,
  startLineId,
}: {
  readonly invoiceId: string;
  readonly startLineId: string | null;
}): ReactElement {
  const { client } = useWorkspace();
  // The start line is where the visit begins; the address follows the cursor from then on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const session = useMemo(
    () => createReviewSession(client, invoiceId, startLineId, { onError: notifyError, onNotice: notify }),
    [client, invoiceId],
  );
  const detail = useQuery('getInvoice', { invoiceId });
  const state = useStore(session.store);
  const selectedRows = useSelectedRows(session);
  const isRailOpen = useSettings((settings) => settings.isRuleRailOpen);
  const [areProblemsOpen, setProblemsOpen] = useState(false);
  const invoiceOpinions = useOpinions(invoiceId);
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const stop = client.subscribe((event) => {
      if (event.type === 'changed' && event.invoiceIds.includes(invoiceId)) session.onChanged();
      if (event.type === 'statusChanged') session.onChanged();
    });
    return stop;
  }, [client, session, invoiceId]);

  useEffect(() => {
    noteRoute({ screen: 'review', invoiceId, lineId: state.cursorId });
  }, [invoiceId, state.cursorId]);

  const value = detail.value;
  useReviewCommands(session, value ?? null, root);
  useScopeKeys(root, 'review', session.typeAhead);

  if (value === undefined) {
    if (detail.error === null) return <div className={styles.screen} aria-busy="true" />;
    return (
      <Trouble title="This invoice cannot be shown." message={detail.error.message}>
        <Button look="solid" onPress={() => navigate({ screen: 'queue' })}>
          Back to the invoices
        </Button>
      </Trouble>
    );
  }
  return (
    <div ref={root} className={cx(styles.screen, isRailOpen && styles.withRail)}>
      <ReviewHeader
        detail={value}
        areProblemsOpen={areProblemsOpen}
        onToggleProblems={() => setProblemsOpen(!areProblemsOpen)}
        hiddenOpinionCount={
          isRailOpen ? 0 : aboutTheWhole(invoiceOpinions.opinions).filter(({ state }) => state === 'proposed').length
        }
      />
      {areProblemsOpen ? <ProblemsPanel detail={value} onClose={() => setProblemsOpen(false)} /> : null}
      {isRailOpen ? (
        <RuleRail detail={value} session={session} filter={state.filter} invoiceOpinions={invoiceOpinions} />
      ) : null}
      <div className={styles.centre}>
        <FilterBar session={session} detail={value} filter={state.filter} />
        <LineGrid session={session} detail={value} selectedRows={selectedRows} />
        <FilterRemark session={session} filter={state.filter} lineCount={value.summary.money.lineCount} />
      </div>
      <Inspector
        session={session}
        detail={value}
        lineId={state.cursorId}
        editor={state.editor}
        invoiceOpinions={invoiceOpinions}
      />
      <DecisionBar session={session} state={state} />
      <div className={styles.totals}>
        <TotalsFooter summary={value.summary} selectedCount={state.selection.ids.size} selectedRows={selectedRows} />
      </div>
    </div>
  );
}
