import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chipSays, type Desk, signIn, signOut } from '../desk.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { type Account, launchFirm, type RunningFirm } from '../launch-firm.ts';
import { waitForImports } from '../review-page.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';
import { securityReport } from './security-report.ts';

interface ListReply {
  readonly value?: { readonly value?: { readonly invoices: readonly { readonly invoiceNumber: string }[] } };
}

const report = securityReport();

/** The desktop and the firm's server: signing in by way of main, syncing from the workspace's process, coming back. */
describe('the desktop and the firm', () => {
  let firm: RunningFirm;
  let rosa: Account;
  let app: RunningDesktop;
  let bills: DemoFolder;
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });

  beforeAll(async () => {
    bills = demoFolder();
    firm = await launchFirm();
    rosa = await firm.addAccount('Rosa Lindqvist', 'administrator');
    app = await launchDesktop({ env: { LAIT_SERVER_URL: firm.address } });
  });
  afterAll(async () => {
    await app?.end();
    await firm?.end();
    bills.remove();
    report.print();
  });

  /** What the server itself answers. */
  const invoicesAtTheFirm = () =>
    app.page.evaluate(async () => {
      const { lait } = globalThis as unknown as { lait: { shell: { callFirm(input: object): Promise<ListReply> } } };
      const reply = await lait.shell.callFirm({ method: 'GET', path: '/api/invoices', body: null });
      return reply.value?.value?.invoices.map(({ invoiceNumber }) => invoiceNumber).toSorted() ?? [];
    });

  it('signs in, and what was done before is sent', async () => {
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await app.dropPaths([bills.bill('one.led', 24, 1, 60)]);
    await waitForImports(app.page, 1);
    await signIn(desk(), rosa);
    await expect.poll(invoicesAtTheFirm, { timeout: 20_000 }).toEqual(['D24-00001']);
  });

  it('lets no token into the page: not in its memory, not in its storage', async () => {
    const secret = (name: string) =>
      app.evaluate(
        async ({ safeStorage }, bytes) => {
          const { result } = await safeStorage.decryptStringAsync(Buffer.from(bytes, 'base64'));
          return result;
        },
        readFileSync(join(app.userData, 'secrets', `${name}.bin`)).toString('base64'),
      );
    const [refreshToken, databaseKey] = [await secret('refresh-token'), await secret('database-key')];
    expect(refreshToken.length).toBeGreaterThan(20);
    expect(databaseKey).toMatch(/^[0-9a-f]{64}$/);
    const memory = await heapOf(app);
    expect(memory.length).toBeGreaterThan(1_000_000);
    // A JWT begins with the base64 of `{"alg`.
    expect(memory.includes(databaseKey)).toBe(false);
    expect([memory.includes(refreshToken), /eyJhbGciOi[\w-]+\.[\w-]+\.[\w-]+/.test(memory)]).toEqual([false, false]);
    // And the search is one that finds: the page's own words are there.
    expect(memory).toContain('No invoices yet');
    expect(await app.page.evaluate(() => `${JSON.stringify(localStorage)}${document.cookie}`)).not.toMatch(/eyJ/);
    report.proven('no token and no key in the memory or storage of a page', 'chromium');
  });

  it('asks the server through main, and gets no answer that holds a token', async () => {
    const replies = await app.page.evaluate(async () => {
      const { lait } = globalThis as unknown as {
        lait: {
          shell: { callFirm(input: object): Promise<{ ok: boolean; value?: { ok: boolean; value?: unknown } }> };
        };
      };
      const ask = (method: string, path: string, body: string | null) => lait.shell.callFirm({ method, path, body });
      return {
        me: await ask('GET', '/api/auth/me', null),
        refresh: await ask('POST', '/api/auth/refresh', '{}'),
        login: await ask('POST', '/api/auth/login', '{}'),
        elsewhere: await ask('GET', '/api/../updates', null),
      };
    });
    expect(replies.me).toMatchObject({ ok: true, value: { ok: true, value: { displayName: 'Rosa Lindqvist' } } });
    expect([replies.refresh.value?.ok, replies.login.value?.ok, replies.elsewhere.ok]).toEqual([false, false, false]);
    report.proven('the page asks the server only through main', 'electron');
  });

  it('is still signed in after a restart, without a password', async () => {
    await app.quit();
    app = await app.reopen({ env: { LAIT_SERVER_URL: firm.address } });
    await app.page.getByRole('row', { name: /^D24-00001 / }).waitFor();
    await chipSays(desk(), /^Up to date/);
    await app.dropPaths([bills.bill('two.led', 24, 2, 40)]);
    await waitForImports(app.page, 1);
    await chipSays(desk(), /^Up to date/);
    await expect.poll(invoicesAtTheFirm, { timeout: 20_000 }).toEqual(['D24-00001', 'D24-00002']);
  });

  it('goes on when the server is away, and sends the rest when it is back', async () => {
    await firm.killServer();
    await app.dropPaths([bills.bill('three.led', 24, 3, 40)]);
    await app.page.getByRole('row', { name: /^D24-00003 / }).waitFor();
    await chipSays(desk(), /^Offline/);
    await firm.startServer();
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'), null);
    await chipSays(desk(), /^Up to date/);
  });

  it('forgets the session when it signs out: not even a restart brings it back', async () => {
    await signOut(desk());
    await app.quit();
    app = await app.reopen({ env: { LAIT_SERVER_URL: firm.address } });
    await chipSays(desk(), /signed out|Signed out/);
    expect(() => readFileSync(join(app.userData, 'secrets', 'refresh-token.bin'))).toThrow();
  });
});

/** Every string in the page's memory, as DevTools writes it down. */
async function heapOf(app: RunningDesktop): Promise<string> {
  const session = await app.page.context().newCDPSession(app.page);
  const pieces: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => pieces.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return pieces.join('');
}
