import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '#server/db/free-port.ts';
import { whenInterrupted } from '../bench/when-interrupted.ts';
import { availabilityOf, failedSecondsOf } from './failed-seconds.ts';
import { cloneInstallation, type Installation } from './installation.ts';
import { proberOf } from './prober.ts';
import type { Rehearsal } from './rehearsal.ts';
import { runSteps } from './run-steps.ts';
import { endAllLines, runLine, type ShellOptions } from './shell.ts';
import { showTable } from './show-table.ts';
import { ALL_STEPS } from './steps/all-steps.ts';

/**
 * `npm run rehearse [-- --json] [-- --until TEXT]`: a whole life of an installation on a real engine, in a clone of its own: deployed,
 * worked with, upgraded, broken, restored. `--until` ends after the first step whose
 * name has the text. Needs docker, docker-compose and this project; leaves nothing behind.
 */
const isJson = process.argv.includes('--json');
const until = process.argv[process.argv.indexOf('--until') + 1 || process.argv.length] ?? null;
const last = until === null ? -1 : ALL_STEPS.findIndex(({ name }) => name.includes(until));
if (until !== null && last === -1) {
  process.stderr.write(
    `There is no step whose name has "${until}". They are:\n${ALL_STEPS.map(({ name }) => `  ${name}\n`).join('')}`,
  );
  process.exit(2);
}
const chosen = until === null ? ALL_STEPS : ALL_STEPS.slice(0, last + 1);
const say = (line: string) => void process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);

const project = `laitrehearsal${randomBytes(3).toString('hex')}`;
const ports = { http: await freePort(), https: await freePort() };

const engine = await runLine('docker info && docker-compose --version', process.cwd());
if (engine.code !== 0) {
  process.stderr.write(`The rehearsal needs a docker engine that answers, and docker-compose.\n${engine.output}\n`);
  process.exit(2);
}

let installation: Installation | null = null;
let rehearsal: Rehearsal | null = null;
const forget = whenInterrupted(cleanUp);
let code = 1;
try {
  code = await rehearse();
} finally {
  await cleanUp();
  forget();
}
process.exit(code);

async function rehearse(): Promise<number> {
  installation = await cloneInstallation({
    images: project,
    settings: {
      LAIT_IMAGES: project,
      HTTP_PORT: String(ports.http),
      HTTPS_PORT: String(ports.https),
    },
  });
  const { folder, current, previous } = installation;
  const type = (line: string, options: ShellOptions = {}) =>
    runLine(line, folder, {
      ...options,
      environment: { COMPOSE_PROJECT_NAME: project, LAIT_PORT: String(ports.http), ...options.environment },
    });
  const must = async (line: string, options?: ShellOptions) => {
    const { code: ended, output } = await type(line, options);
    if (ended !== 0) throw new Error(`${line} ended with ${ended}: ${output.trim().split('\n').slice(-6).join(' / ')}`);
    return output;
  };
  rehearsal = {
    folder,
    project,
    images: project,
    ports,
    versions: { current, previous },
    prober: proberOf(`http://127.0.0.1:${ports.http}/api/readiness`),
    measured: {},
    people: null,
    installation,
    type,
    must,
    sql: async (statement) =>
      (
        await must(
          'docker-compose -f docker-compose.production.yml exec -T postgres psql -qXAt -v ON_ERROR_STOP=1 -U lait -d lait',
          { input: statement },
        )
      ).trim(),
    say,
  };
  say(`rehearsing ${current} in ${project}, upgraded from ${previous.commit}`);
  const beganAt = performance.now();
  const outcomes = await runSteps(rehearsal, chosen);
  const phases = failedSecondsOf(rehearsal.prober.probes, rehearsal.prober.phases);
  const availability = availabilityOf(phases);
  const isKept = outcomes.length === chosen.length && outcomes.every((each) => each.isKept);
  const { destroyedAtMs, restoredToMs, firstPushAtMs } = rehearsal.measured;
  const report = {
    ok: isKept && availability.isWithin,
    seconds: Math.round((performance.now() - beganAt) / 1_000),
    current,
    previous,
    rpoSeconds: secondsBetween(restoredToMs, destroyedAtMs),
    rtoSeconds: secondsBetween(destroyedAtMs, firstPushAtMs),
    phases,
    availability,
    steps: outcomes,
  };
  const shown = [
    showTable(outcomes),
    '',
    ...phases.map(
      ({ phase, seconds, failedSeconds }) =>
        `${phase}: ${failedSeconds} failed of ${seconds} seconds in which it went on`,
    ),
    `all: ${availability.failedSeconds} failed seconds; a month of 99.9 % allows ${availability.allowedSeconds}`,
  ].join('\n');
  (isJson ? process.stderr : process.stdout).write(`${shown}\n`);
  if (isJson) process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.ok ? 0 : 1;
}

/** Null: one of them was not come to. */
function secondsBetween(fromMs: number | undefined, toMs: number | undefined): number | null {
  return fromMs === undefined || toMs === undefined ? null : (toMs - fromMs) / 1_000;
}

async function cleanUp(): Promise<void> {
  await rehearsal?.prober.stop();
  endAllLines();
  await rehearsal?.people?.desk.close().catch(() => undefined);
  if (installation === null) return;
  const { folder } = installation;
  await runLine(
    [
      `docker ps -aq --filter label=com.docker.compose.project=${project} | xargs -r docker rm -f`,
      // What belongs to users of containers is removed by one.
      `docker run --rm --user 0 --network none --entrypoint sh -v '${folder}:/given' ${project}-postgres:latest -c 'rm -rf /given/host-backups'`,
      `docker volume ls -q --filter label=com.docker.compose.project=${project} | xargs -r docker volume rm -f`,
      `docker network ls -q --filter label=com.docker.compose.project=${project} | xargs -r docker network rm`,
      `docker images -q --filter reference='${project}-*' --format '{{.Repository}}:{{.Tag}}' | xargs -r docker rmi -f`,
    ].join('\n'),
    folder,
  );
  rmSync(join(folder, '..', `${project}-desk`), { recursive: true, force: true });
  installation.remove();
  installation = null;
}
