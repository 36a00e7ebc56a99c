import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { ensurePrometheus } from '../../scripts/process/ensure-prometheus.ts';
import { projectRoot } from '../../scripts/process/project-root.ts';
import { freePort } from '../db/free-port.ts';

export interface RealPrometheus {
  /** How many series an expression comes to now. @throws what Prometheus says of one that it cannot evaluate */
  count(expression: string): Promise<number>;
  /** Of the alerts that it judges: how many there are, and which of them it could not judge. */
  rules(): Promise<{ readonly judged: number; readonly faults: readonly string[] }>;
  close(): Promise<void>;
}

const answer = z.looseObject({
  status: z.string(),
  error: z.string().optional(),
  data: z.looseObject({ result: z.array(z.unknown()) }).optional(),
});
const ruleAnswer = z.looseObject({
  data: z.looseObject({
    groups: z.array(
      z.looseObject({
        rules: z.array(z.looseObject({ name: z.string(), health: z.string(), lastError: z.string().optional() })),
      }),
    ),
  }),
});

/** A real Prometheus on the loopback that reads one process each second, as backend and as worker, and judges the alerts. */
export async function realPrometheus(metricsUrl: string): Promise<RealPrometheus> {
  const programs = await ensurePrometheus();
  if (programs === null) throw new Error('prometheus is missing. Install it: sudo apt-get install prometheus');
  const [directory, port] = [mkdtempSync(join(tmpdir(), 'lait-prometheus-')), await freePort()];
  const jobs = ['lait-backend', 'lait-worker'].map((job_name) => ({
    job_name,
    static_configs: [{ targets: [new URL(metricsUrl).host] }],
  }));
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['alerts.yml'],
    scrape_configs: jobs,
  };
  writeFileSync(join(directory, 'prometheus.yml'), stringify(config));
  writeFileSync(join(directory, 'alerts.yml'), readFileSync(join(projectRoot, 'build/monitoring/alerts.yml'), 'utf8'));
  const child: ChildProcess = spawn(
    programs.prometheus,
    [
      `--config.file=${join(directory, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).json();
  return {
    async count(expression) {
      const { status, error, data } = answer.parse(await ask(`/api/v1/query?query=${encodeURIComponent(expression)}`));
      if (status !== 'success') throw new Error(`${expression}: ${error ?? 'no reason given'}`);
      return data?.result.length ?? 0;
    },
    async rules() {
      const all = ruleAnswer.parse(await ask('/api/v1/rules')).data.groups.flatMap(({ rules }) => rules);
      return {
        judged: all.filter(({ health }) => health === 'ok').length,
        faults: all.filter(({ health }) => health === 'err').map(({ name, lastError }) => `${name}: ${lastError}`),
      };
    },
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
