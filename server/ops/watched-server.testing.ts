import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { draftDemoInvoice } from '../../scripts/cli/demo/draft-demo.ts';
import { finishInvoice } from '../../scripts/cli/demo/finish-invoice.ts';
import { SYSTEM } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { signAccessToken } from '../auth/access-tokens.ts';
import { openSession } from '../auth/sessions.ts';
import { readConfig } from '../config/read-config.ts';
import { freePort } from '../db/free-port.ts';
import { withChanges } from '../sync/with-changes.ts';
import { loopbackCourtListener } from '../testing/courtlistener/loopback-courtlistener.ts';
import { redisServer, type TestRedis } from '../testing/redis-server.ts';
import { TEST_JWT_KEY, TEST_PASSWORD } from '../testing/test-cluster.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { createLogger } from './logger.ts';
import { type RunningServer, startServer } from './start-server.ts';

export interface WatchedServer {
  readonly test: TestContext;
  readonly server: RunningServer;
  readonly redis: TestRedis;
  readonly metricsUrl: string;
  /** The figures as Prometheus reads them. */
  figures(): Promise<string>;
  /** What people and others do, with names of clients in every place where a caller may write one. */
  live(): Promise<void>;
  close(): Promise<void>;
}

/** A word that must never come out again: it stands in addresses, names, searches and files. */
export const CLIENT_WORD = 'Wolfsbane';

/** A whole server in one process (answering and working), with Redis and a legal database, as a container runs it. */
export async function watchedServer(): Promise<WatchedServer> {
  const [test, redis, metricsPort] = [await testContext(), await redisServer(), await freePort()];
  const source = await loopbackCourtListener({
    clock: { nowMs: () => Date.now() },
    quota: { perMinute: 100, perHour: 100, perDay: 100 },
    count: 3,
  });
  const reading = readConfig({
    environment: {
      DATABASE_URL: test.adminUrl,
      JWT_SECRET_KEY: TEST_JWT_KEY,
      POSTGRES_PASSWORD: TEST_PASSWORD,
      LAIT_DATA_DIRECTORY: test.context.config.dataDirectory,
      HTTP_PORT: '0',
      REDIS_URL: redis.url,
      LAIT_METRICS_PORT: String(metricsPort),
      LAIT_BACKUPS: 'on',
      LAIT_LIMIT_INTERACTIVE: '60',
      LAIT_EVENT_STREAMS_PER_USER: '1',
      API_KEY_LEGAL_DATABASE: source.token,
      LAIT_LEGAL_BASE_URL: source.baseUrl,
    },
    readFile: () => '',
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  const server = await startServer(reading.config, createLogger('ERROR', { write: () => {} }));
  const firm = testFirm(test);
  let times = 0;
  const metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  return {
    test,
    server,
    redis,
    metricsUrl,
    figures: async () => (await fetch(metricsUrl)).text(),
    live: () => {
      times += 1;
      return live({ test, firm, times }, server);
    },
    async close() {
      await server.stop();
      await redis.close();
      await source.close();
      await test.close();
    },
  };
}

interface Day {
  readonly test: TestContext;
  readonly firm: TestFirm;
  /** Each time another bill. */
  readonly times: number;
}

async function live({ test, firm, times }: Day, { context, url }: RunningServer): Promise<void> {
  const token = await signIn(firm, context);
  const open = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  // Read to the end: a connection whose answer nobody reads stays open, and a stop waits for it.
  const ask = async (path: string, init: RequestInit = {}) => (await open(path, init)).text();
  const post = (path: string, body: unknown) =>
    ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

  const closing = new AbortController();
  const older = await open('/api/events');
  const stream = await open('/api/events', { signal: closing.signal });
  // Of one too many the older one is ended by the server.
  await older.text();
  for (const path of ['/api/health', '/api/readiness', '/api/dashboard', `/api/${CLIENT_WORD}`, `/${CLIENT_WORD}?q=1`])
    await ask(path);
  await ask(`/api/invoices/${CLIENT_WORD}`, { method: 'REPORT' });
  await post('/api/auth/login', { email: `${CLIENT_WORD}@firm.test`, password: 'wrong password', kind: 'desktop' });
  const { rows } = await test.adminPool.query<{ id: string }>('SELECT id FROM server_generation');
  const mutation = (clientSeq: number, name: string) => ({
    clientSeq,
    mutationId: context.newId(),
    name,
    argVersion: 1,
    args: { about: CLIENT_WORD },
    base: {},
    at: new Date().toISOString(),
  });
  await post('/api/sync/push', {
    protocol: 1,
    schema: 1,
    generation: rows[0]?.id,
    deviceId: context.newId(),
    appVersion: CLIENT_WORD,
    mutations: [mutation(1, CLIENT_WORD), mutation(2, 'decideLine')],
  });
  await post('/api/legal/search', { query: `${CLIENT_WORD} v. Jones`, outgoingText: 'reasonable fees' });
  const { invoice } = finishInvoice(draftDemoInvoice(41, times, 20), 1);
  const form = new FormData();
  form.append('file', new Blob([writeLedes1998b([invoice]).text]), `${CLIENT_WORD}.txt`);
  await ask('/api/invoices', { method: 'POST', body: form });
  await settled(test);
  // Until the budget of a minute is spent.
  for (let time = 0; time < 70; time += 1) await ask('/api/auth/me');
  closing.abort();
  await stream.text().catch(() => '');
}

async function signIn(firm: TestFirm, context: RunningServer['context']): Promise<string> {
  const person = await firm.user('approver');
  await firm.grant(person, null);
  const caller = { ip: '127.0.0.1', userAgent: 'test' };
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    await refreshAccess(batch, { userIds: [person.userId] });
    return openSession(context, batch, person.userId, 'desktop', caller);
  });
  const { token } = await signAccessToken(context, { userId: person.userId, sessionId: value.sessionId });
  return token;
}

/** The worker has read the file and ended the search. */
async function settled({ adminPool }: TestContext): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { rows } = await adminPool.query<{ open: number }>(
      `SELECT (SELECT count(*) FROM uploads WHERE state = 'received')
        + (SELECT count(*) FROM legal_searches WHERE state = 'running') AS open`,
    );
    if (Number(rows[0]?.open) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('The worker did not come to an end.');
}
