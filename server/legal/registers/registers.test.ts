import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '../../access/actor.ts';
import { type TestFirm, testFirm } from '../../access/firm.testing.ts';
import { madeUpRegister, registerFile } from '../../testing/made-up-register.ts';
import { type TestServer, testServer } from '../../testing/test-server.ts';
import { newYorkStatus } from './new-york.ts';

const ROWS = [
  {
    number: '1000001',
    first: 'Ada',
    middle: 'B',
    last: 'Okafor',
    company: '"Okafor, Lind & ""Sons"" LLP"',
    year: '2009',
  },
  { number: '1000002', first: 'Bo', last: 'Lind', suffix: 'Jr.', status: 'Disbarred' },
  { number: '1000003', first: 'Pia', last: '"de la Cruz"', company: '"two\nlines"' },
];

describe('a register of attorneys', () => {
  let server: TestServer;
  let firm: TestFirm;
  let chief: PersonActor;
  const known = new Map<string, PersonActor>();
  beforeAll(async () => {
    server = await testServer({
      authenticate: async ({ headers }) => known.get(String(headers.authorization)) ?? null,
      environment: { LAIT_LIMIT_UPLOAD: '100000', LAIT_UPLOAD_LIMIT_BYTES: '2000000' },
    });
    firm = testFirm(server);
    chief = await firm.user('administrator');
    known.set(chief.userId, chief);
  });
  afterAll(() => server.close());

  const send = async (file: string | Buffer, asOf = '2026-03-31', contentType = 'text/csv') => {
    const reply = await server.app.inject({
      method: 'POST',
      url: `/api/admin/registers/new-york/import?asOf=${asOf}`,
      headers: { authorization: chief.userId, 'content-type': contentType },
      payload: file,
    });
    return { status: reply.statusCode, body: reply.json() };
  };
  const entries = () => server.admin.selectFrom('bar_entries').selectAll().orderBy('registration_number').execute();
  const list = async () => {
    const reply = await server.app.inject({ url: '/api/admin/registers', headers: { authorization: chief.userId } });
    return reply.json().registers;
  };

  it('is imported as the state publishes it, and of each row only what is compared is kept', async () => {
    const { status, body } = await send(registerFile(ROWS));
    expect([status, body]).toEqual([200, expect.objectContaining({ leftOutCount: 0, leftOutRows: [] })]);
    expect(await list()).toEqual([
      expect.objectContaining({ kind: 'new-york', jurisdiction: 'NY', asOf: '2026-03-31', rowCount: 3 }),
    ]);
    const [ada, bo, pia] = await entries();
    expect(ada).toEqual({
      register_id: body.register.id,
      registration_number: '1000001',
      given_names: 'Ada B',
      last_name: 'Okafor',
      suffix: null,
      firm_name: 'Okafor, Lind & "Sons" LLP',
      city: 'New York',
      state: 'NY',
      year_admitted: 2009,
      status_raw: 'Currently registered',
      last_key: 'okafor',
    });
    expect([bo?.suffix, bo?.status_raw, pia?.firm_name, pia?.last_key]).toEqual([
      'Jr.',
      'Disbarred',
      'two lines',
      'delacruz',
    ]);
    const stored = JSON.stringify(await entries());
    for (const withheld of ['Street', '10001', '000-0000', 'LAW SCHOOL']) expect(stored).not.toContain(withheld);
  });

  it('reads field names for headings too, other line ends, and any order of columns', async () => {
    const file =
      '\ufeffstatus,last_name,first_name,registration_number,year_admitted\r\nResigned,Okafor,Ada,7,1999\r\n';
    expect((await send(file, '2026-04-01')).body.register.rowCount).toBe(1);
    expect(await entries()).toEqual([
      expect.objectContaining({ registration_number: '7', status_raw: 'Resigned', city: null }),
    ]);
  });

  it('takes the place of the one before in one step, and an older export takes nobody’s', async () => {
    await send(registerFile(ROWS), '2026-04-02');
    expect((await entries()).length).toBe(3);
    const older = await send(registerFile(ROWS.slice(1)), '2026-01-01');
    expect([older.status, older.body.error.code]).toEqual([409, 'CONFLICT']);
    expect([(await entries()).length, (await list()).length]).toEqual([3, 1]);
  });

  it.each([
    ['another file', 'name,amount\nAda,3\n', 400, 'missing'],
    ['nothing', '\n', 400, ''],
    ['headings alone', registerFile([]), 400, 'rows can be read'],
    ['a damaged one', registerFile([...ROWS, ...ROWS.map((row) => ({ ...row, last: '' }))]), 400, 'damaged'],
    ['one that is not closed', `${registerFile(ROWS)}1,"Ada${'x'.repeat(1_100_000)}`, 400, 'never closed'],
    [
      'one that is too large',
      registerFile(Array.from({ length: 12_000 }, () => ROWS[0] ?? { number: '', first: '', last: '' })),
      413,
      'larger',
    ],
  ])('refuses %s and keeps what it has', async (_, file, status, words) => {
    const before = await entries();
    const refused = await send(file, '2026-04-03');
    expect(refused.status).toBe(status);
    expect(refused.body.error.message).toContain(words);
    expect(await entries()).toEqual(before);
    expect(await server.admin.selectFrom('bar_registers').select('state').execute()).toEqual([{ state: 'current' }]);
  });

  it('leaves out a row in a hundred that can be compared with nothing, and says which', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => ({
      number: String(5_000 + index),
      first: 'Ada',
      last: 'Okafor',
    }));
    const { body } = await send(registerFile([...rows, { number: '', first: 'No', last: 'Number' }]), '2026-04-04');
    expect([body.register.rowCount, body.leftOutCount, body.leftOutRows]).toEqual([150, 1, [152]]);
  });

  it('is administrators’ to import, and audited with the file’s digest', async () => {
    const reviewer = await firm.user();
    known.set(reviewer.userId, reviewer);
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/admin/registers/new-york/import?asOf=2026-04-05',
      headers: { authorization: reviewer.userId, 'content-type': 'text/csv' },
      payload: registerFile(ROWS),
    });
    expect(reply.statusCode).toBe(403);
    const audited = await server.admin
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'register.import')
      .execute();
    expect(audited.at(-1)?.detail).toMatchObject({
      kind: 'new-york',
      rowCount: 150,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('holds what a made-up file of thousands has, cut into pieces anywhere', async () => {
    const text = [...madeUpRegister(5_000)].join('');
    const { body } = await send(Buffer.from(text), '2026-04-06', 'application/octet-stream');
    expect([body.register.rowCount, body.leftOutCount]).toEqual([5_000, 0]);
    expect((await entries()).filter(({ firm_name }) => firm_name?.endsWith(' LLP')).length).toBeGreaterThan(2_000);
  });

  it('knows the words of the state for a status, and guesses none', () => {
    expect(newYorkStatus('Suspended,  Due to Reregister')).toBe('suspended');
    expect(newYorkStatus('Currently registered')).toBe('listed');
    expect(newYorkStatus('Retired')).toBe('unknown');
    expect(newYorkStatus(null)).toBe('unknown');
  });
});
