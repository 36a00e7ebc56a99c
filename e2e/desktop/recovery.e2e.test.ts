import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { electronBinary, launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { figuresOf, openInvoice, waitForImports } from '../review-page.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';

/** What can go wrong on a laptop, and what is left of the work afterwards. */

let app: RunningDesktop;
let bills: DemoFolder;
/** A laptop with one bill and one decision on it; each test begins with a copy. */
let laptop: string;

beforeAll(async () => {
  bills = demoFolder();
  laptop = mkdtempSync(join(tmpdir(), 'lait-laptop-'));
  const first = await launchDesktop();
  await first.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
  await first.dropPaths([bills.bill('one.led', 22, 1, 60)]);
  await waitForImports(first.page, 1);
  await openInvoice(first.page, 'D22-00001');
  await first.page.keyboard.press('f');
  await first.page.keyboard.press('x');
  await first.page.getByRole('region', { name: 'Totals of the invoice' }).filter({ hasText: '1 decision' }).waitFor();
  await first.quit();
  cpSync(first.userData, laptop, { recursive: true });
  await first.end();
});
afterAll(() => {
  rmSync(laptop, { recursive: true, force: true });
  bills.remove();
});
afterEach(() => app.end());

/** @param prepare what happens to the laptop before LAIT is started on it */
async function start(prepare: (laptop: string) => void = () => {}, env: Record<string, string> = {}): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'lait-copy-'));
  cpSync(laptop, copy, { recursive: true });
  prepare(copy);
  app = await launchDesktop({ copyOf: copy, env });
  rmSync(copy, { recursive: true, force: true });
}

async function startOnTheInvoice(): Promise<void> {
  await start();
  await openInvoice(app.page, 'D22-00001');
  await decisionsAre(app.page, 1);
}

const decisionsAre = (page: Page, count: number) =>
  expect.poll(async () => (await figuresOf(page)).decisions, { timeout: 15_000 }).toBe(count);

const inWorkspace = (name: string) => join(app.userData, 'workspace', name);

/** Overwrites the beginning of a file, as a dying disk does. */
const spoil = (name: string) => (copy: string) => {
  const file = openSync(join(copy, 'workspace', name), 'r+');
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, 0);
  closeSync(file);
};

const recoverySays = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

/** Ends the process of the workspace as a crash would. */
async function killWorkspace(): Promise<void> {
  await expect.poll(workspaceProcesses, { timeout: 20_000 }).toHaveLength(1);
  const [pid = ''] = workspaceProcesses();
  process.kill(Number(pid), 'SIGKILL');
  await expect.poll(workspaceProcesses, { timeout: 20_000 }).not.toContain(pid);
}

function workspaceProcesses(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const isOurs = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LAIT_USER_DATA=${app.userData}\0`);
        return isOurs && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('workspace.js');
      } catch {
        return false; // It ended between the listing and the look.
      }
    });
}

describe('files that are damaged', () => {
  it('are rebuilt where they can be: the working copy, from what the person did', async () => {
    await start(spoil('cache.db'));
    await app.page.getByText(/rebuilt from your imports and decisions/).waitFor();
    await openInvoice(app.page, 'D22-00001');
    await decisionsAre(app.page, 1);
  });

  it('are set aside where they cannot: the record of work, which is kept, and LAIT goes on', async () => {
    let harmed = Buffer.alloc(0);
    await start((copy) => {
      spoil('outbox.db')(copy);
      harmed = readFileSync(join(copy, 'workspace', 'outbox.db'));
    });
    await app.page.getByText(/record of your work was damaged/).waitFor();
    const [kept = ''] = readdirSync(inWorkspace('set-aside'));
    expect(readFileSync(inWorkspace(join('set-aside', kept, 'outbox.db'))).equals(harmed)).toBe(true);
    await app.dropPaths([bills.bill('two.led', 22, 2, 40)]);
    await waitForImports(app.page, 1);
  });

  it('are not opened, and not touched, where the folder cannot be written', async () => {
    await start((copy) => {
      renameSync(join(copy, 'workspace'), join(copy, 'elsewhere'));
      writeFileSync(join(copy, 'workspace'), 'a file in the way');
    });
    await app.page.getByRole('heading', { name: 'Your files could not be opened' }).waitFor();
    await recoverySays(app.page, /may not write in its own folder.*What was kept before is untouched/);
    rmSync(join(app.userData, 'workspace'));
    renameSync(join(app.userData, 'elsewhere'), join(app.userData, 'workspace'));
    await press(app.page, 'Try again');
    await openInvoice(app.page, 'D22-00001');
    await decisionsAre(app.page, 1);
  });
});

describe('a process that ends by itself', () => {
  it('is started again: the workspace, with everything that was confirmed', async () => {
    await startOnTheInvoice();
    await killWorkspace();
    await app.page.keyboard.press('x');
    await expect.poll(async () => (await figuresOf(app.page)).decisions, { timeout: 15_000 }).toBeGreaterThanOrEqual(1);
    await app.page.reload();
    await app.page.getByRole('heading', { level: 1, name: 'D22-00001' }).waitFor();
    await expect.poll(async () => (await figuresOf(app.page)).decisions, { timeout: 15_000 }).toBeGreaterThanOrEqual(1);
    expect(app.complaints).toEqual([]);
  });

  it('is asked about when it ends a third time, and the working copy is made anew without a loss', async () => {
    await startOnTheInvoice();
    for (let fall = 1; fall <= 3; fall += 1) await killWorkspace();
    await app.page.getByRole('heading', { name: 'LAIT needs a decision from you' }).waitFor();
    await recoverySays(app.page, /Everything you confirmed is kept/);
    await press(app.page, 'Make the working copy anew');
    await openInvoice(app.page, 'D22-00001');
    await decisionsAre(app.page, 1);
  });

  it('is loaded again once at its place, and then shown in safe mode: the page', async () => {
    await startOnTheInvoice();
    const address = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL(), null);
    const crash = () =>
      app.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
        null,
      );
    const loads = await app.evaluate(({ BrowserWindow }) => {
      const scope = globalThis as unknown as { loads: number };
      scope.loads = 0;
      BrowserWindow.getAllWindows()[0]?.webContents.on('did-finish-load', () => {
        scope.loads += 1;
      });
      return scope.loads;
    }, null);
    expect(loads).toBe(0);
    const before = await address();
    expect(before).toMatch(/^lait:\/\/app\/invoices\//);
    await crash();
    await expect
      .poll(() => app.evaluate(() => (globalThis as unknown as { loads: number }).loads, null), { timeout: 15_000 })
      .toBe(1);
    expect((await address())?.split('?')[0]).toBe(before?.split('?')[0]);
    await crash();
    await expect.poll(address, { timeout: 15_000 }).toBe('lait://app/recovery.html');
  });

  it('is asked about when it hangs, and the question goes when it reacts again', async () => {
    await start();
    const asked = await app.evaluate(async ({ BrowserWindow, dialog }) => {
      const [window] = BrowserWindow.getAllWindows();
      const seen: string[] = [];
      dialog.showMessageBox = ((_window: unknown, options: { message: string; signal: AbortSignal }) => {
        seen.push(options.message);
        return new Promise((resolve) => {
          options.signal.addEventListener('abort', () => {
            seen.push('closed');
            resolve({ response: 0, checkboxChecked: false });
          });
        });
      }) as never;
      window?.webContents.emit('unresponsive');
      window?.webContents.emit('unresponsive');
      window?.webContents.emit('responsive');
      await new Promise((resolve) => setTimeout(resolve, 50));
      return seen;
    }, null);
    expect(asked).toEqual(['LAIT does not react at the moment.', 'closed']);
  });
});

// The key store of the real Electron is the system's own; a test does not take it away.
if (electronBinary() === null) describe('a key store that is', keyStores);

function keyStores(): void {
  it('locked: nothing is opened, nothing is lost, and trying again is enough', async () => {
    await start(undefined, { LAIT_STANDIN_KEY_STORE: 'locked' });
    await app.page.getByRole('heading', { name: 'The key to your files is missing' }).waitFor();
    await recoverySays(app.page, /They are untouched\. Unlock the key store/);
    await app.evaluate(() => {
      process.env.LAIT_STANDIN_KEY_STORE = 'gnome_libsecret';
    }, null);
    await press(app.page, 'Try again');
    await openInvoice(app.page, 'D22-00001');
    await decisionsAre(app.page, 1);
  });

  it('lost: the files are set aside with their key, and open again when the keyring is restored', async () => {
    const saved = readFileSync(join(laptop, 'standin-keyring'));
    await start((copy) => rmSync(join(copy, 'standin-keyring')));
    const keyring = join(app.userData, 'standin-keyring');
    await recoverySays(app.page, /not in this computer's key store any more/);
    await press(app.page, 'Set the files aside and begin anew');
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await app.quit();
    // Weeks later the keyring is found again: everything is put back in its place.
    const [kept = ''] = readdirSync(join(app.userData, 'set-aside'));
    const aside = join(app.userData, 'set-aside', kept);
    expect(readdirSync(aside).toSorted()).toEqual(['database-key.bin', 'workspace']);
    writeFileSync(keyring, saved);
    rmSync(join(app.userData, 'workspace'), { recursive: true });
    renameSync(join(aside, 'workspace'), join(app.userData, 'workspace'));
    renameSync(join(aside, 'database-key.bin'), join(app.userData, 'secrets', 'database-key.bin'));
    app = await app.reopen();
    await openInvoice(app.page, 'D22-00001');
    await decisionsAre(app.page, 1);
  });

  it('not protected: the person is told, and where a policy refuses it nothing is opened', async () => {
    await start(undefined, { LAIT_STANDIN_KEY_STORE: 'basic_text' });
    const policy = join(app.userData, 'policy.json');
    await app.page.getByText(/has no keyring/).waitFor();
    await openInvoice(app.page, 'D22-00001');
    await app.quit();
    writeFileSync(policy, JSON.stringify({ weakKeyStore: 'refuse' }));
    app = await app.reopen({ env: { LAIT_STANDIN_KEY_STORE: 'basic_text', LAIT_POLICY_FILE: policy } });
    await app.page.getByRole('heading', { name: 'This computer has no place for keys' }).waitFor();
    expect(existsSync(inWorkspace('outbox.db'))).toBe(true);
  });
}
