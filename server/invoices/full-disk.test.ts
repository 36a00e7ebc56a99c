import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { testFirm } from '../access/firm.testing.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import type { FileStore } from './file-store.ts';

/** A disk with room for a megabyte: what is written above it fails as the kernel says it. */
const smallDisk: FileStore = {
  async write(chunks) {
    let written = 0;
    for await (const chunk of chunks) {
      written += chunk.byteLength;
      if (written > 1_048_576) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    }
    throw new Error('This disk is only ever full.');
  },
  read: () => Promise.reject(new Error('Nothing is kept here.')),
  encryptAnew: () => Promise.reject(new Error('Nothing is kept here.')),
};

let server: TestServer;
let person: PersonActor;
beforeAll(async () => {
  server = await testServer({ parts: { fileStore: smallDisk }, authenticate: async () => person });
  person = await testFirm(server).user();
});
afterAll(async () => {
  // The sender of a file that is not read to its end holds its connection.
  server.app.server.closeAllConnections();
  await server.close();
});

it('an upload for which the disk has no room is told so over a real connection, and may be tried again', async () => {
  const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
  const body = new FormData();
  body.set('file', new Blob([new Uint8Array(5_000_000).fill(65)]), 'large.txt');
  const answer = await fetch(`${origin}/api/invoices`, { method: 'POST', body });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
  expect(await answer.json()).toMatchObject({
    error: { code: 'UNAVAILABLE', message: expect.stringContaining('disk is full') },
  });
});
