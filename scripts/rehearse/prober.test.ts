import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { proberOf } from './prober.ts';

it('goes on asking while this process does something else for seconds', async () => {
  let status = 200;
  const server = createServer((_, reply) => reply.writeHead(status).end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const prober = proberOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  prober.start();
  while (prober.probes.length < 2) await setTimeout(50);
  expect(prober.probes.every(({ isAnswered }) => isAnswered)).toBe(true);
  status = 503;
  const asked = prober.probes.length;
  const until = Date.now() + 4_000;
  while (Date.now() < until);
  while (prober.probes.length < asked + 4) await setTimeout(50);
  await prober.stop();
  server.closeAllConnections();
  server.close();
  const times = prober.probes.map(({ atMs }) => atMs);
  for (const [index, atMs] of times.slice(1).entries()) expect(atMs - (times[index] ?? 0)).toBeLessThan(2_500);
  expect(prober.probes.at(-1)?.isAnswered).toBe(false);
});
