import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNodeTool } from './run-command.ts';
import { toolEntry } from './tools.ts';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Runs vitest with one configuration, showing its own lines, and counts.
 * A run that ends badly without naming a failed test (a file that does not load) counts as one failure.
 */
export async function runVitest(
  config: string,
  filters: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<TestCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'lait-tests-'));
  const report = join(folder, 'report.json');
  try {
    const { code } = await runNodeTool(
      toolEntry('vitest', 'vitest'),
      ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters],
      { output: 'show', env },
    );
    return countsOf(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf(report: string, code: number): TestCounts {
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTodoTests: number;
    };
    const failed = code === 0 ? counts.numFailedTests : Math.max(1, counts.numFailedTests);
    return { passed: counts.numPassedTests, failed, skipped: counts.numPendingTests + counts.numTodoTests };
  } catch {
    process.stderr.write('The test run ended before it could report.\n');
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
