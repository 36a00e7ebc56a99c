import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UpdateState } from '#shared/api/update-state.ts';
import type { UpdateOffer } from '#shared/api/updates.ts';
import { makeReleaseKey, signRelease } from '../../scripts/cli/sign-release.ts';
import { projectRoot } from '../../scripts/process/project-root.ts';
import { chipSays, type Desk, signIn } from '../desk.ts';
import { electronBinary, launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { type Account, launchFirm, type RunningFirm } from '../launch-firm.ts';
import { openInvoice, waitForImports } from '../review-page.ts';
import { attachToStandin } from './attach-to-standin.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';
import { decisionsAtTheFirm, firmHands } from './firm-hands.ts';
import { makeAppImage } from './make-app-image.ts';
import { type NetworkBetween, networkBetween } from './network-between.ts';
import { pressDecisions } from './press-decisions.ts';
import { securityReport } from './security-report.ts';

const report = securityReport();

const OLD = '0.1.0';
const NEW = '0.1.1';
const nameOf = (version: string) => `LAIT-${version}-linux-x86_64.AppImage`;
const DECISIONS = 50;

/**
 * From N-1 to N by way of the server, the signature, electron-updater and a file that is really replaced and started.
 * The real Electron would need a packaged application for it: there this is the installation test of a release.
 */
describe.runIf(electronBinary() === null)('an update', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-update-'));
  const key = join(folder, 'first');
  const stranger = join(folder, 'stranger');
  let firm: RunningFirm;
  let network: NetworkBetween;
  let rosa: Account;
  let app: RunningDesktop;
  let bills: DemoFolder;
  let bytes: Buffer;
  let offer: UpdateOffer['release'];
  let foreign: UpdateOffer['release'];
  let env: Record<string, string>;
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });

  beforeAll(async () => {
    bills = demoFolder();
    firm = await launchFirm();
    network = await networkBetween(firm.address);
    rosa = await firm.addAccount('Rosa Lindqvist', 'administrator');
    for (const each of ['installed', 'installers', 'mounts', 'cache']) mkdirSync(join(folder, each));
    makeAppImage(join(folder, 'installed', nameOf(OLD)), OLD);
    bytes = makeAppImage(join(folder, 'installers', nameOf(NEW)), NEW);
    const keys = [await makeReleaseKey(key)];
    await makeReleaseKey(stranger);
    offer = await signed(key);
    foreign = await signed(stranger);
    await publish(keys);
    env = {
      LAIT_SERVER_URL: network.address,
      LAIT_STANDIN_VERSION: OLD,
      APPIMAGE: join(folder, 'installed', nameOf(OLD)),
      XDG_CACHE_HOME: join(folder, 'cache'),
      TMPDIR: join(folder, 'mounts'),
    };
    network.tamper = answering({ release: null });
    app = await launchDesktop({ env });
  });
  afterAll(async () => {
    await app?.end();
    network?.close();
    await firm?.end();
    bills.remove();
    rmSync(folder, { recursive: true, force: true });
    report.print();
  });

  async function signed(keyFile: string): Promise<UpdateOffer['release']> {
    const outcome = await signRelease({
      folder: join(folder, 'installers'),
      keyFile,
      version: NEW,
      minimumServer: '0.1.0',
      notes: 'Faster review of long bills.',
    });
    if (outcome.kind === 'usage') throw new Error(outcome.message);
    return outcome.release;
  }

  /** As an administrator does it from the screen: keys, release, file, everyone. */
  async function publish(keys: readonly object[]): Promise<void> {
    const hands = await firmHands(firm, rosa);
    await hands.post('/api/admin/update-keys', { keys });
    const { id } = await hands.post('/api/admin/releases', offer ?? {});
    await hands.put(`/api/admin/releases/${id}/files/${nameOf(NEW)}`, bytes);
    await hands.post(`/api/admin/releases/${id}/publish`, { ring: 'everyone', percentage: 100 });
  }

  const answering = (change: Partial<UpdateOffer>) => (path: string, body: Buffer) =>
    path.includes('release.json') ? Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), ...change })) : null;

  /** The lid is opened: LAIT looks again. */
  const look = () => app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'), null);
  /** Looks until LAIT says so: a look that is under way may have asked before. */
  const troubleBecomes = (words: string | null) =>
    expect
      .poll(
        async () => {
          await look();
          const { trouble } = await state();
          return words === null ? trouble : trouble?.includes(words);
        },
        { timeout: 10_000, interval: 800 },
      )
      .toBe(words === null ? null : true);
  const state = () =>
    app.page.evaluate(async () => {
      const { lait } = globalThis as unknown as {
        lait: { shell: { getUpdate(input: object): Promise<{ value: UpdateState }> } };
      };
      return (await lait.shell.getUpdate({})).value;
    });

  it('is asked for once somebody has signed in: the laptop is known, and the firm\u2019s keys are pinned', async () => {
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await app.dropPaths([bills.bill('one.led', 31, 1, 700)]);
    await waitForImports(app.page, 1);
    await signIn(desk(), rosa);
    const trust = join(app.userData, 'updates', 'trust.json');
    await expect.poll(() => existsSync(trust), { timeout: 15_000 }).toBe(true);
    await expect.poll(() => network.asked.some(({ path }) => path.includes('release.json'))).toBe(true);
    expect((await state()).trouble).toBe(null);
  });

  it('is refused when its description was changed on the way, or somebody else signed it; the person is told', async () => {
    const descriptor = offer?.descriptor.replace('Faster', 'Slower') ?? '';
    for (const release of [offer === null ? null : { ...offer, descriptor }, foreign]) {
      network.tamper = answering({ release: null });
      await troubleBecomes(null);
      network.tamper = answering({ release });
      await troubleBecomes('did not sign');
    }
    expect(existsSync(join(app.userData, 'updates', 'note.json'))).toBe(false);
  });

  it('is refused when its bytes are others, and nothing of them is kept', async () => {
    network.tamper = answering({ release: null });
    await troubleBecomes(null);
    const other = Buffer.alloc(bytes.length, 0x20);
    network.tamper = (path) => (path.includes('/files/') ? other : null);
    await troubleBecomes('did not sign');
    expect(network.asked.some(({ path }) => path.includes('/files/'))).toBe(true);
    const none = answering({ release: null });
    // A look that is under way was offered the version before, and may ask for its file only now.
    network.tamper = (path, body) => (path.includes('/files/') ? other : none(path, body));
    await troubleBecomes(null);
    expect((await state()).stage).toEqual({ kind: 'current' });
    report.proven('updates: only what a pinned key signed, with the signed bytes', 'lait');
    expect(readdirSync(join(app.userData, 'updates', 'parts'))).toEqual([]);
  });

  it('is nothing to a hotel\u2019s sign-in page: no word to the person, and the work goes on', async () => {
    network.become('sign_in_page');
    const before = network.asked.length;
    await look();
    const askedSince = () => network.asked.slice(before).some(({ path }) => path.includes('release.json'));
    await expect.poll(askedSince, { timeout: 10_000 }).toBe(true);
    expect(await state()).toEqual({ stage: { kind: 'current' }, trouble: null, mustUpdate: false });
    network.become('open');
  });

  it('goes on where a broken line left it, and is then ready, said once at the top', async () => {
    network.tamper = null;
    network.breaksFilesAfter = 200_000;
    const before = network.asked.length;
    const isFetching = () => network.asked.slice(before).some(({ path }) => path.includes('/files/'));
    // A look that is still under way asked before; once the file is asked for, no more of them.
    await expect
      .poll(
        async () => {
          if (!isFetching()) await look();
          return isFetching();
        },
        { timeout: 10_000, interval: 800 },
      )
      .toBe(true);
    await expect
      .poll(async () => (await state()).trouble ?? '', { timeout: 15_000 })
      .toContain('did not come through whole');
    network.breaksFilesAfter = null;
    await look();
    await expect.poll(async () => (await state()).stage.kind, { timeout: 30_000 }).toBe('ready');
    expect(network.asked.filter(({ path }) => path.includes('/files/')).at(-1)?.range).toBe('bytes=200000-');
    const banner = app.page.getByRole('status').filter({ hasText: `Version ${NEW} is ready` });
    await banner.waitFor();
    await banner.getByRole('button', { name: 'Later' }).click();
    await banner.waitFor({ state: 'hidden' });
  });

  it('is installed at the next start, before anything is opened; what was not sent is sent by the new version', async () => {
    await app.page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(app.page, 'D31-00001');
    network.become('down');
    expect(await pressDecisions(app.page, DECISIONS)).toBe(DECISIONS);
    await chipSays(desk(), new RegExp(`${DECISIONS} waiting`));
    await app.quit();
    expect(await decisionsAtTheFirm(firm)).toBe(0);
    network.become('open');
    // As a person starts it; this process hands over and ends.
    const { LAIT_STANDIN_VERSION: _, ...plain } = env;
    const start = spawn(join(folder, 'installed', nameOf(OLD)), [], {
      cwd: projectRoot,
      env: { ...process.env, ...plain, LAIT_USER_DATA: app.userData, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise((resolve) => start.once('exit', resolve));
    expect(code).toBe(0);
    const next = await attachToStandin(app.userData);
    expect(readdirSync(join(folder, 'installed'))).toEqual([nameOf(NEW)]);
    expect(readFileSync(join(folder, 'installed', nameOf(NEW))).equals(bytes)).toBe(true);
    await next.page.getByRole('link', { name: 'Settings', exact: true }).click();
    await next.page.getByText(NEW, { exact: true }).waitFor();
    await expect.poll(() => decisionsAtTheFirm(firm), { timeout: 30_000 }).toBe(DECISIONS);
    await chipSays({ page: next.page, context: next.page.context(), complaints: [] }, /^Up to date/);
    // And the rollout hears of it.
    const installed = () =>
      firm.context.database
        .selectFrom('update_reports')
        .select('status')
        .where('version', '=', NEW)
        .where('status', '=', 'installed')
        .execute();
    await expect.poll(async () => (await installed()).length, { timeout: 10_000 }).toBe(1);
    const waiting = () => JSON.parse(readFileSync(join(app.userData, 'updates', 'reports.json'), 'utf8'));
    await expect.poll(waiting, { timeout: 10_000 }).toEqual([]);
    await next.end();
  });
});
