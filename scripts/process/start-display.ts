import { type ChildProcess, spawn } from 'node:child_process';
import { ensureDebianPackage } from './ensure-debian-package.ts';

/** A display for windows that nobody looks at. */
export interface Display {
  /** As `DISPLAY` names it. */
  readonly name: string;
  end(): void;
}

const PATIENCE_MS = 10_000;

/**
 * The display of this session, or one of Xvfb's where there is none. Windows then are real ones.
 * @returns null where there is neither: windows are then drawn without a display
 */
export async function startDisplay(): Promise<Display | null> {
  const present = process.env.DISPLAY;
  if (present !== undefined && present !== '') return { name: present, end: () => {} };
  if (process.platform !== 'linux') return null;
  const file = await ensureDebianPackage(['xvfb'], ['/usr/bin/Xvfb']);
  if (file === null) return null;
  // It chooses a free number itself and writes it to the third channel.
  const child = spawn(file, ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await readNumber(child);
  if (number === null) {
    child.kill();
    return null;
  }
  return { name: `:${number}`, end: () => void child.kill() };
}

function readNumber(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE_MS);
    const settle = (number: string | null) => {
      clearTimeout(timer);
      resolve(number);
    };
    child.stdio[3]?.once('data', (chunk: Buffer) => settle(chunk.toString('utf8').trim()));
    child.once('error', () => settle(null));
    child.once('exit', () => settle(null));
  });
}
