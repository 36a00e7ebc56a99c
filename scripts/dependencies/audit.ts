import { Command } from 'commander';
import { projectRoot } from '../process/project-root.ts';
import { readLockedPackages } from './production-packages.ts';
import { type Advisory, type AuditVerdict, readAuditAnswer } from './read-audit-answer.ts';
import { runNpm } from './run-npm.ts';

/** 2 is a mistake in how the verb was called. */
const EXIT = { clean: 0, found: 1, unreachable: 3 } as const;

const command = new Command('audit')
  .description(
    'Asks the npm advisory service about every package that package-lock.json pins. Names and versions of packages leave, ' +
      'nothing else. Ends with 0 (nothing high or critical is known of what ships), 1 (something is), 3 (not reached).',
  )
  .option('--registry <address>', 'another registry than the one npm is set to')
  .option('--json', 'print the verdict as one JSON object as the last line')
  .parse();
const options = command.opts<{ registry?: string; json?: true }>();

// An npm that is set to work offline would answer "0 vulnerabilities" without having asked.
const npm = await runNpm([
  'audit',
  '--audit-level=high',
  '--package-lock-only',
  '--json',
  '--offline=false',
  ...(options.registry === undefined ? [] : [`--registry=${options.registry}`]),
]);
const shipped = readLockedPackages(projectRoot).filter(({ isShipped }) => isShipped);
const verdict = readAuditAnswer(npm.stdout, new Set(shipped.map(({ path }) => path)));
process.stdout.write(options.json ? `${JSON.stringify(verdict)}\n` : sentences(verdict));
process.exitCode = EXIT[verdict.kind];

function sentences(answer: AuditVerdict): string {
  switch (answer.kind) {
    case 'clean':
      return `Nothing high or critical is known of the ${answer.packages} packages that ship.\n${alsoKnown(answer.others)}`;
    case 'found':
      return `Known of what ships:\n${answer.advisories.map(lineOf).join('')}${alsoKnown(answer.others)}`;
    case 'unreachable':
      return `The advisory service was not reached, so nothing is known either way: ${answer.reason}\n`;
  }
}

function alsoKnown(others: readonly Advisory[]): string {
  return others.length === 0
    ? ''
    : `Also known, less grave or of what only builds and tests:\n${others.map(lineOf).join('')}`;
}

function lineOf({ packageName, range, severity, title, url, ships }: Advisory): string {
  return `  ${severity}${ships ? '' : ' (does not ship)'}: ${packageName} ${range}: ${title} (${url})\n`;
}
