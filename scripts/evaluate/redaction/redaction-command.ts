import { Command } from 'commander';
import { evaluateRedaction } from './evaluate-redaction.ts';
import { heldOutSet } from './held-out-set.ts';
import { redactionLines } from './show-redaction.ts';

/** `npm run eval -- redaction`. */
export function redactionCommand(): Command {
  return new Command('redaction')
    .description('Measures how many names that nobody has told LAIT are taken out of a text before it leaves the firm.')
    .option('--json', 'print one JSON object on the last line')
    .action(({ json }: { json?: true }) => {
      const evaluation = evaluateRedaction(heldOutSet);
      process.stdout.write(`${redactionLines(evaluation).join('\n')}\n`);
      if (json) process.stdout.write(`${JSON.stringify(evaluation)}\n`);
    });
}
