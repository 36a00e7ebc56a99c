import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../scripts/process/project-root.ts';
import { type RealPrometheus, realPrometheus } from './prometheus.testing.ts';
import { type WatchedServer, watchedServer } from './watched-server.testing.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const alerts = z
  .looseObject({ groups: z.array(z.looseObject({ rules: z.array(z.looseObject({ expr: z.string() })) })) })
  .parse(parse(read('build/monitoring/alerts.yml')))
  .groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
const { panels } = z
  .looseObject({
    panels: z.array(
      z.looseObject({ title: z.string(), targets: z.array(z.looseObject({ expr: z.string() })).default([]) }),
    ),
  })
  .parse(JSON.parse(read('build/monitoring/grafana/dashboards/lait.json')));
const drawn = panels.flatMap(({ title, targets }) =>
  // What Grafana puts in the place of its own word: four times how often Prometheus reads.
  targets.map(({ expr }) => ({ title, expr: expr.replaceAll('$__rate_interval', '8s') })),
);

/** Drawn of what does not happen in this test: no backup, no model, no job that fails. */
const EMPTY_HERE = ['Hours since', 'Last drill', 'Models in use', 'Certificate', 'Attempts that failed'];

describe('alerts and dashboard on the figures of a real server', () => {
  let watched: WatchedServer;
  let prometheus: RealPrometheus;
  beforeAll(async () => {
    watched = await watchedServer();
    prometheus = await realPrometheus(watched.metricsUrl);
    // Once before it looks, so that each counter is there, and once while it does, so that it grows.
    await watched.live();
  });
  afterAll(async () => {
    await prometheus.close();
    await watched.close();
  });

  it('speak of figures that the server has, by their names', async () => {
    const text = await watched.figures();
    const known = new Set(
      [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
    );
    const spoken = [...alerts, ...drawn.map(({ expr }) => expr)].flatMap((expr) => [
      ...expr.matchAll(/\b(?:lait|process|nodejs)_\w+/g),
    ]);
    expect(spoken.length).toBeGreaterThan(80);
    expect([...new Set(spoken.map(([name]) => name))].filter((name) => !known.has(name))).toEqual([]);
  });

  it('are read, judged and drawn by a real Prometheus', async () => {
    const within = { timeout: 30_000, interval: 500 };
    await expect
      .poll(() => prometheus.count('up{job=~"lait-backend|lait-worker"} == 1').catch(() => 0), within)
      .toBe(2);
    await watched.live();
    await expect.poll(async () => (await prometheus.rules()).judged, within).toBe(alerts.length);
    expect((await prometheus.rules()).faults).toEqual([]);
    // A rate is drawn from two readings at least: until both of each figure are in, a panel is bare.
    const bare = async () => {
      const found: string[] = [];
      for (const { title, expr } of drawn) if ((await prometheus.count(expr)) === 0) found.push(`${title}: ${expr}`);
      return found.filter((each) => !EMPTY_HERE.some((title) => each.startsWith(title)));
    };
    await expect.poll(bare, within).toEqual([]);
  });

  it('say that a backup is missing where it is expected and none was ever made', async () => {
    const within = { timeout: 30_000, interval: 500 };
    const overdue = 'ALERTS{alertname="LaitBackupOverdue",alertstate="pending"}';
    await expect.poll(() => prometheus.count(overdue), within).toBe(1);
  });
});
