import { Command, Option } from 'commander';
import { runEvaluation } from './evaluate.ts';
import type { Style } from './labelled-bills.ts';
import { legalDayCommand } from './legal-day/legal-day-command.ts';
import { modelsCommand } from './models/models-command.ts';
import { redactionCommand } from './redaction/redaction-command.ts';
import { retrievalCommand } from './retrieval/retrieval-command.ts';
import { errorLines, tableLines } from './show.ts';

interface RuleOptions {
  readonly style: Style;
  readonly guideline: string;
  readonly json?: true;
}

// The narrative rules need no word; every other measurement is a command of its own with its own options.
const command = new Command('eval')
  .description(
    'Measures the narrative rules on hand-labelled bills: precision, recall and F1 with 95 % intervals.\n' +
      'Style b is held out: it is scored and its narratives are never shown. Style a is for tuning.',
  )
  .enablePositionalOptions()
  .addOption(new Option('--style <style>', 'which labelled set').choices(['a', 'b']).default('b'))
  .option('--guideline <name>', 'a shipped guideline', 'strict-insurer')
  .option('--json', 'print one JSON object on the last line')
  .addCommand(retrievalCommand())
  .addCommand(redactionCommand())
  .addCommand(modelsCommand())
  .addCommand(legalDayCommand())
  .action((options: RuleOptions) => measureRules(options));
await command.parseAsync();

function measureRules({ style, guideline, json }: RuleOptions): void {
  const evaluation = runEvaluation({ style, guideline });
  if (style === 'a' && json === undefined) process.stdout.write(`${errorLines(evaluation).join('\n')}\n\n`);
  process.stdout.write(`${tableLines(evaluation).join('\n')}\n`);
  if (json) {
    const { errors: _, ...figures } = evaluation;
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  }
}
