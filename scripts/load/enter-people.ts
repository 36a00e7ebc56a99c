import { pino } from 'pino';
import { readEnvironment } from '#server/config/read-environment.ts';
import { createContext } from '#server/ops/create-context.ts';
import { enterLoadPeople } from './load-people.ts';

/**
 * Enters people for a load into the record that the environment names, as a process of the server's would, and prints
 * them as JSON: `node scripts/load/enter-people.ts COUNT [LINES]`. Never into a firm's own record.
 */
const [count = Number.NaN, linesEach = 60] = process.argv.slice(2).map(Number);
if (!(Number.isInteger(count) && count > 0 && Number.isInteger(linesEach) && linesEach > 0)) {
  process.stderr.write('usage: node scripts/load/enter-people.ts COUNT [LINES]\n');
  process.exit(2);
}
const reading = readEnvironment(process.env, 'api');
if (!reading.ok) throw new Error(reading.problems.join(' '));
const { config } = reading;
if (config.database.appUrl === null) throw new Error('LAIT_APP_DATABASE_URL must name the record.');
const owned = await createContext(config, config.database.appUrl, pino({ level: 'silent' }));
try {
  process.stdout.write(`${JSON.stringify(await enterLoadPeople(owned.context, { count, linesEach }))}\n`);
} finally {
  await owned.close();
}
