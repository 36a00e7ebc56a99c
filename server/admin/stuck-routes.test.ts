import { afterAll, beforeAll, expect, it } from 'vitest';
import { testFirm } from '../access/firm.testing.ts';
import { type AdminServer, adminServer } from './admin-server.testing.ts';

let server: AdminServer;
beforeAll(async () => {
  server = await adminServer();
});
afterAll(() => server.close());

it('lists files that could not be read or wait for long, but for those of a matter behind a wall', async () => {
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
  await upload(open, 'processed');
  await upload(hidden, 'needs_attention');
  // Named no matter when it was sent; the invoice in it does.
  await upload(hidden, 'needs_attention', null);
  const listed = async () => {
    const { body } = await server.call(chief, 'GET', '/api/admin/stuck');
    return (body as { uploads: { uploadId: string }[] }).uploads.map(({ uploadId }) => uploadId).sort();
  };
  expect(await listed()).toEqual([failed]);
  server.clock.advance(3 * 60_000);
  expect(await listed()).toEqual([failed, waiting].sort());
});
