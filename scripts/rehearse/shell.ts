import { type ChildProcess, spawn } from 'node:child_process';

export interface ShellOptions {
  /** A pseudo-terminal, for what asks for one. */
  readonly isTerminal?: boolean;
  /** Ended by a signal after so long, as Ctrl-C ends what goes on for ever. */
  readonly endAfterMs?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** What is typed into it. */
  readonly input?: string;
}

export interface CommandOutcome {
  readonly code: number;
  readonly output: string;
  readonly milliseconds: number;
}

const running = new Set<ChildProcess>();

/**
 * Runs one line with bash. Output and errors come together; nothing is thrown for a code other than 0.
 * @returns code 124 for one that was ended after `endAfterMs`
 */
export function runLine(line: string, folder: string, options: ShellOptions = {}): Promise<CommandOutcome> {
  const beganAt = performance.now();
  // A window of some size: in one of none programs page what fits anywhere.
  const command = options.isTerminal
    ? ['script', '-qec', `stty rows 50 cols 200; ${line}`, '/dev/null']
    : ['bash', '-c', line];
  const [file = 'bash', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: folder,
      env: { ...process.env, ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: what it started ends with it.
      detached: true,
    });
    running.add(child);
    let output = '';
    let isEnded = false;
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.stdin.on('error', () => {
      // It ended without reading what was typed.
    });
    child.stdin.end(options.input ?? '');
    const timer =
      options.endAfterMs === undefined
        ? null
        : setTimeout(() => {
            isEnded = true;
            endGroup(child);
          }, options.endAfterMs);
    child.on('error', reject);
    child.on('close', (code) => {
      if (timer !== null) clearTimeout(timer);
      running.delete(child);
      resolve({ code: isEnded ? 124 : (code ?? 1), output, milliseconds: performance.now() - beganAt });
    });
  });
}

/** Ends whatever still runs. */
export function endAllLines(): void {
  for (const child of running) endGroup(child);
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended meanwhile.
  }
}
