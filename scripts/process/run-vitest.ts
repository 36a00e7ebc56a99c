import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runNodeTool } from './run-command.ts';
import { toolEntry } from './tools.ts';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed: file, test and the first line of why; said again at the end, where a long log is read first. */
  readonly failures?: readonly string[];
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

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

function countsOf(report: string, code: number): TestCounts {
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    return {
      passed: counts.numPassedTests,
      failed: code === 0 ? counts.numFailedTests : Math.max(1, counts.numFailedTests),
      skipped: counts.numPendingTests + counts.numTodoTests,
      failures: failuresOf(counts),
    };
  } catch {
    process.stderr.write('The test run ended before it could report.\n');
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function failuresOf({ testResults }: VitestReport): string[] {
  return testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    const path = relative(process.cwd(), file.name);
    if (failed.length === 0) return file.status === 'failed' ? [`${path}: ${firstLine(file.message)}`] : [];
    return failed.map(({ fullName, failureMessages }) => `${path} > ${fullName}: ${firstLine(failureMessages?.[0])}`);
  });
}

function firstLine(message: string | undefined): string {
  return (message ?? '').split('\n')[0] || 'no reason was given';
}
