import type { CommandName, WorkspaceClient, WorkspaceEvent } from '#shared/api/workspace.ts';

/** How long to wait for more changes, and for how long at most, in milliseconds. */
const QUIET = 25;
const LONGEST = 250;
/** Commands that take their time and announce what they do on the way. */
const LONG_COMMANDS: ReadonlySet<CommandName> = new Set(['importFile', 'exportInvoice', 'assignGuideline']);

/**
 * The same workspace, with its changes told in batches: whoever decides ten lines in a second needs the next
 * line at once and the totals a moment later, and every screen asks several questions for each change it hears.
 * Import progress is passed on as it comes.
 */
export function withCalmEvents(client: WorkspaceClient): WorkspaceClient {
  const listeners = new Set<(event: WorkspaceEvent) => void>();
  const changed = new Set<string>();
  let isAnyChanged = false;
  let isStatusChanged = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waitingSince = 0;
  let runningCount = 0;

  function tell(event: WorkspaceEvent): void {
    for (const listener of listeners) listener(event);
  }

  function wait(): void {
    const now = Date.now();
    if (timer === null) waitingSince = now;
    else clearTimeout(timer);
    const left = waitingSince + LONGEST - now;
    timer = setTimeout(flush, Math.max(0, runningCount > 0 ? left : Math.min(QUIET, left)));
  }

  function flush(): void {
    timer = null;
    const invoiceIds = [...changed];
    const wasChanged = isAnyChanged;
    const wasStatus = isStatusChanged;
    changed.clear();
    isAnyChanged = false;
    isStatusChanged = false;
    if (wasChanged) tell({ type: 'changed', invoiceIds });
    if (wasStatus) tell({ type: 'statusChanged' });
  }

  client.subscribe((event) => {
    if (event.type === 'importProgress' || event.type === 'syncChanged' || event.type === 'discarded') {
      tell(event);
      return;
    }
    if (event.type === 'statusChanged') {
      isStatusChanged = true;
    } else {
      isAnyChanged = true;
      for (const invoiceId of event.invoiceIds) changed.add(invoiceId);
    }
    wait();
  });

  return {
    query: (name, input) => client.query(name, input),
    // What a command changed is told after its answer, so that its caller's next question is not behind others.
    async command(name, input) {
      if (LONG_COMMANDS.has(name)) return client.command(name, input);
      runningCount += 1;
      const reply = await client.command(name, input);
      runningCount -= 1;
      if (timer !== null) wait();
      return reply;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
