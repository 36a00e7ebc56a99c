import type { FirmCall, FirmClient, FirmReply, FirmSession } from '#shared/api/firm.ts';
import type { LaitBridge, ShellClient, ShellReply, Startup } from '#shared/api/shell.ts';
import { onceOpen } from '../state/lock.ts';
import { sendFile } from './send-file.ts';

/**
 * The firm's server by way of the main process, which holds the tokens: this page never sees one.
 * @param startup what main said when this page began
 */
export function electronFirm(bridge: LaitBridge<File>, startup: Startup): FirmClient {
  const listeners = new Set<() => void>();
  const { shell } = bridge;
  let session: FirmSession | null = startup.session;
  let isPresent = startup.serverOrigin !== null;
  bridge.subscribe((event) => {
    if (event.type === 'sessionChanged') session = event.session;
    else if (event.type === 'serverChanged') isPresent = event.origin !== null;
    else return;
    for (const listener of listeners) listener();
  });

  return {
    absence: startup.serverAbsence,
    get isPresent() {
      return isPresent;
    },
    session: () => session,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signIn({ email, password, code }) {
      return flat(await shell.signIn({ email, password, ...(code === undefined ? {} : { code }) }));
    },
    async setPassword({ token, password, email, displayName }) {
      const who = email === undefined || displayName === undefined ? {} : { email, displayName };
      return flat(await shell.setPassword({ token, password, ...who }));
    },
    signOut: async () => flat(await shell.signOut({})),
    async call<Output>(call: FirmCall<Output>): Promise<FirmReply<Output>> {
      const { body, output } = call;
      const reply = flat(body instanceof Blob ? await sendFile(shell, call, body) : await ask(shell, call));
      if (!reply.ok) return reply;
      // Sound: a call without an output answers nothing, and nobody looks at it.
      if (output === null) return { ok: true, value: null as Output };
      const read = output.safeParse(reply.value);
      if (read.success) return { ok: true, value: read.data };
      const message = 'The server answered in a way that this version of LAIT does not understand. Look for an update.';
      return { ok: false, error: { kind: 'failed', code: null, message, retryAfterSeconds: null } };
    },
  };
}

async function ask(
  shell: ShellClient,
  { method, path, body }: FirmCall<unknown>,
): Promise<ShellReply<FirmReply<unknown>>> {
  const text = body === undefined ? null : JSON.stringify(body);
  let answer = await shell.callFirm({ method, path, body: text });
  // A question waits as one to the workspace does; what was to be done is the person's to do again.
  while (!answer.ok && answer.error.kind === 'locked' && method === 'GET') {
    await onceOpen();
    answer = await shell.callFirm({ method, path, body: text });
  }
  return answer;
}

function flat<Value>(reply: ShellReply<FirmReply<Value>>): FirmReply<Value> {
  if (reply.ok) return reply.value;
  const kind = reply.error.kind === 'failed' ? 'failed' : 'refused';
  return { ok: false, error: { kind, code: null, message: reply.error.message, retryAfterSeconds: null } };
}
