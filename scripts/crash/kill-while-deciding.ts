import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Confirmed {
  readonly lineId: string;
  readonly percentE4: number;
}

const CHILD = fileURLToPath(new URL('./decide-forever.ts', import.meta.url));

/**
 * Starts a process that decides, and kills it with SIGKILL some milliseconds after its first confirmed
 * decision.
 * @returns what it had confirmed, in order
 */
export function killWhileDeciding(folder: string, afterMs: number, keyHex?: string): Promise<readonly Confirmed[]> {
  return new Promise((resolve, reject) => {
    const args = [CHILD, folder, ...(keyHex === undefined ? [] : [keyHex])];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let complaints = '';
    child.stdout.on('data', (data: Buffer) => {
      if (printed === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
      printed += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
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
