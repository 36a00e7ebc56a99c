import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWERED_WHILE_LOCKED, SHELL_CHANNELS } from '#shared/api/shell-channels.ts';
import { chipSays, type Desk, signIn } from '../desk.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { type Account, launchFirm, type RunningFirm } from '../launch-firm.ts';
import { openInvoice, waitForImports } from '../review-page.ts';
import { violationsInBoth } from '../violations.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';
import { decisionsAtTheFirm } from './firm-hands.ts';
import { type NetworkBetween, networkBetween } from './network-between.ts';
import { securityReport } from './security-report.ts';

/** What a page can reach, as a page would try it. */
interface HostileWindow {
  readonly lait: {
    readonly shell: Readonly<Record<string, (input: unknown) => Promise<{ ok: boolean; error?: { kind: string } }>>>;
    connectWorkspace(): Promise<unknown>;
  };
  kept: MessagePort;
}

const report = securityReport();
const POLICY = { lockAfterMinutes: 10, lockWithScreen: true };

/** Somebody leaves the machine alone. */
describe('a locked LAIT', () => {
  let firm: RunningFirm;
  let network: NetworkBetween;
  let ada: Account;
  let app: RunningDesktop;
  let bills: DemoFolder;
  let env: Record<string, string>;
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });
  const lock = () => app.page.getByRole('region', { name: 'LAIT is locked' });
  const comment = () => app.page.getByLabel('Comment', { exact: true });
  const idle = (seconds: number) =>
    app.evaluate(({ powerMonitor }, idleSeconds) => {
      powerMonitor.getSystemIdleTime = () => idleSeconds;
    }, seconds);
  /** With the screen: at once. */
  const lockNow = async () => {
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'), null);
    await lock().waitFor();
  };
  const unlockWith = async (password: string) => {
    await lock().getByLabel('Password').fill(password);
    await app.page.keyboard.press('Enter');
  };

  beforeAll(async () => {
    bills = demoFolder();
    const policy = join(bills.path, 'policy.json');
    writeFileSync(policy, JSON.stringify(POLICY));
    firm = await launchFirm();
    network = await networkBetween(firm.address);
    ada = await firm.addAccount('Ada Reviewer', 'reviewer');
    env = { LAIT_SERVER_URL: network.address, LAIT_POLICY_FILE: policy };
    app = await launchDesktop({ env });
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await app.dropPaths([bills.bill('one.led', 25, 1, 60)]);
    await waitForImports(app.page, 1);
    await signIn(desk(), ada);
  });
  afterAll(async () => {
    await app?.end();
    network?.close();
    await firm?.end();
    bills.remove();
    report.print();
  });

  it('is locked once nobody was there for the time of the policy; what was typed is hidden, and nothing else is reached', async () => {
    await openInvoice(app.page, 'D25-00001');
    await app.page.keyboard.press('c');
    await comment().fill('Ask them about the second of');
    // The page keeps an end of its line, as a hostile one would.
    await app.page.evaluate(async () => {
      const scope = globalThis as unknown as HostileWindow;
      const line = new Promise<MessagePort>((resolve) => {
        addEventListener('message', ({ ports: [port] }) => port !== undefined && resolve(port), { once: true });
      });
      await scope.lait.connectWorkspace();
      scope.kept = await line;
      scope.kept.start();
    });
    await idle(10 * 60);
    await lock().waitFor({ timeout: 10_000 });
    expect(await comment().isVisible()).toBe(false);
    expect(await app.page.getByRole('row').count()).toBe(0);
    expect(await violationsInBoth(app.page)).toEqual([]);
  });

  it('serves nothing of the work to a page that will not wait: no line, no answer on an old one, no other channel', async () => {
    const tried = await app.page.evaluate(
      async (channels) => {
        const scope = globalThis as unknown as HostileWindow;
        const heard: string[] = [];
        scope.kept.addEventListener('message', () => heard.push('an answer on the old line'));
        addEventListener('message', ({ ports: [port] }) => port !== undefined && heard.push('a new line'));
        const call = { callId: 9001, kind: 'query', name: 'getStatus', input: {} };
        scope.kept.postMessage({ type: 'call', call });
        await scope.lait.connectWorkspace();
        const inputs: Record<string, unknown> = {
          callFirm: { method: 'GET', path: '/api/invoices', body: null },
          beginFile: {
            method: 'POST',
            path: '/api/admin/registers/new-york/import?asOf=2026-03-01',
            mediaType: 'text/csv',
            byteLength: 3,
          },
          sendPiece: { sendId: crypto.randomUUID(), bytes: new Uint8Array(3) },
          endFile: { sendId: crypto.randomUUID() },
          cancelFile: { sendId: crypto.randomUUID() },
          chooseFiles: { what: 'files' },
          signIn: { email: 'x@firm.example', password: 'x' },
          openLink: { url: 'https://firm.example/' },
          setServer: { origin: null },
          setLockSettings: { afterMinutes: null, withScreen: false },
          setTraySettings: { isOn: true },
          setNotificationSettings: { isOn: false, quiet: null, pauseMinutes: null },
        };
        const kinds: Record<string, string> = {};
        for (const channel of channels) {
          const reply = await scope.lait.shell[channel]?.(inputs[channel] ?? {});
          kinds[channel] = reply?.ok === true ? 'answered' : (reply?.error?.kind ?? 'none');
        }
        // What happens meanwhile is told to nobody either.
        await new Promise((resolve) => setTimeout(resolve, 800));
        return { heard, kinds };
      },
      SHELL_CHANNELS.filter((channel) => !ANSWERED_WHILE_LOCKED.has(channel)),
    );
    expect(tried.heard).toEqual([]);
    expect([...new Set(Object.values(tried.kinds))]).toEqual(['locked']);
    report.proven('locked: no line to the work, no answer but to the lock', 'lait');
  });

  it('does nothing for keys, and takes no drop', async () => {
    await app.page.locator('body').click({ position: { x: 5, y: 5 } });
    for (const key of ['x', 'a', 'Control+k', '?']) await app.page.keyboard.press(key);
    await app.dropPaths([bills.bill('two.led', 25, 2, 30)]);
    await app.page.waitForTimeout(300);
    expect(await app.page.getByRole('dialog').count()).toBe(0);
  });

  it('asks the server, and opens with everything in its place: the typed words, the focus, and nothing done meanwhile', async () => {
    await idle(0);
    await unlockWith('not her password at all');
    await lock().getByRole('alert').waitFor();
    expect(await lock().count()).toBe(1);
    await unlockWith(ada.password);
    await lock().waitFor({ state: 'hidden' });
    expect(await comment().inputValue()).toBe('Ask them about the second of');
    await app.page.keyboard.type(' May');
    expect(await comment().inputValue()).toBe('Ask them about the second of May');
    await app.page.keyboard.press('Control+Enter');
    await app.page.getByText('Comment kept.').waitFor();
    await chipSays(desk(), /^Up to date/);
    expect(await decisionsAtTheFirm(firm)).toBe(0);
  });

  it('opens without a network for the same password, and for no other, each guess slower than the last', async () => {
    network.become('down');
    await lockNow();
    await unlockWith('not her password at all');
    await lock().getByRole('alert').filter({ hasText: 'can be tried again in 1 second' }).waitFor();
    await app.page.waitForTimeout(1_200);
    await unlockWith(ada.password);
    await lock().waitFor({ state: 'hidden' });
    await app.page.getByText('Ask them about the second of May').first().waitFor();
  });

  it('is locked in the next start as well, and shows nothing before it is opened', async () => {
    await lockNow();
    await app.quit();
    app = await app.reopen({ env });
    await lock().waitFor();
    expect(await app.page.locator('#root').innerText()).not.toContain('D25-00001');
    network.become('open');
    await unlockWith(ada.password);
    await app.page.getByRole('row', { name: /^D25-00001 / }).waitFor();
    // What was dropped on the lock was not taken.
    expect(await app.page.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount')).toBe('2');
    await chipSays(desk(), /^Up to date/);
    expect(app.complaints).toEqual([]);
  });

  it('is not laxer than the administrator said, whatever the person chooses', async () => {
    await app.page.getByRole('link', { name: 'Settings', exact: true }).click();
    const minutes = app.page.getByLabel('Lock LAIT when nobody was at this computer for');
    expect(await minutes.inputValue()).toBe('10');
    expect(await minutes.locator('option').allInnerTexts()).toEqual(['1 minute', '5 minutes', '10 minutes']);
    await minutes.selectOption('5');
    await app.page.getByText(/Opening it takes your password/).waitFor();
    await app.page.getByRole('button', { name: 'Lock now' }).click();
    await lock().waitFor();
    await unlockWith(ada.password);
    await lock().waitFor({ state: 'hidden' });
    expect(await minutes.inputValue()).toBe('5');
  });
});
