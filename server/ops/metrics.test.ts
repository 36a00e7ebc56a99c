import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEGAL_FAILURE_REASONS } from '#shared/api/legal.ts';
import { MODEL_KINDS } from '#shared/api/models.ts';
import { MUTATION_NAMES } from '#shared/review/catalogue.ts';
import { QUEUES } from '../jobs/jobs.ts';
import { CLIENT_WORD, type WatchedServer, watchedServer } from './watched-server.testing.ts';

const oneOf = (...words: readonly string[]) => new RegExp(`^(?:${words.join('|')})$`);
const OUTCOMES = ['done', 'denied', 'failed', 'applied', 'noop', 'conflict', 'rejected'];

/** Every label that a figure of ours may have, and what it may say. A new one fails this test until somebody thought about it. */
const LABELS: Readonly<Record<string, RegExp>> = {
  action:
    /^(?:sign_in|sign_out|locked|refresh|refresh_reuse|password_set|password_change|session_end|totp_enable|totp_disable)$/,
  budget: /^(?:interactive|sync|upload|events)$/,
  queue: oneOf(...Object.keys(QUEUES)),
  kind: oneOf('results', 'gap', 'reset', 'upgrade', 'event', 'poke', ...MODEL_KINDS),
  le: /^(?:[0-9.]+|\+Inf)$/,
  method: /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|other)$/,
  name: oneOf(...MUTATION_NAMES, 'unknown'),
  outcome: oneOf(...OUTCOMES, ...LEGAL_FAILURE_REASONS, 'answered', 'question', 'cursor'),
  part: /^(?:database|redis|legal|models|backups|opinions)$/,
  revision: /^[\w.-]{1,64}$/,
  route: /^(?:unknown|\/(?:[a-z0-9._-]+|:[A-Za-z]+|\*)(?:\/(?:[a-z0-9._-]+|:[A-Za-z]+|\*))*)$/,
  schema: /^\d{4}-[a-z0-9-]+$/,
  state: /^(?:open|idle|awaited|most|waiting|running|dead)$/,
  status: /^[1-5]xx$/,
  version: /^\d+\.\d+\.\d+$/,
  what: /^(?:record|files|drill|archive|spent|reserved|cap|free|size|upload|legal_search)$/,
  window: /^\d+s$/,
};

describe('the figures of a whole server', () => {
  let watched: WatchedServer;
  let text: string;
  beforeAll(async () => {
    watched = await watchedServer();
    await watched.live();
    text = await watched.figures();
  });
  afterAll(() => watched.close());
  const linesOf = (start: string) => text.split('\n').filter((line) => line.startsWith(start));
  const figureOf = (start: string) => Number(linesOf(start)[0]?.split(' ').at(-1));

  it('hold nothing that a caller wrote, and no label outside of its closed set', () => {
    expect(text.toLowerCase()).not.toContain(CLIENT_WORD.toLowerCase());
    const samples = text.split('\n').filter((line) => line.startsWith('lait_'));
    const labels = samples.flatMap((line) =>
      [...line.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, label = '', value = '']) => ({ label, value })),
    );
    expect(labels.length).toBeGreaterThan(100);
    const strange = labels.filter(({ label, value }) => LABELS[label]?.test(value) !== true);
    expect(strange).toEqual([]);
    // An address that there is not is one series, whatever it says.
    expect(linesOf('lait_http_request_seconds_count{method="GET",route="unknown",status="4xx"}')).toHaveLength(1);
  });

  it('count requests by pattern, with the targets of the operations guide as bounds', () => {
    expect(figureOf('lait_http_request_seconds_count{method="GET",route="/api/health",status="2xx"}')).toBe(1);
    for (const bound of ['0.1', '2', '5', '10'])
      expect(linesOf(`lait_http_request_seconds_bucket{le="${bound}",method="GET",route="/api/health"`)).toHaveLength(
        1,
      );
    expect(figureOf('lait_http_request_seconds_count{method="POST",route="/api/invoices",status="2xx"}')).toBe(1);
    // Open for hours: no time to answer.
    expect(linesOf('lait_http_request_seconds_count{method="GET",route="/api/events"')).toEqual([]);
  });

  it('count what people did and what was refused', () => {
    expect(figureOf('lait_sync_pushes_total{kind="results"}')).toBe(1);
    expect(figureOf('lait_sync_mutations_total{name="unknown",outcome="rejected"}')).toBe(1);
    expect(figureOf('lait_sync_mutations_total{name="decideLine",outcome="rejected"}')).toBe(1);
    expect(figureOf('lait_authentication_total{action="sign_in",outcome="failed"}')).toBe(1);
    expect(figureOf('lait_rate_limited_total{budget="interactive"}')).toBeGreaterThan(5);
    expect(figureOf('lait_event_deliveries_total{kind="event"}')).toBeGreaterThan(0);
    expect(figureOf('lait_event_deliveries_total{kind="poke"}')).toBeGreaterThan(0);
  });

  it('tell how work goes, and how long somebody waited for it', () => {
    expect(figureOf('lait_job_seconds_count{queue="read-upload",outcome="done"}')).toBe(1);
    expect(figureOf('lait_wait_seconds_count{what="upload"}')).toBe(1);
    expect(figureOf('lait_wait_seconds_count{what="legal_search"}')).toBe(1);
    expect(figureOf('lait_legal_calls_total{outcome="answered"}')).toBe(1);
    expect(figureOf('lait_legal_quota_limit{window="86400s"}')).toBe(125);
    for (const job of Object.keys(QUEUES)) expect(figureOf(`lait_jobs{queue="${job}",state="dead"}`)).toBe(0);
  });

  it('tell how the parts stand, as readiness does', async () => {
    expect(figureOf('lait_part_up{part="database"}')).toBe(1);
    expect(figureOf('lait_part_up{part="redis"}')).toBe(1);
    // Expected and never made.
    expect(figureOf('lait_part_up{part="backups"}')).toBe(0);
    expect(figureOf('lait_backups_expected')).toBe(1);
    expect(linesOf('lait_backup_timestamp_seconds{')).toEqual([]);
    // Turned off: no figure, so no alarm.
    expect(linesOf('lait_part_up{part="opinions"}')).toEqual([]);
    expect(figureOf('lait_database_connections{state="most"}')).toBe(10);
    expect(figureOf('lait_disk_bytes{what="free"}')).toBeGreaterThan(0);
    expect(figureOf('lait_memory_limit_bytes')).toBeGreaterThan(1e8);
    expect(linesOf('lait_build_info{version="0.1.0",revision="unknown",schema="')).toHaveLength(1);
  });

  it('see jobs that wait, that were given up, and since when', async () => {
    await watched.test.adminPool.query(
      `INSERT INTO pgboss.job (name, state, start_after, completed_on) VALUES
        ('train-models', 'created', now() + interval '1 hour', NULL), ('train-models', 'failed', now(), now()),
        ('train-models', 'failed', now(), now() - interval '2 days')`,
    );
    await expect
      .poll(async () => (await watched.figures()).match(/lait_jobs\{queue="train-models",state="\w+"\} \d+/g), {
        timeout: 15_000,
        interval: 1_000,
      })
      .toEqual([
        'lait_jobs{queue="train-models",state="waiting"} 1',
        'lait_jobs{queue="train-models",state="running"} 0',
        'lait_jobs{queue="train-models",state="dead"} 1',
      ]);
  });

  it('say that Redis is gone within seconds, and that it is back', async () => {
    const isUp = async () => (await watched.figures()).match(/lait_part_up\{part="redis"\} (\d)/)?.[1];
    const within = { timeout: 25_000, interval: 1_000 };
    await watched.redis.kill();
    await expect.poll(isUp, within).toBe('0');
    await watched.redis.start();
    await expect.poll(isUp, within).toBe('1');
  });
});
