import { Command, InvalidArgumentError } from 'commander';
import { evaluateModels } from './evaluate-models.ts';
import { modelLines } from './show-models.ts';

/** `npm run eval -- models`: what was learned, measured by client against what needs no learning. */
export function modelsCommand(): Command {
  return new Command('models')
    .description(
      'Measures the models of codes, narrative quality and anomalies: by client within the demo generator and within a\n' +
        'second one of other wording, and trained on the first and tested on the second, with 95 % intervals.',
    )
    .option('--seed <number>', 'of generators, training and intervals', wholeNumber, 1)
    .option('--bills <number>', 'demo bills', wholeNumber, 60)
    .option('--json', 'print one JSON object on the last line')
    .action(({ seed, bills, json }: { seed: number; bills: number; json?: true }) => {
      const evaluation = evaluateModels({ seed, bills });
      process.stdout.write(`${modelLines(evaluation).join('\n')}\n`);
      if (json) process.stdout.write(`${JSON.stringify(evaluation)}\n`);
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('A whole number from 1.');
  return value;
}
