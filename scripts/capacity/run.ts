import { Command, InvalidArgumentError } from 'commander';
import { indexRecord } from '#server/legal/passages/index-record.ts';
import { millionLinesDatabase } from '../bench/million-lines-database.ts';
import { startServerUnderTest } from '../bench/server-under-test.ts';
import { fileBytesOf } from './file-bytes.ts';
import { growRecord, MOST_COPIES } from './grow-record.ts';
import { inWords, type Measured } from './in-words.ts';
import { linesOfTheWindow, readSizes } from './read-sizes.ts';
import { type Pace, reckonCapacity } from './reckon-capacity.ts';
import { thinRecord } from './thin-record.ts';
import { timeReadings } from './time-readings.ts';

const MILLION = 1_000_000;
const GIGABYTE = 1_000_000_000;
const SIZES = [100_000, MILLION, 10 * MILLION];

const command = new Command('capacity')
  .description('Measures what a line takes in PostgreSQL at 10^5, 10^6 and 10^7 lines, and reckons what storage holds.')
  .option('--lines <list>', 'sizes, each a tenth, once or a whole multiple of a million', sizes, SIZES)
  .option('--storage <gigabytes>', 'reckon for so much storage', wholeNumber, 100)
  .option('--invoices-a-day <count>', 'of a working day', wholeNumber, 1_000)
  .option('--lines-an-invoice <count>', 'on the average', wholeNumber, 200)
  .option('--readings', 'also time the list and the dashboard at each size')
  .option('--json', 'print one JSON object a size')
  .parse();
const options = command.opts<{
  lines: readonly number[];
  storage: number;
  invoicesADay: number;
  linesAnInvoice: number;
  readings?: true;
  json?: true;
}>();

const pace: Pace = {
  invoicesADay: options.invoicesADay,
  linesAnInvoice: options.linesAnInvoice,
  workingDaysAYear: 250,
  windowDays: 60,
};
const say = (line: string) => process.stderr.write(`${line}\n`);

for (const lines of options.lines) {
  const startedAt = Date.now();
  say(`${lines.toLocaleString('en')} lines:`);
  const database = await millionLinesDatabase();
  const server = await startServerUnderTest({ modes: options.readings ? ['api'] : [], database });
  try {
    say('  filling the search from the record ...');
    await indexRecord(server.context);
    if (lines < MILLION) await thinRecord(server.adminUrl, MILLION / lines);
    if (lines > MILLION) await growRecord(server.adminUrl, lines / MILLION, (line) => say(`  ${line}`));
    say('  vacuuming and reading sizes ...');
    const size = await readSizes(server.adminUrl);
    const windowLines = await linesOfTheWindow(server.adminUrl);
    const result: Measured = {
      ...reckonCapacity(size, windowLines, pace, options.storage * GIGABYTE),
      windowLines,
      file: fileBytesOf(pace.linesAnInvoice),
      size,
      readings: options.readings ? await timeReadings(server) : [],
      seconds: Math.round((Date.now() - startedAt) / 1_000),
    };
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : inWords(result, options.storage, pace));
  } finally {
    await server.stop();
  }
}

function sizes(text: string): readonly number[] {
  return text.split(',').map((part) => {
    const lines = Number(part);
    const isPart = Number.isInteger(MILLION / lines) && MILLION / lines <= 100;
    const isMultiple = Number.isInteger(lines / MILLION) && lines / MILLION <= MOST_COPIES;
    if (lines > 0 && (isPart || isMultiple)) return lines;
    throw new InvalidArgumentError('A million, a whole part of it down to a hundredth, or up to ten million.');
  });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('A whole number, at least 1.');
  return Number(text);
}
