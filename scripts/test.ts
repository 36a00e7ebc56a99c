import { Command } from 'commander';
import { runDesktop } from '../e2e/desktop/run-desktop.ts';
import { runEndToEnd } from '../e2e/run-end-to-end.ts';
import { runChecks } from './check.ts';
import { ensureDebianPackage } from './process/ensure-debian-package.ts';
import { ensurePrometheus } from './process/ensure-prometheus.ts';
import { runVitest, type TestCounts } from './process/run-vitest.ts';

const command = new Command('test')
  .description(
    'Proves the product: format, lint, types, unit, property, server and crash tests, then the whole job in Chromium and on the desktop.',
  )
  .option('--json', 'print one JSON object before the closing line')
  .parse();

const started = Date.now();
const parts: { name: string; counts: TestCounts }[] = [];

// Where it cannot be had, the tests that need it fail and say so.
await ensureDebianPackage(['redis-server'], ['/usr/bin/redis-server', '/usr/local/bin/redis-server']);
await ensurePrometheus();

const checks = await runChecks();
parts.push({
  name: 'checks',
  counts: { passed: checks.filter(({ ok }) => ok).length, failed: checks.filter(({ ok }) => !ok).length, skipped: 0 },
});
parts.push({ name: 'unit, property and crash tests', counts: await runVitest('vitest.config.ts') });
parts.push({ name: 'the whole job in Chromium', counts: await runEndToEnd() });
parts.push({ name: 'the desktop application', counts: await runDesktop() });

const sum = (field: 'passed' | 'failed' | 'skipped') => parts.reduce((total, { counts }) => total + counts[field], 0);
for (const { name, counts } of parts) {
  process.stdout.write(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
}
for (const failure of parts.flatMap(({ counts }) => counts.failures ?? [])) {
  process.stdout.write(`failed: ${failure}\n`);
}
const seconds = Math.round((Date.now() - started) / 1000);
process.stdout.write(`took ${seconds} s\n`);
if (command.opts<{ json?: true }>().json) process.stdout.write(`${JSON.stringify({ parts, seconds })}\n`);
// In continuous integration a skipped test is a promise that nobody checked.
const isSound = sum('failed') === 0 && sum('passed') > 0 && (sum('skipped') === 0 || process.env.CI !== 'true');
process.stdout.write(
  `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') === 0 ? '' : `, ${sum('skipped')} skipped`}\n`,
);
process.exitCode = isSound ? 0 : 1;
