import type { RefObject } from 'react';
import { MOST_LINES_TO_REWRITE } from '#shared/api/opinions.ts';
import type { InvoiceDetail } from '#shared/api/workspace.ts';
import { REASON_CODES } from '#shared/domain/decision.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { openDialog } from '../../state/dialogs.ts';
import { navigate } from '../../state/navigation.ts';
import { notify } from '../../state/notices.ts';
import type { ReviewSession } from '../../state/review-session.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { focusRow } from '../../ui/use-grid-rows.ts';
import { searchSelection, verifyTimekeeper } from './ask-elsewhere.ts';
import { useInvoiceSteps } from './use-invoice-steps.ts';

const PAGE = 12;

/** Ties every action of the review to the session; the keys, the controls and the palette all run these. */
export function useReviewCommands(
  session: ReviewSession,
  detail: InvoiceDetail | null,
  root: RefObject<HTMLElement | null>,
): void {
  const { advance } = useInvoiceSteps(detail?.summary ?? null);
  const { client } = useWorkspace();
  const focus = (selector: string): void => root.current?.querySelector<HTMLElement>(selector)?.focus();
  const grid = (): HTMLElement | null => root.current?.querySelector<HTMLElement>('[role="grid"]') ?? null;

  const back = (): void => {
    const { editor, selection, cursorIndex, filter } = session.store.getState();
    const isInGrid = grid()?.contains(document.activeElement) === true;
    if (editor !== null) session.openEditor(null);
    else if (!isInGrid) focusRow(grid(), cursorIndex);
    else if (selection.ids.size > 0) session.clearSelection();
    else if (Object.keys(filter).length > 0) void session.setFilter({});
    else navigate({ screen: 'queue' });
  };

  useCommands({
    accept: () => void session.decide({ kind: 'accept' }),
    cutLine: () => void session.decide({ kind: 'cut_line' }),
    reduce: () => session.openEditor('reduce'),
    acceptProposals: () => void session.acceptProposals(),
    clearDecision: () => void session.clearDecisions(),
    repeat: () => void session.repeat(),
    reason: (key) => {
      const reasonCode = REASON_CODES[Number(key) - 1];
      if (reasonCode === undefined) return;
      const isAgain = session.store.getState().reasonCode === reasonCode;
      session.setReason(isAgain ? null : reasonCode);
      if (reasonCode === 'other' && !isAgain) session.openEditor('note');
    },
    toggleFinding: () => toggleFinding(root.current),
    rewrite: () => session.openEditor('rewrite'),
    comment: () => session.openEditor('comment'),
    undo: () => void session.undo(),
    redo: () => void session.redo(),
    nextOpen: () => void session.moveToOpen('next'),
    previousOpen: () => void session.moveToOpen('previous'),
    down: () => session.move(1),
    up: () => session.move(-1),
    pageDown: () => session.move(PAGE),
    pageUp: () => session.move(-PAGE),
    first: () => session.moveTo(0),
    last: () => session.moveTo(Math.max(0, (session.rows.snapshot().total ?? 1) - 1)),
    inspect: () => focus('[data-notes]'),
    back,
    select: () => session.toggleSelected(),
    extendDown: () => void session.extendSelection(1),
    extendUp: () => void session.extendSelection(-1),
    selectAll: () => void session.selectAll(),
    searchSelection: () => void searchSelection(session, client),
    verifyTimekeeper: () => void verifyTimekeeper(session, detail, client),
    askOpinion: () =>
      openDialog({ kind: 'opinion', invoiceId: session.invoiceId, ask: { kind: 'findings', ruleIds: null } }),
    askRewrite: () => {
      const { selection, cursorId } = session.store.getState();
      const lineIds = selection.ids.size > 0 ? [...selection.ids] : cursorId === null ? [] : [cursorId];
      if (lineIds.length === 0) return;
      if (lineIds.length > MOST_LINES_TO_REWRITE) {
        notify('attention', `At most ${MOST_LINES_TO_REWRITE} lines at once. Select fewer.`);
        return;
      }
      openDialog({ kind: 'opinion', invoiceId: session.invoiceId, ask: { kind: 'rewrites', lineIds } });
    },
    filter: () => focus('[data-line-filter] input'),
    rules: () => changeSettings({ isRuleRailOpen: !useSettings.getState().isRuleRailOpen }),
    advance: () => void advance(),
    export: () => openDialog({ kind: 'export', invoiceId: session.invoiceId }),
  });
}

/** The finding that has the focus, else the only one of the line; of several the first is offered. */
function toggleFinding(root: HTMLElement | null): void {
  const toggles = [...(root?.querySelectorAll<HTMLElement>('[data-notes] [data-finding-toggle] input') ?? [])];
  const focused = document.activeElement?.closest('article')?.querySelector<HTMLElement>('[data-finding-toggle] input');
  const [only] = toggles;
  if (focused !== null && focused !== undefined) focused.click();
  else if (only !== undefined && toggles.length === 1) only.click();
  else only?.focus();
}
