import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { ensurePrometheus } from '../process/ensure-prometheus.ts';
import { projectRoot } from '../process/project-root.ts';
import { runCommand } from '../process/run-command.ts';
import { ALERT_CASES, type AlertCase, WELL } from './alert-cases.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const alertRule = z.strictObject({
  alert: z.string().regex(/^Lait[A-Z]\w+$/),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
  annotations: z.strictObject({ summary: z.string().endsWith('.'), runbook: z.string() }),
});
const { groups } = z
  .strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(alertRule) })) })
  .parse(parse(read('build/monitoring/alerts.yml')));
const rules = groups.flatMap((group) => group.rules);
const ruleOf = (alert: string) => {
  const rule = rules.find((each) => each.alert === alert);
  if (rule === undefined) throw new Error(`There is no alert ${alert}.`);
  return rule;
};

const directory = mkdtempSync(join(tmpdir(), 'lait-alerts-'));
let promtool: string;
beforeAll(async () => {
  const programs = await ensurePrometheus();
  if (programs === null) throw new Error('promtool is missing. Install it: sudo apt-get install prometheus');
  promtool = programs.promtool;
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const check = async (...args: readonly string[]) => {
  const { code, output } = await runCommand(promtool, args, { output: 'keep' });
  return code === 0 ? 'ok' : output;
};
/** Promtool's own notation: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ */
const runTests = (tests: readonly object[]) => {
  const file = join(directory, 'tests.yml');
  const rule_files = [join(projectRoot, 'build/monitoring/alerts.yml')];
  writeFileSync(file, stringify({ rule_files, evaluation_interval: '1m', tests }, { aliasDuplicateObjects: false }));
  return check('test', 'rules', file);
};
const inputOf = ({ series, without = [] }: Pick<AlertCase, 'series' | 'without'>) => ({
  interval: '1m',
  input_series: Object.entries({ ...WELL, ...series })
    .filter(([name]) => !without.includes(name))
    .map(([name, values]) => ({ series: name, values })),
});
const firing = ({ alert, at, about = {} }: AlertCase) => {
  const { labels, annotations } = ruleOf(alert);
  const exp_alerts = [{ exp_labels: { ...labels, ...about }, exp_annotations: annotations }];
  return { eval_time: at, alertname: alert, exp_alerts };
};

describe('the alerts', () => {
  it('are read by Prometheus', async () => {
    expect(await check('check', 'rules', join(projectRoot, 'build/monitoring/alerts.yml'))).toBe('ok');
  });

  it('are silent where all is well, each at the moment at which its case fires', async () => {
    const alert_rule_test = ALERT_CASES.map(({ alert, at }) => ({ eval_time: at, alertname: alert, exp_alerts: [] }));
    expect(await runTests([{ ...inputOf({ series: {} }), alert_rule_test }])).toBe('ok');
  });

  it('have a case each', () => {
    expect([...new Set(ALERT_CASES.map(({ alert }) => alert))].sort()).toEqual(rules.map(({ alert }) => alert).sort());
  });

  it('fire where their case is the case, with what they are about', async () => {
    const tests = ALERT_CASES.map((each) => ({ ...inputOf(each), alert_rule_test: [firing(each)] }));
    expect(await runTests(tests)).toBe('ok');
  });

  it('hold the targets of the operations guide', () => {
    const bounds = Object.fromEntries(rules.map(({ alert, expr }) => [alert, expr]));
    expect(bounds.LaitHealthSlow).toMatch(/> 0\.1$/);
    expect(bounds.LaitDashboardSlow).toMatch(/> 2$/);
    expect(bounds.LaitUploadSlow).toMatch(/> 5$/);
    expect(bounds.LaitLegalSearchSlow).toMatch(/> 10$/);
    expect(bounds.LaitBackupOverdue).toContain('26 * 3600');
    expect(bounds.LaitErrorsBurnFast).toContain('14.4 * 0.001');
  });

  it('name a place of a page that says what to do, and stand on the page of watching', () => {
    const anchorsOf = (page: string) =>
      [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
    for (const { annotations } of rules) {
      const [page = '', anchor = ''] = annotations.runbook.split('#');
      expect(anchorsOf(page)).toContain(anchor);
    }
    const page = read('docs/monitoring.md');
    expect(rules.filter(({ alert }) => !page.includes(`\`${alert}\``))).toEqual([]);
  });
});

describe('the configuration of Prometheus', () => {
  it('is read by Prometheus, and asks every backend and worker by name at the port of the figures', async () => {
    const text = read('build/monitoring/prometheus.yml').replaceAll('/etc/prometheus/', `${directory}/`);
    writeFileSync(join(directory, 'alerts.yml'), read('build/monitoring/alerts.yml'));
    writeFileSync(join(directory, 'prometheus.yml'), text);
    expect(await check('check', 'config', join(directory, 'prometheus.yml'))).toBe('ok');
    const { scrape_configs } = z
      .looseObject({
        scrape_configs: z.array(
          z.strictObject({
            job_name: z.string(),
            dns_sd_configs: z.array(z.looseObject({ names: z.array(z.string()), port: z.number() })),
          }),
        ),
      })
      .parse(parse(text));
    const asked = scrape_configs.map(({ job_name, dns_sd_configs }) => [
      job_name,
      dns_sd_configs[0]?.names,
      dns_sd_configs[0]?.port,
    ]);
    expect(asked).toEqual([
      ['lait-backend', ['backend'], 9464],
      ['lait-worker', ['worker'], 9464],
    ]);
    expect(read('docker-compose.production.yml')).toContain('LAIT_METRICS_PORT: "9464"');
  });
});

describe('docker-compose.monitoring.yml', () => {
  const service = z.strictObject({
    profiles: z.tuple([z.literal('monitoring')]),
    restart: z.literal('unless-stopped'),
    read_only: z.literal(true),
    cap_drop: z.tuple([z.literal('ALL')]),
    security_opt: z.tuple([z.literal('no-new-privileges:true')]),
    tmpfs: z.array(z.string()),
    logging: z.looseObject({ driver: z.literal('json-file') }),
    image: z.string().regex(/^\$\{[A-Z]+_IMAGE:-[a-z/]+:v?\d+\.\d+\.\d+\}$/),
    user: z.enum(['nobody', 'grafana']),
    command: z.array(z.string()).optional(),
    ports: z.array(z.string()).optional(),
    environment: z.record(z.string(), z.string()).optional(),
    volumes: z.array(z.string()),
    networks: z.array(z.string()),
    pids_limit: z.int().max(512),
    depends_on: z.array(z.string()).optional(),
    healthcheck: z.looseObject({ test: z.array(z.string()) }),
    deploy: z.strictObject({
      resources: z.strictObject({ limits: z.strictObject({ cpus: z.string(), memory: z.string() }) }),
    }),
  });
  const { prometheus, grafana, networks } = (() => {
    const file = z
      .looseObject({
        services: z.strictObject({ prometheus: service, grafana: service }),
        networks: z.record(z.string(), z.looseObject({ internal: z.boolean().optional() })),
      })
      .parse(parse(read('docker-compose.monitoring.yml'), { merge: true }));
    return { ...file.services, networks: file.networks };
  })();

  it('publishes Grafana to this host alone, and Prometheus to nobody', () => {
    expect(prometheus.ports).toBeUndefined();
    expect(grafana.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:3000$/)]);
  });

  it('lets Prometheus see the processes and Grafana see Prometheus, and neither of them the world through LAIT', () => {
    expect(prometheus.networks).toEqual(['inside', 'watch']);
    expect(grafana.networks).toEqual(['watch', 'desk']);
    expect(networks.watch?.internal).toBe(true);
  });

  it('keeps figures for a limited time, in a limited place', () => {
    expect(prometheus.command).toContain('--storage.tsdb.retention.time=30d');
    expect(prometheus.command).toContain('--storage.tsdb.retention.size=4GB');
    expect(prometheus.command?.join()).not.toMatch(/enable-lifecycle|enable-admin-api/);
  });

  it('asks for a password, lets nobody in without it, and tells nobody outside', () => {
    expect(grafana.environment).toMatchObject({
      GF_SECURITY_ADMIN_PASSWORD: expect.stringMatching(/^\$\{GRAFANA_ADMIN_PASSWORD:\?/),
      GF_AUTH_ANONYMOUS_ENABLED: 'false',
      GF_USERS_ALLOW_SIGN_UP: 'false',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    });
    const used = [...read('docker-compose.monitoring.yml').matchAll(/\$\{(\w+):/g)].map(([, name]) => name);
    const named = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(used.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('hands in only what is there, read only but the two volumes', () => {
    for (const volume of [...prometheus.volumes, ...grafana.volumes]) {
      const [source = '', , mode] = volume.split(':');
      if (source.startsWith('./')) {
        expect(existsSync(join(projectRoot, source))).toBe(true);
        expect(mode).toBe('ro');
      } else expect(source).toMatch(/^(?:prometheus|grafana)-data$/);
    }
  });
});
