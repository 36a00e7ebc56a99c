import { writeFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { SEVERITIES, type Severity } from '#shared/domain/finding.ts';
import { addAuditCommands } from './add-audit-commands.ts';
import { addBackupCommands } from './add-backup-commands.ts';
import { addRegisterCommands } from './add-register-commands.ts';
import { addReleaseCommands } from './add-release-commands.ts';
import { addServerCommands } from './add-server-commands.ts';
import { addSupportCommand } from './add-support-command.ts';
import { checkFiles, checkToJson, exitCodeOf } from './check-command.ts';
import { checkReport } from './check-report.ts';
import { convertFile } from './convert-command.ts';
import { writeDemo } from './demo/write-demo.ts';
import { EXIT, type UsageError } from './exit-codes.ts';
import { guidelineList, guidelineText, guidelineToJson } from './guidelines-command.ts';
import { loadGuideline } from './load-guideline.ts';

/** The command line of LAIT: results on stdout, progress and remarks on stderr, exit codes of `EXIT`. */
const program = new Command('lait')
  .description("Checks legal invoices against clients' billing guidelines.")
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) });

program
  .command('check')
  .description('read invoices and say what breaks which clause and what it costs')
  .argument('<file...>', 'LEDES 1998B, LEDES 98BI or CSV files')
  .option('--guideline <name|file>', 'a shipped guideline or a YAML or JSON file', 'standard')
  .option('--json', 'print one JSON document')
  .option('--fail-on <severity>', `end with 1 when a finding is at or above: ${SEVERITIES.join(', ')}`, readSeverity)
  .option('--today <date>', 'check as of this day (YYYY-MM-DD)', readDate, new Date().toISOString().slice(0, 10))
  .option('--max-megabytes <n>', 'refuse larger files', readCount, 200)
  .action((paths: string[], options: CheckOptions) => {
    const loaded = loadGuideline(options.guideline);
    if (loaded.kind === 'usage') return fail(loaded);
    const checked = checkFiles(paths, loaded.guideline, {
      today: options.today,
      maximumBytes: options.maxMegabytes * 1024 * 1024,
    });
    if (checked.kind === 'usage') return fail(checked);
    process.stdout.write(options.json ? `${JSON.stringify(checkToJson(checked.files))}\n` : checkReport(checked.files));
    process.exitCode = exitCodeOf(checked.files, options.failOn ?? null);
  });

program
  .command('convert')
  .description('write the invoices of a file in another format')
  .argument('<file>')
  .requiredOption('--to <format>', 'ledes1998b, ledes98bi, csv or json')
  .option('--out <file>', 'write here instead of stdout')
  .action((path: string, options: { to: string; out?: string }) => {
    const conversion = convertFile(path, options.to);
    if (conversion.kind === 'usage') return fail(conversion);
    for (const remark of conversion.remarks) process.stderr.write(`${remark}\n`);
    if (conversion.invoiceCount === 0) {
      process.stderr.write(`${path} holds no invoice that could be read. Nothing was written.\n`);
      process.exitCode = EXIT.noInvoice;
    } else if (options.out === undefined) process.stdout.write(conversion.text);
    else writeFileSync(options.out, conversion.text);
  });

const guidelines = program.command('guidelines').description('list, show or validate guidelines');
guidelines
  .command('list')
  .option('--json', 'print one JSON document')
  .action((options: { json?: true }) => {
    process.stdout.write(guidelineList(options.json === true));
  });
guidelines
  .command('show')
  .argument('<name|file>')
  .option('--json', 'print one JSON document')
  .action((name: string, options: { json?: true }) => {
    const loaded = loadGuideline(name);
    if (loaded.kind === 'usage') return fail(loaded);
    process.stdout.write(
      options.json ? `${JSON.stringify(guidelineToJson(loaded.guideline))}\n` : guidelineText(loaded.guideline),
    );
  });
guidelines
  .command('validate')
  .argument('<file>')
  .action((file: string) => {
    const loaded = loadGuideline(file);
    if (loaded.kind === 'usage') return fail(loaded);
    const { name, version, rules } = loaded.guideline;
    const enabled = rules.filter(({ isEnabled }) => isEnabled).length;
    process.stdout.write(`${name} version ${version} is valid: ${enabled} of ${rules.length} rules are on.\n`);
  });

program
  .command('demo')
  .description('write made-up invoices with planted violations, and their answer key')
  .requiredOption('--invoices <n>', 'how many', readCount)
  .requiredOption('--out <dir>', 'where')
  .option('--seed <n>', 'same seed, same bytes', readSeed, 1)
  .option('--lines <n>', 'clean lines in each invoice (varied when not given)', readCount)
  .action(async (options: { invoices: number; out: string; seed: number; lines?: number }) => {
    const onProgress = (done: number) => {
      if (done % 100 === 0) process.stderr.write(`${done} of ${options.invoices} invoices\n`);
    };
    const { lineCount, files } = await writeDemo({
      folder: options.out,
      invoices: options.invoices,
      linesPerInvoice: options.lines ?? null,
      seed: options.seed,
      onProgress,
    });
    process.stdout.write(`${files.length} invoices, ${lineCount} lines, answer-key.json: ${options.out}\n`);
  });

addAuditCommands(program);
addServerCommands(program);
addReleaseCommands(program);
addRegisterCommands(program);
addBackupCommands(program);
addSupportCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.badUsage;
}

interface CheckOptions {
  readonly guideline: string;
  readonly json?: true;
  readonly failOn?: Severity;
  readonly today: string;
  readonly maxMegabytes: number;
}

function fail({ message }: UsageError): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = EXIT.badUsage;
}

function readSeverity(text: string): Severity {
  const severity = SEVERITIES.find((each) => each === text.replaceAll('-', '_'));
  if (severity === undefined) throw new InvalidArgumentError(`One of: ${SEVERITIES.join(', ')}.`);
  return severity;
}

function readDate(text: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDate) throw new InvalidArgumentError('A day as YYYY-MM-DD.');
  return text;
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000)
    throw new InvalidArgumentError('A whole number from 1 to 1000000.');
  return count;
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    throw new InvalidArgumentError('A whole number from 0 to 4294967295.');
  return seed;
}
