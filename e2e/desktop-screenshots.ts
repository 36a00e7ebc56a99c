import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LockState } from '#shared/api/shell.ts';
import type { UpdateState } from '#shared/api/update-state.ts';
import { buildDesktop } from '../scripts/desktop/build-desktop.ts';
import { startDisplay } from '../scripts/process/start-display.ts';
import { type DemoFolder, demoFolder } from './desktop/demo-folder.ts';
import { launchDesktop, type RunningDesktop } from './launch-desktop.ts';
import { openInvoice, waitForImports } from './review-page.ts';

const READY: UpdateState = {
  stage: { kind: 'ready', version: '0.2.0', notes: 'Faster review of long bills.' },
  trouble: null,
  mustUpdate: false,
};

/** Pictures of what only the desktop has, in its running window. @returns the files; null when it cannot be built */
export async function takeDesktopScreenshots(folder: string): Promise<readonly string[] | null> {
  if (!(await buildDesktop())) return null;
  mkdirSync(folder, { recursive: true });
  const display = await startDisplay();
  if (display !== null) process.env.DISPLAY = display.name;
  const bills = demoFolder();
  const app = await launchDesktop();
  const taken: string[] = [];
  try {
    await visit(app, bills, async (screen, update) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await app.page.emulateMedia({ colorScheme });
        // Again each time: LAIT's own first look may have said otherwise meanwhile.
        if (update !== undefined) await tellUpdate(app, update);
        if (update?.stage.kind === 'ready') await app.page.getByRole('button', { name: 'Restart to update' }).waitFor();
        await app.page.waitForTimeout(400);
        const file = join(folder, `desktop-${screen}-${colorScheme}.png`);
        await app.page.screenshot({ path: file });
        taken.push(file);
      }
    });
    return taken;
  } finally {
    await app.end();
    bills.remove();
    display?.end();
  }
}

async function visit(
  app: RunningDesktop,
  bills: DemoFolder,
  shoot: (screen: string, update?: UpdateState) => Promise<void>,
): Promise<void> {
  const { page } = app;
  await page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
  const files = [60, 400, 90].map((lines, index) => bills.bill(`bill-${index + 1}.led`, 71, index + 1, lines));
  await app.dropPaths(files);
  await waitForImports(page, files.length);
  await page.getByRole('button', { name: 'Clear the list' }).click();
  await page.waitForTimeout(5_000);
  await shoot('queue');
  await openInvoice(page, 'D71-00002');
  for (const key of ['f', 'x', 'f']) await page.keyboard.press(key);
  await page.waitForTimeout(1_000);
  await shoot('update-ready', READY);
  await shoot('too-old', { ...READY, mustUpdate: true });
  await tellUpdate(app, { ...READY, stage: { kind: 'current' } });
  await page.getByRole('button', { name: 'Original' }).click();
  await page.frameLocator('iframe').getByText('LEDES1998B[]').waitFor();
  await shoot('original');
  await page.keyboard.press('Escape');
  await shootLock(app, shoot);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByText('Keep quiet for part of the day').click();
  await page.getByRole('button', { name: 'Run diagnostics' }).click();
  await page.getByRole('list', { name: 'What was found' }).waitFor();
  await page.getByRole('heading', { name: 'Notifications', exact: true }).scrollIntoViewIfNeeded();
  await shoot('settings');
  await page.getByRole('heading', { name: 'Diagnostics' }).evaluate((heading) => heading.scrollIntoView());
  await shoot('diagnostics');
}

/** As the page shows it when main says so; who is asked is made up, as nobody is signed in here. */
async function shootLock(app: RunningDesktop, shoot: (screen: string) => Promise<void>): Promise<void> {
  const tellLock = (lock: LockState) =>
    app.evaluate(({ BrowserWindow }, told) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('lait:event', { type: 'lockChanged', lock: told });
    }, lock);
  await tellLock({ kind: 'covered' });
  await app.page.getByRole('button', { name: 'Show my work' }).waitFor();
  await shoot('covered');
  await tellLock({ kind: 'open' });
  await app.page.getByRole('grid').first().waitFor();
  await tellLock({ kind: 'locked', displayName: 'Rosa Lindqvist', asks: 'password' });
  await app.page.getByRole('heading', { name: 'LAIT is locked' }).waitFor();
  await shoot('locked');
  await tellLock({ kind: 'open' });
  // The page let its line go when it heard that it was locked.
  await app.page.reload();
  await app.page.getByRole('grid').first().waitFor();
}

/** As main tells the page, without a release to fetch. */
function tellUpdate(app: RunningDesktop, state: UpdateState): Promise<void> {
  return app.evaluate(({ BrowserWindow }, told) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('lait:event', { type: 'updateChanged', state: told });
  }, state);
}
