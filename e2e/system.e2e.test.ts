import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '#server/access/actor.ts';
import { withChanges } from '#server/sync/with-changes.ts';
import { chipSays, type Desk, launchBrowser, openDesk, signIn } from './desk.ts';
import { launchFirm, type RunningFirm } from './launch-firm.ts';
import { violationsInBoth } from './violations.ts';

/** How the running system stands, as an administrator sees it, against the real server, its PostgreSQL and its Redis. */
describe('the System page', () => {
  let firm: RunningFirm;
  let browser: Browser;
  let office: Desk;
  let page: Page;

  const glance = () => page.getByRole('region', { name: 'At a glance' });
  const rowOf = (table: string, words: string | RegExp) =>
    page.getByRole('region', { name: table }).getByRole('row').filter({ hasText: words });
  const lookNow = () => page.getByRole('button', { name: 'Look now' }).click();

  beforeAll(async () => {
    firm = await launchFirm();
    browser = await launchBrowser();
    const max = await firm.addAccount('Max Brandvold', 'administrator');
    office = await openDesk(browser, firm);
    ({ page } = office);
    await signIn(office, max);
  });
  afterAll(async () => {
    await browser?.close();
    await firm?.context.jobs.stop();
    await firm?.end();
  });

  it('says first what needs somebody, then how each part, process and version stands', async () => {
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'System' }).click();
    await page.getByRole('heading', { level: 1, name: 'System' }).waitFor();
    await glance().getByText('No backups are set up').waitFor();
    await rowOf('Parts', 'PostgreSQL').getByText('Well').waitFor();
    await rowOf('Parts', 'Redis').getByText('Well').waitFor();
    await rowOf('Server processes', 'which answers here').getByText('Runs').waitFor();
    await page.getByText('Nothing waits, nothing is worked on').waitFor();
    await rowOf('Times of answers', 'Health').getByText('100 ms').waitFor();
    await page
      .getByText(/ free of /)
      .first()
      .waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('names work that failed by its error and its request, without what it was about', async () => {
    await withChanges(firm.context, SYSTEM, (batch) =>
      firm.context.jobs.enqueue(batch.db, 'verify-attorney', { verificationId: 'about Longstone Reinsurance' }),
    );
    await expect
      .poll(async () => {
        await lookNow();
        return rowOf('Failed work', 'Verifying an attorney').count();
      })
      .toBe(1);
    const failed = rowOf('Failed work', 'Verifying an attorney');
    await failed.getByText('DatabaseError (22P02)').waitFor();
    await failed.getByText(/^Tried again today/).waitFor();
    expect(await page.getByText('Longstone').count()).toBe(0);
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('tells in words that Redis went, by itself, and that it is back', async () => {
    await firm.killRedis();
    await glance()
      .getByText(/^Down for .*: Redis does not answer\. Everything works on, slower, and nothing is lost\./)
      .waitFor({ timeout: 30_000 });
    await rowOf('Parts', 'Redis').getByText('Down').waitFor();
    await rowOf('Parts', 'PostgreSQL').getByText('Well').waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await firm.startRedis();
    await rowOf('Parts', 'Redis').getByText('Well').waitFor({ timeout: 30_000 });
    expect(await glance().getByText('Redis does not answer').count()).toBe(0);
  });

  it('keeps what it last heard, with its time, while the server is away, and goes on when it is back', async () => {
    await firm.killServer();
    await lookNow();
    const stale = page.getByRole('alert').filter({ hasText: 'What stands below is as of' });
    await stale.waitFor();
    await rowOf('Parts', 'PostgreSQL').waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await firm.startServer();
    await stale.waitFor({ state: 'hidden', timeout: 30_000 });
    await chipSays(office, /^Up to date/);
    // The one that was killed took no leave.
    await rowOf('Server processes', 'which answers here').waitFor();
  });

  it('gives a support bundle to save, and the audit log has it', async () => {
    await page.getByRole('button', { name: 'Support bundle' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Save lait-support-/ }).click();
    expect((await download).suggestedFilename()).toMatch(/^lait-support-\d{8}T\d{6}Z\.tar\.gz$/);
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('region', { name: 'Audit log' }).getByText('support.export', { exact: true }).waitFor();
  });

  it('is not there for a reviewer: neither in the bar, nor by its address, nor from the server', async () => {
    const rosa = await firm.addAccount('Rosa Lindqvist', 'reviewer');
    const desk = await openDesk(browser, firm);
    await signIn(desk, rosa);
    expect(await desk.page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
    const login = await fetch(`${firm.address}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: rosa.email, password: rosa.password, kind: 'browser' }),
    });
    const { accessToken } = (await login.json()) as { readonly accessToken: string };
    const headers = { authorization: `Bearer ${accessToken}` };
    expect((await fetch(`${firm.address}/api/admin/system`, { headers })).status).toBe(403);
    const bundle = await fetch(`${firm.address}/api/admin/support-bundle`, { method: 'POST', headers });
    expect(bundle.status).toBe(403);
    await desk.page.goto(`${firm.address}/admin/system`);
    await desk.page.getByText('This page is for administrators.').waitFor();
    expect(desk.complaints).toEqual([]);
  });

  it('broke no policy and threw no error on the way', () => {
    expect(office.complaints).toEqual([]);
  });
});
