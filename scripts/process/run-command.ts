import { spawn } from 'node:child_process';
import { projectRoot } from './project-root.ts';

export interface CommandResult {
  readonly code: number;
  /** Standard output and error together, in order of arrival; only kept when `output` is `keep`. */
  readonly output: string;
}

/**
 * Runs one command in the project's folder under the project's Node.
 * @param output `show` passes everything on as it comes; `keep` returns it instead
 * @returns the exit code; 128 plus nothing else for a signal counts as 1
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: {
    readonly output: 'show' | 'keep';
    readonly env?: NodeJS.ProcessEnv;
    readonly timeoutMs?: number;
    /** Instead of the project's folder. */
    readonly cwd?: string;
  },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? projectRoot,
      env: { ...process.env, ...options.env },
      stdio: options.output === 'show' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a package's own JavaScript entry under the project's Node, not whatever `node` is on the PATH. */
export function runNodeTool(
  entry: string,
  args: readonly string[],
  options: Parameters<typeof runCommand>[2],
): Promise<CommandResult> {
  return runCommand(process.execPath, [entry, ...args], options);
}
