import { afterAll, beforeAll, expect, it } from 'vitest';
import { testFirm } from '../access/firm.testing.ts';
import { type AdminServer, adminServer } from './admin-server.testing.ts';

let server: AdminServer;
const queued: unknown[] = [];
beforeAll(async () => {
  server = await adminServer({
    jobs: {
      enqueue: async (_db, name, data) => void queued.push({ name, data }),
      work: async () => {},
      stop: async () => {},
    },
  });
});
afterAll(() => server.close());

it('lists files that could not be read or wait for long and tries them again, but for those behind a wall', async () => {
  const firm = testFirm(server);
  const [chief, ann] = [await firm.user('administrator'), await firm.user()];
  const [open, hidden] = [await firm.matter(), await firm.matter()];
  await firm.wall(chief, hidden);
  const upload = async (matterId: string, state: string, matter: string | null = matterId) => {
    const { uploadId } = await firm.invoice(matterId, ann);
    const received = new Date(server.clock.nowMs());
    await server.admin
      .updateTable('uploads')
      .set({ state, matter_id: matter, received_at: received })
      .where('id', '=', uploadId)
      .execute();
    return uploadId;
  };
  const failed = await upload(open, 'needs_attention');
  const waiting = await upload(open, 'received');
  const processed = await upload(open, 'processed');
  const unseen = await upload(hidden, 'needs_attention');
  // Named no matter when it was sent; the invoice in it does.
  await upload(hidden, 'needs_attention', null);
  const listed = async () => {
    const { body } = await server.call(chief, 'GET', '/api/admin/stuck');
    return (body as { uploads: { uploadId: string }[] }).uploads.map(({ uploadId }) => uploadId).sort();
  };
  expect(await listed()).toEqual([failed]);
  server.clock.advance(3 * 60_000);
  expect(await listed()).toEqual([failed, waiting].sort());

  const retry = async (uploadId: string) =>
    (await server.call(chief, 'POST', `/api/admin/stuck/${uploadId}/retry`)).status;
  expect(await retry(failed)).toBe(202);
  for (const other of [processed, unseen, server.context.newId()]) expect(await retry(other)).toBe(404);
  expect(queued).toEqual([{ name: 'read-upload', data: { uploadId: failed } }]);
  const states = await server.admin
    .selectFrom('uploads')
    .select(['id', 'state'])
    .where('id', 'in', [failed, unseen])
    .execute();
  expect(new Map(states.map(({ id, state }) => [id, state]))).toEqual(
    new Map([
      [failed, 'received'],
      [unseen, 'needs_attention'],
    ]),
  );
});
