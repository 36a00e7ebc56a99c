import { randomInt } from 'node:crypto';
import { Command } from 'commander';
import {
  importOne,
  ledesBytes,
  manyLines,
  openTestWorkspace,
  temporaryFolder,
} from '#shared/workspace/workspace.testing.ts';
import { checkAfterKill } from './check-after-kill.ts';
import { killWhileDeciding } from './kill-while-deciding.ts';

const command = new Command('crash')
  .description('Kills a process that is deciding, at random moments, and looks for every confirmed decision after it.')
  .option('--rounds <n>', 'how often', '100')
  .option('--json', 'print {"rounds", "confirmed", "lost", "wrongTotals"} as the last line')
  .parse();
const { rounds: roundsText, json } = command.opts<{ rounds: string; json?: true }>();
const rounds = Number(roundsText);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('--rounds takes a whole number of at least 1.\n');
  process.exit(2);
}

const { folder, remove } = temporaryFolder();
let confirmed = 0;
let lost = 0;
let wrongTotals = 0;
try {
  const first = openTestWorkspace(folder);
  const invoiceId = await importOne(first, ledesBytes({ lines: manyLines(200) }));
  first.close();
  for (let round = 1; round <= rounds; round += 1) {
    const printed = await killWhileDeciding(folder, randomInt(0, 120));
    const workspace = openTestWorkspace(folder);
    const check = await checkAfterKill(workspace, invoiceId, printed);
    workspace.close();
    confirmed += printed.length;
    lost += check.lost.length;
    if (!check.addsUp) wrongTotals += 1;
    process.stderr.write(`round ${round}: ${printed.length} confirmed, ${check.lost.length} lost\n`);
  }
} finally {
  remove();
}
process.stderr.write(
  `${rounds} kills, ${confirmed} confirmed decisions, ${lost} lost, ${wrongTotals} times wrong totals.\n`,
);
if (json) process.stdout.write(`${JSON.stringify({ rounds, confirmed, lost, wrongTotals })}\n`);
process.exitCode = lost === 0 && wrongTotals === 0 ? 0 : 1;
