import type { Mutation } from '../mutation.ts';

const FIGURES = ['server/ops/metrics.test.ts'];
const ALERTS = ['scripts/production/monitoring-files.test.ts'];
const DRAWN = ['server/ops/monitoring.test.ts'];

/** Figures, alerts and dashboard. */
export const serverWatchMutations: readonly Mutation[] = [
  {
    name: 'a name that a caller wrote becomes a label',
    file: 'server/ops/metrics.ts',
    find: "NAMES.has(name) ? name : 'unknown'",
    replace: 'name',
    tests: FIGURES,
  },
  {
    name: 'a method that nobody serves becomes a label',
    file: 'server/ops/metrics.ts',
    find: "METHODS.includes(method) ? method : 'other'",
    replace: 'method',
    tests: FIGURES,
  },
  {
    name: 'a stream that was open for hours counts as a slow answer',
    file: 'server/ops/metrics.ts',
    find: 'if (route === STREAMS && status < 400) return;',
    replace: '',
    tests: FIGURES,
  },
  {
    name: 'jobs that were given up long ago keep an alert alight',
    file: 'server/ops/state-reader.ts',
    find: "AND state = 'failed' AND completed_on > now() - interval '1 day'",
    replace: "AND state = 'failed'",
    tests: FIGURES,
  },
  {
    name: 'a database that is away is left out of the figures instead of said to be down',
    file: 'server/ops/show-state.ts',
    find: "status === 'ok' ? 1 : 0",
    replace: '1',
    tests: FIGURES,
  },
  {
    name: 'a stop waits for a connection on which nothing was asked',
    file: 'server/http/end-streams.ts',
    find: 'if (socket.bytesRead === 0) socket.destroy();',
    replace: '',
    tests: ['server/ops/start-server.test.ts'],
  },
  {
    name: 'a backup that was never made raises no alarm',
    file: 'build/monitoring/alerts.yml',
    find: 'unless max(lait_backup_timestamp_seconds{what="record"}) > time() - 26 * 3600',
    replace: 'and max(lait_backup_timestamp_seconds{what="record"}) < time() - 26 * 3600',
    tests: ALERTS,
  },
  {
    name: 'an alert speaks of a figure that there is not',
    file: 'build/monitoring/alerts.yml',
    find: 'max(lait_archive_failing) == 1',
    replace: 'max(lait_archive_fails) == 1',
    tests: DRAWN,
  },
];
