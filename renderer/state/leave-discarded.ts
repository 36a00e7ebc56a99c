import type { WorkspaceEvent } from '#shared/api/workspace.ts';
import { closeDialog, useDialogs } from './dialogs.ts';
import { navigate, useRoute } from './navigation.ts';
import { notify } from './notices.ts';

/**
 * Leaves an invoice whose matter was withdrawn while it was on show, and says why. Where work was thrown away with it
 * the banner says so, and more.
 */
export function leaveDiscarded(event: WorkspaceEvent): void {
  if (event.type !== 'discarded') return;
  const { route } = useRoute.getState();
  if (route.screen !== 'review' || !event.invoiceIds.includes(route.invoiceId)) return;
  const open = useDialogs.getState().open;
  if (open !== null && 'invoiceId' in open) closeDialog();
  navigate({ screen: 'queue' });
  if (event.count > 0) return;
  notify('refusal', 'Access to the matter you were looking at was withdrawn. Its invoices are gone from this device.');
}
