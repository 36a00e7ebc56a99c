import { execFile } from 'node:child_process';

/** Runs a program of the system without a shell, for at most five seconds. @returns its exit code and what it printed */
export type RunProgram = (
  file: string,
  args: readonly string[],
) => Promise<{ readonly code: number; readonly output: string }>;

const LONGEST_MS = 5_000;

export const runProgram: RunProgram = (file, args) =>
  new Promise((resolve) => {
    execFile(file, [...args], { timeout: LONGEST_MS, windowsHide: true }, (error, output) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, output });
    });
  });
