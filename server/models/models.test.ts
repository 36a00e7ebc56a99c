import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelList, SuggestionPage } from '#shared/api/models.ts';
import { demoLines } from '../../scripts/evaluate/models/demo-lines.ts';
import { type PersonActor, SYSTEM } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { testBatch } from '../access/test-batch.testing.ts';
import { type AdminServer, adminServer } from '../admin/admin-server.testing.ts';
import { modelsProbe } from './models-probe.ts';
import { runTraining } from './run-training.ts';
import { type TrainingLine, type TrainingOutcome, trainAll } from './train-all.ts';
import { trainInThread } from './train-in-thread.ts';

it('training runs in a thread of its own, and says what there is too little for', async () => {
  expect(await trainInThread([])).toEqual({
    versions: [],
    tooLittleFor: ['task_code', 'activity_code', 'narrative_quality', 'anomaly'],
  });
});

it('a training that was asked for is done by the worker', async () => {
  const server = await adminServer();
  const chief = await testFirm(server).user('administrator');
  await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [chief.userId] }));
  const done = Promise.withResolvers<void>();
  await server.context.jobs.work('train-models', async ({ trainingId }) => {
    await runTraining(server.context, trainingId);
    done.resolve();
  });
  expect((await server.call(chief, 'POST', '/api/models/train')).status).toBe(202);
  await done.promise;
  const { training } = (await server.call(chief, 'GET', '/api/models')).body as ModelList;
  expect(training).toMatchObject({ state: 'done', activated: [] });
  expect(training?.tooLittleFor).toHaveLength(4);
  await server.close();
});

/** Demo bills as bills that were approved, one client and matter of the demo each at a client and matter of the firm. */
const BILLS = 12;

describe('models', () => {
  let server: AdminServer;
  let firm: TestFirm;
  let chief: PersonActor;
  let ada: PersonActor;
  let walled: PersonActor;
  let bill: Awaited<ReturnType<TestFirm['invoice']>>;
  const queued: string[] = [];

  beforeAll(async () => {
    server = await adminServer({
      jobs: {
        enqueue: async (_db, _name, data) => void queued.push((data as { trainingId: string }).trainingId),
        work: async () => {},
        stop: async () => {},
      },
    });
    firm = testFirm(server);
    [chief, ada, walled] = [await firm.user('administrator'), await firm.user(), await firm.user()];
    await approveDemoBills();
    const matter = await firm.matter();
    bill = await firm.invoice(matter, ada);
    await server.admin
      .updateTable('line_items')
      .set({
        narrative: 'Draft settlement evaluation for claims director P. Voss covering notice of the defect',
        task_code: 'L160',
      })
      .where('id', '=', bill.lineId)
      .execute();
    for (const person of [ada, walled]) await firm.grant(person, null);
    await firm.wall(walled, matter);
    const userIds = [ada.userId, walled.userId, chief.userId];
    await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds }));
  });
  afterAll(() => server.close());

  async function approveDemoBills(): Promise<void> {
    const matters = new Map<string, string>();
    const clients = new Map<string, string>();
    for (const [, lines] of Map.groupBy(demoLines(3, BILLS), (line) => line.bill)) {
      const { client = '', matter = '' } = lines[0] ?? {};
      clients.set(client, clients.get(client) ?? (await firm.client()));
      matters.set(matter, matters.get(matter) ?? (await firm.matter(clients.get(client))));
      const made = await firm.invoice(matters.get(matter) ?? '', ada);
      await server.admin.updateTable('invoices').set({ state: 'approved' }).where('id', '=', made.invoiceId).execute();
      const like = await server.admin
        .selectFrom('line_items')
        .selectAll()
        .where('id', '=', made.lineId)
        .executeTakeFirstOrThrow();
      await server.admin
        .insertInto('line_items')
        .values(
          lines.map((line, index) => ({
            ...like,
            id: server.context.newId(),
            record: index + 2,
            units_e4: 5_000 + (index % 20) * 1_000,
            narrative: line.narrative,
            task_code: line.taskCode,
            activity_code: line.activityCode,
            timekeeper_key: `t${index % 5}`,
            header_differences: null,
            extra: null,
          })),
        )
        .execute();
    }
  }

  /** Once for all tests: the same lines give the same versions. */
  let learned: TrainingOutcome | null = null;
  const learn = (lines: readonly TrainingLine[]) => {
    learned ??= trainAll(lines);
    return learned;
  };
  const listed = async () => (await server.call(chief, 'GET', '/api/models')).body as ModelList;
  const suggestions = (actor: PersonActor, query = '') =>
    server.call(actor, 'GET', `/api/invoices/${bill.invoiceId}/suggestions${query}`);
  const stateOf = (list: ModelList, kind: string) => list.kinds.find((each) => each.kind === kind);
  const train = async (work?: (lines: readonly TrainingLine[]) => Promise<TrainingOutcome>) => {
    const reply = await server.call(chief, 'POST', '/api/models/train');
    await runTraining(server.context, reply.at('trainingId'), work ?? (async (lines) => learn(lines)));
    return listed();
  };

  it('are none at first: bills are there, their suggestions are ML_001, and readiness calls that no fault', async () => {
    const reply = await suggestions(ada);
    expect([reply.status, reply.at('error', 'code'), reply.headers['retry-after']]).toEqual([503, 'ML_001', '3600']);
    expect((await server.call(ada, 'GET', '/api/invoices')).status).toBe(200);
    expect(await modelsProbe(server.context)()).toBe('disabled');
    expect((await listed()).kinds.every(({ state }) => state === 'off')).toBe(true);
  });

  it('are trained one at a time, whoever asks', async () => {
    const [one, other] = await Promise.all([
      server.call(chief, 'POST', '/api/models/train'),
      server.call(chief, 'POST', '/api/models/train'),
    ]);
    expect([one.status, other.status, other.body]).toEqual([202, 202, one.body]);
    expect(queued).toEqual([one.at('trainingId')]);
    expect((await listed()).training).toMatchObject({ id: queued[0], state: 'queued' });
    await runTraining(server.context, one.at('trainingId'), async () => ({ versions: [], tooLittleFor: ['anomaly'] }));
    expect((await listed()).training).toMatchObject({ state: 'done', activated: [], tooLittleFor: ['anomaly'] });
    // The job given out once more finds nothing to do.
    await runTraining(server.context, one.at('trainingId'), () => Promise.reject(new Error('again')));
    expect((await listed()).training).toMatchObject({ state: 'done' });
  });

  it('that cannot be trained leave things as they are, and the next training may be asked for', async () => {
    const list = await train(() => Promise.reject(new Error('out of memory')));
    expect(list.training).toMatchObject({ state: 'failed' });
    expect(list.versions).toEqual([]);
  });

  it('learned from approved lines are measured by client and put to use where they beat what needs no learning', async () => {
    const list = await train();
    const codes = list.versions.filter(({ kind }) => kind === 'task_code' || kind === 'activity_code');
    expect(codes).toHaveLength(2);
    for (const version of codes) {
      expect(version).toMatchObject({ version: 1, clientCount: 4, isActive: true, unfitFor: [] });
      expect(version.metrics.gain?.lowE4).toBeGreaterThan(0);
      expect(version.metrics.calibrationErrorE4).toBeLessThanOrEqual(500);
    }
    expect(stateOf(list, 'anomaly')).toMatchObject({ state: 'on', activeVersion: 1 });
    // Nobody has questioned a narrative here.
    expect(list.training?.tooLittleFor).toEqual(['narrative_quality']);
    expect(await modelsProbe(server.context)()).toBe('ok');
  });

  it('suggest with reasons that are words of the line, and tell no rate and no amount', async () => {
    const { body } = await suggestions(ada);
    const page = body as SuggestionPage;
    const [line] = page.lines;
    expect(line?.taskCode).toMatchObject({ code: 'L160', isStated: true, label: 'Settlement/Non-Binding ADR' });
    const narrative = 'Draft settlement evaluation for claims director P. Voss covering notice of the defect';
    const [strongest] = line?.taskCode?.words ?? [];
    expect(narrative.slice(strongest?.start, strongest?.end)).toMatch(/settlement|evaluation|Draft|claims|director/);
    expect(line?.anomaly?.figures.every(({ figure }) => figure === 'hours' || figure === 'hours_a_word')).toBe(true);
    expect(page.nextRecord).toBeNull();
  });

  it('change nothing and count nowhere: the same record, findings, totals and feed before and after', async () => {
    const picture = async () => {
      const tables = [
        'line_items',
        'findings',
        'finding_lines',
        'decisions',
        'invoices',
        'change',
        'events',
        'rule_sums',
      ];
      const counts = await Promise.all(
        tables.map(async (table) => {
          const { rows } = await server.adminPool.query(
            `SELECT count(*)::int, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM ${table} t`,
          );
          return [table, rows[0]];
        }),
      );
      const money = await server.call(ada, 'GET', '/api/dashboard?fresh=true');
      return { counts, money: (money.body as { money: unknown }).money };
    };
    const before = await picture();
    expect((await suggestions(ada)).status).toBe(200);
    expect(await picture()).toEqual(before);
  });

  it('say the same to a walled person as if the bill were not there, with a model and without', async () => {
    const reply = await suggestions(walled);
    const unknown = await server.call(walled, 'GET', `/api/invoices/${server.context.newId()}/suggestions`);
    expect([reply.status, reply.at('error', 'code'), reply.at('error', 'message')]).toEqual([
      404,
      'NOT_FOUND',
      unknown.at('error', 'message'),
    ]);
  });

  it('that are not sure enough hold their answer back', async () => {
    await server.admin.updateTable('line_items').set({ narrative: 'Zzyzx' }).where('id', '=', bill.lineId).execute();
    const page = (await suggestions(ada)).body as SuggestionPage;
    expect(page.lines[0]).toMatchObject({ taskCode: null, activityCode: null });
    expect(page.withheldCount).toBe(2);
  });

  it('of the next training take over, and an administrator goes back, or turns a kind off', async () => {
    const second = await train();
    expect(stateOf(second, 'task_code')).toMatchObject({ activeVersion: 2 });
    const first = second.versions.find(({ kind, version }) => kind === 'task_code' && version === 1);
    const back = await server.call(chief, 'POST', '/api/models/activate', { modelId: first?.id });
    expect(stateOf(back.body as ModelList, 'task_code')).toMatchObject({ activeVersion: 1 });
    const off = await server.call(chief, 'POST', '/api/models/turn-off', { kind: 'task_code' });
    expect(stateOf(off.body as ModelList, 'task_code')).toMatchObject({ state: 'off', activeVersion: null });
    const none = await server.call(chief, 'POST', '/api/models/activate', { modelId: server.context.newId() });
    expect(none.status).toBe(404);
    const actions = await server.admin
      .selectFrom('audit_log')
      .select('action')
      .where('action', 'like', 'model.%')
      .execute();
    expect(new Set(actions.map(({ action }) => action))).toEqual(
      new Set(['model.ask_training', 'model.train', 'model.activate', 'model.turn_off']),
    );
  });

  it('that did not beat the baselines are listed with the reason and cannot be put to use', async () => {
    const list = await train(async (lines) => {
      const { versions, tooLittleFor } = learn(lines);
      return { tooLittleFor, versions: versions.map((version) => ({ ...version, unfitFor: ['not_better'] as const })) };
    });
    const unfit = list.versions.find(({ kind, version }) => kind === 'task_code' && version === 3);
    expect(unfit).toMatchObject({ isActive: false, unfitFor: ['not_better'] });
    expect(stateOf(list, 'activity_code')).toMatchObject({ activeVersion: 2 });
    const refused = await server.call(chief, 'POST', '/api/models/activate', { modelId: unfit?.id });
    expect([refused.status, refused.at('error', 'code')]).toEqual([409, 'CONFLICT']);
    await expect(
      server.admin
        .updateTable('models')
        .set({ is_active: true })
        .where('id', '=', unfit?.id ?? '')
        .execute(),
    ).rejects.toThrow('models');
  });

  it('made by another version of LAIT, or damaged, are broken: the others go on, and readiness says so', async () => {
    await server.adminPool.query(
      `UPDATE models SET bytes = set_byte(bytes, 7, 9) WHERE is_active AND kind = 'activity_code'`,
    );
    // Bytes never change under one id; another process reads them for the first time.
    expect(await modelsProbe(server.context)()).toBe('down');
    await server.admin.updateTable('models').set({ is_active: false }).where('kind', '<>', 'activity_code').execute();
    const again = await adminServer({}, server);
    const reply = await again.call(ada, 'GET', `/api/invoices/${bill.invoiceId}/suggestions`);
    expect([reply.status, reply.at('error', 'code')]).toEqual([503, 'ML_001']);
    const list = (await again.call(chief, 'GET', '/api/models')).body as ModelList;
    expect(stateOf(list, 'activity_code')).toMatchObject({ state: 'broken' });
    await again.close();
  });
});
