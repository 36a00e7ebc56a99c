import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { expect, it } from 'vitest';
import { freePort } from '../db/free-port.ts';
import { certificateEnd } from './certificate-end.ts';

const DAY_MS = 86_400_000;

it('is read of a certificate that nobody trusts, as the firm may use one of its own', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'lait-certificate-'));
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
  const made = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3 -subj /CN=lait.test`;
  execFileSync('openssl', [...made.split(' '), '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const end = await certificateEnd(`127.0.0.1:${port}`);
  expect(Math.abs((end?.getTime() ?? 0) - Date.now() - 3 * DAY_MS)).toBeLessThan(60_000);
  await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true, force: true });
});

it('is not known where nobody listens, where nobody speaks TLS, and where nobody answers', async () => {
  expect(await certificateEnd(`127.0.0.1:${await freePort()}`)).toBeNull();
  for (const answer of ['HTTP/1.1 400 Bad Request\r\n\r\n', null]) {
    const server = createPlainServer((socket) => {
      socket.on('error', () => {}).resume();
      if (answer !== null) socket.end(answer);
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await certificateEnd(`127.0.0.1:${port}`)).toBeNull();
    await new Promise((resolve) => server.close(resolve));
  }
});
