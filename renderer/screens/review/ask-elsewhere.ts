import { MOST_QUERY_CHARACTERS } from '#shared/api/legal.ts';
import type { InvoiceDetail, WorkspaceClient } from '#shared/api/workspace.ts';
import { openDialog } from '../../state/dialogs.ts';
import { navigate } from '../../state/navigation.ts';
import { notifyError } from '../../state/notices.ts';
import type { ReviewSession } from '../../state/review-session.ts';
import { startDraft } from '../legal/legal-store.ts';

/** Takes what is marked in the window, else the line's narrative, to the legal search; nothing leaves before it is shown. */
export async function searchSelection(session: ReviewSession, client: WorkspaceClient): Promise<void> {
  const marked = window.getSelection()?.toString().trim() ?? '';
  const { cursorId } = session.store.getState();
  if (cursorId === null) return;
  const [line, citations] = await Promise.all([
    client.query('getLine', { lineId: cursorId }),
    client.query('findLineCitations', { lineId: cursorId }),
  ]);
  if (!line.ok) {
    notifyError(line.error);
    return;
  }
  const words = (marked === '' ? line.value.narrative : marked).replaceAll(/\s+/g, ' ').slice(0, MOST_QUERY_CHARACTERS);
  startDraft(words, citations.ok ? citations.value.matterId : null);
  navigate({ screen: 'legal', part: 'search', id: null });
}

/** Opens the verification of whoever worked on the line, with what the bill knows of them. */
export async function verifyTimekeeper(
  session: ReviewSession,
  detail: InvoiceDetail | null,
  client: WorkspaceClient,
): Promise<void> {
  const { cursorId } = session.store.getState();
  if (cursorId === null || detail === null) return;
  const [line, citations] = await Promise.all([
    client.query('getLine', { lineId: cursorId }),
    client.query('findLineCitations', { lineId: cursorId }),
  ]);
  if (!line.ok) {
    notifyError(line.error);
    return;
  }
  const { timekeeperName, timekeeperId } = line.value.line;
  openDialog({
    kind: 'verify',
    subject: {
      name: timekeeperName ?? timekeeperId ?? '',
      firmName: detail.summary.vendorName,
      vendorNumber: timekeeperId === null ? null : detail.summary.vendorId,
      timekeeperNumber: timekeeperId,
      matterId: citations.ok ? citations.value.matterId : null,
    },
  });
}
