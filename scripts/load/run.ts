import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { seededDraw } from '../bench/made-up-narratives.ts';
import { startServerUnderTest } from '../bench/server-under-test.ts';
import { containersOf, killAtRandom } from './kill-at-random.ts';
import { enterLoadPeople, type LoadPeople, loadPeople } from './load-people.ts';
import { reportInWords } from './report-in-words.ts';
import { runLoadTest } from './run-load-test.ts';

const command = new Command('load')
  .description(
    'Simulated people at work against a server, from one address, and an account of all they were promised. ' +
      'Exits 1 when a target of the guide is missed, anybody is told to wait, or anything is lost.',
  )
  .option('--users <count>', 'people', wholeNumber, 100)
  .option('--minutes <count>', 'how long they are at work; 0 with --invoices alone', number, 3)
  .option('--every <seconds>', 'between two things that a person does', number, 2)
  .option('--url <address>', 'the server; one of its own where it is not given')
  .option('--people <file>', 'with --url: what scripts/load/enter-people.ts printed')
  .option('--invoices <count>', 'hand in so many bills beside', wholeNumber)
  .option('--within <minutes>', 'in which all of them must be processed', number, 10)
  .option('--lines <count>', 'of each uploaded bill', wholeNumber, 60)
  .option('--sign-ins <count>', 'how many sign in with their passwords beforehand', wholeOrNone, 20)
  .option('--kill <services>', 'with --url: kill processes of these services of the compose project, parted by commas')
  .option('--kill-every <seconds>', 'between two kills, in the middle', number, 30)
  .option('--project <name>', 'the compose project, for --kill', process.env.COMPOSE_PROJECT_NAME ?? 'lait')
  .option('--seed <number>', 'of everything that is drawn', wholeNumber, 1)
  .option('--json', 'the last line is the report as JSON')
  .parse();
const options = command.opts<{
  users: number;
  minutes: number;
  every: number;
  url?: string;
  people?: string;
  invoices?: number;
  within: number;
  lines: number;
  signIns: number;
  kill?: string;
  killEvery: number;
  project: string;
  seed: number;
  json?: true;
}>();
if ((options.url === undefined) !== (options.people === undefined)) refuse('--url and --people go together.');
if (options.kill !== undefined && options.url === undefined) refuse('--kill needs --url and --people.');

const say = (line: string) => process.stderr.write(`${line}\n`);
const own = options.url === undefined ? await startServerUnderTest() : null;
try {
  if (own !== null) say(`a server of its own with ${options.users} people ...`);
  const entered =
    own === null
      ? peopleIn(options.people ?? '')
      : await enterLoadPeople(own.context, { count: options.users, linesEach: 60 });
  if (entered.people.length < options.users) refuse(`The file holds ${entered.people.length} people.`);
  const services = (options.kill ?? '').split(',').filter((service) => service !== '');
  const report = await runLoadTest({
    url: (own?.url ?? options.url ?? '').replace(/\/$/, ''),
    people: { ...entered, people: entered.people.slice(0, options.users) },
    durationMs: options.minutes * 60_000,
    everyMs: options.every * 1_000,
    seed: options.seed,
    linesAnUpload: options.lines,
    signIns: Math.min(options.signIns, options.users),
    invoices: options.invoices === undefined ? null : { count: options.invoices, withinMs: options.within * 60_000 },
    ...(services.length === 0
      ? {}
      : {
          disturb: () =>
            killAtRandom(containersOf(options.project), {
              services,
              everyMs: options.killEvery * 1_000,
              draw: seededDraw(options.seed + 17),
            }),
        }),
    say,
  });
  process.stdout.write(reportInWords(report));
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.verdict.isGood ? 0 : 1;
} finally {
  await own?.stop();
}

function peopleIn(path: string): LoadPeople {
  return loadPeople.parse(JSON.parse(readFileSync(path, 'utf8')));
}

function refuse(why: string): never {
  process.stderr.write(`load: ${why}\n`);
  process.exit(2);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('A whole number, at least 1.');
  return Number(text);
}

function wholeOrNone(text: string): number {
  return text === '0' ? 0 : wholeNumber(text);
}

function number(text: string): number {
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(text)) throw new InvalidArgumentError('A number, 0 or more.');
  return Number(text);
}
