import { spawn } from 'node:child_process';
import { projectRoot } from '../process/project-root.ts';

export interface NpmAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** npm of this machine, in the project's folder; its two voices kept apart. @throws where there is no npm */
export function runNpm(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<NpmAnswer> {
  return new Promise((resolve, reject) => {
    const isWindows = process.platform === 'win32';
    const child = spawn(isWindows ? 'npm.cmd' : 'npm', args, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: isWindows,
    });
    const heard = { stdout: '', stderr: '' };
    child.stdout.on('data', (piece: Buffer) => {
      heard.stdout += piece.toString('utf8');
    });
    child.stderr.on('data', (piece: Buffer) => {
      heard.stderr += piece.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, ...heard }));
  });
}
