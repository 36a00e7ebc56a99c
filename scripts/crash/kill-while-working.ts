import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SyncTransport } from '#shared/workspace/sync/transport.ts';
import { answerCall, type ServerAnswer, type ServerCall } from './crash-server.ts';
import type { CrashStore } from './crash-store.ts';

/** What the process said it had done before it was killed. */
export interface Confirmed {
  /** The number under which the outbox holds it. */
  readonly seq: number;
  /** Of a decision: what it was. */
  readonly lineId?: string;
  readonly percentE4?: number;
}

const CHILD = fileURLToPath(new URL('./work-forever.ts', import.meta.url));

/**
 * Starts a process that works and syncs, and kills it with SIGKILL some milliseconds after its first confirmed action.
 * @param meanwhile called with each call of the server, before it is answered
 * @returns what it had confirmed, in order
 */
export function killWhileWorking(
  { folder, keyHex }: CrashStore,
  transport: SyncTransport,
  afterMs: number,
  meanwhile: () => void,
): Promise<readonly Confirmed[]> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, [folder, keyHex], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    let printed = '';
    let complaints = '';
    child.on('message', (message: ServerCall) => {
      meanwhile();
      void answerCall(transport, message).then((sent) => {
        // Killed meanwhile: the reply is lost, as on a real way.
        if (child.connected) child.send({ id: message.id, sent } satisfies ServerAnswer, () => {});
      }, reject);
    });
    child.stdout?.on('data', (data: Buffer) => {
      if (printed === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
      printed += data.toString();
    });
    child.stderr?.on('data', (data: Buffer) => {
      complaints += data.toString();
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') {
        reject(new Error(`The process ended by itself: ${complaints}`));
        return;
      }
      // The last line may be cut short by the kill; every whole one was confirmed.
      const whole = printed.slice(0, printed.lastIndexOf('\n') + 1);
      resolve(
        whole
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Confirmed),
      );
    });
  });
}
