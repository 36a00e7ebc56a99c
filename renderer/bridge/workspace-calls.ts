import type { Reply, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { FromHome, ToHome, WorkspaceCall } from '#shared/api/workspace-wire.ts';

/** A home at the other end of a worker or a port: calls go out numbered, replies find their caller. */
export interface WorkspaceCalls {
  /** Settles when the workspace is open, or can be known not to open; never rejects. */
  readonly opened: Promise<void>;
  call(call: WorkspaceCall): Promise<Reply<unknown>>;
  /** What the home says. */
  take(message: FromHome): void;
  /** Every call under way and to come is answered with this. */
  failWith(reply: Reply<never>): void;
}

/** @param post throws when something in the input cannot be sent at all */
export function workspaceCalls(
  post: (message: ToHome) => void,
  onEvent: (event: WorkspaceEvent) => void,
): WorkspaceCalls {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  let failure: Reply<never> | null = null;
  let nextId = 1;
  let settleOpened: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    settleOpened = resolve;
  });

  const failWith = (reply: Reply<never>) => {
    failure = reply;
    for (const settle of waiting.values()) settle(reply);
    waiting.clear();
    settleOpened();
  };

  return {
    opened,
    failWith,
    take(message) {
      switch (message.type) {
        case 'opened':
          settleOpened();
          break;
        case 'openFailed':
          failWith({ ok: false, error: message.error });
          break;
        case 'reply':
          waiting.get(message.callId)?.(message.reply);
          waiting.delete(message.callId);
          break;
        case 'event':
          onEvent(message.event);
          break;
      }
    },
    async call(call) {
      await opened;
      if (failure !== null) return failure;
      // Calls of several tabs meet here; each gets a number of this home's own.
      const callId = nextId;
      nextId += 1;
      return new Promise((resolve) => {
        waiting.set(callId, resolve);
        try {
          post({ type: 'call', call: { ...call, callId } });
        } catch {
          // Something in the input cannot be sent at all (a function, a detached buffer).
          waiting.delete(callId);
          const message = 'The input cannot be sent to the workspace.';
          resolve({ ok: false, error: { kind: 'invalid', message } });
        }
      });
    },
  };
}
