import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFile } from '../demo-files.ts';
import { type Desk, signIn } from '../desk.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { type Account, launchFirm, type RunningFirm } from '../launch-firm.ts';
import { openInvoice } from '../review-page.ts';
import { type FirmHands, firmHands, invoicesAtTheFirm } from './firm-hands.ts';
import { clickLastToast, recordToasts, seenToasts } from './toasts.ts';

/** What the system shows of LAIT: once each, without a name, and a way to the invoice, also while LAIT is not running. */
describe('notifications of the system', () => {
  let firm: RunningFirm;
  let mona: Account;
  let rosa: FirmHands;
  let app: RunningDesktop;
  let bill = 0;
  const env = () => ({ LAIT_SERVER_URL: firm.address });
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });

  beforeAll(async () => {
    firm = await launchFirm();
    mona = await firm.addAccount('Mona Approver', 'approver');
    rosa = await firmHands(firm, await firm.addAccount('Rosa Lindqvist', 'administrator'));
    app = await launchDesktop({ env: env() });
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await signIn(desk(), mona);
    await lookElsewhere();
  });
  afterAll(async () => {
    await app?.end();
    await firm?.end();
  });

  /** Another program is in front, and toasts are kept for the test. */
  async function lookElsewhere(): Promise<void> {
    await recordToasts(app);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur(), null);
  }
  /** @returns its number */
  async function aBillComesIn(): Promise<string> {
    bill += 1;
    const { name, buffer } = demoFile(41, bill, 60);
    await rosa.upload(name, buffer);
    return `D41-${String(bill).padStart(5, '0')}`;
  }
  const toasts = () => seenToasts(app);
  const badge = () => app.evaluate(({ app: electronApp }) => electronApp.getBadgeCount(), null);
  const opened = (number: string) => app.page.getByRole('heading', { level: 1, name: number }).waitFor();

  it('come for a bill with findings, name nobody, and count on the badge', async () => {
    await aBillComesIn();
    await expect
      .poll(async () => (await toasts()).filter(({ isClosed }) => !isClosed).length, { timeout: 20_000 })
      .toBe(1);
    await expect.poll(async () => (await toasts()).at(-1)?.body, { timeout: 20_000 }).toMatch(/finding/);
    for (const { title, body } of await toasts()) expect(`${title} ${body}`).not.toMatch(/D41|HARBOR|Mona|Rosa/i);
    await expect.poll(badge).toBeGreaterThan(0);
  });

  it('open the invoice on a click', async () => {
    await clickLastToast(app);
    await opened('D41-00001');
  });

  it('open the invoice when the click is what starts LAIT, and none is shown twice', async () => {
    await lookElsewhere();
    const number = await aBillComesIn();
    await expect.poll(async () => (await toasts()).length, { timeout: 20_000 }).toBeGreaterThan(0);
    const link = (await toasts()).at(-1)?.id ?? '';
    expect(link).toMatch(/^lait:\/\/open\/invoice\//);
    await app.quit();
    // The system starts LAIT with what the toast points at: Windows by its protocol, macOS by the toast's own id.
    app = await app.reopen({ env: env(), args: [link] });
    await recordToasts(app);
    await opened(number);
    await app.page
      .getByRole('button', { name: /: Sync: / })
      .filter({ hasText: /Up to date/ })
      .waitFor({ timeout: 20_000 });
    await app.page.waitForTimeout(1_000);
    expect(await toasts()).toEqual([]);
  });

  it('keep quiet when the person says so, and come afterwards', async () => {
    await lookElsewhere();
    await app.page.getByRole('link', { name: 'Settings', exact: true }).click();
    await app.page.getByRole('button', { name: 'Do not disturb for an hour' }).click();
    await app.page.getByText(/Nothing is shown until/).waitFor();
    const before = await badge();
    await aBillComesIn();
    await expect.poll(badge, { timeout: 20_000 }).toBeGreaterThan(before);
    expect(await toasts()).toEqual([]);
    await app.page.getByRole('button', { name: 'Show them again' }).click();
    await expect.poll(async () => (await toasts()).length, { timeout: 10_000 }).toBeGreaterThan(0);
  });

  it('go when the matter does, and with them the invoice that is open', async () => {
    await lookElsewhere();
    const number = await aBillComesIn();
    await expect.poll(async () => (await toasts()).length, { timeout: 20_000 }).toBeGreaterThan(0);
    const link = (await toasts()).at(-1)?.id ?? '';
    const invoiceId = link.slice(link.lastIndexOf('/') + 1);
    await app.page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(app.page, number);
    const { matter_id: matterId = '' } = (await invoicesAtTheFirm(firm)).find(({ id }) => id === invoiceId) ?? {};
    await rosa.post('/api/admin/walls', { userId: mona.userId, matterId, reason: 'A conflict of interest.' });
    await app.page.getByRole('heading', { level: 1, name: number }).waitFor({ state: 'hidden', timeout: 15_000 });
    await expect.poll(async () => (await toasts()).every(({ isClosed }) => isClosed), { timeout: 10_000 }).toBe(true);
    expect(await app.page.getByText(number).count()).toBe(0);
  });
});
