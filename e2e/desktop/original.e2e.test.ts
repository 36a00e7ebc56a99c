import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { draftDemoInvoice } from '../../scripts/cli/demo/draft-demo.ts';
import { finishInvoice } from '../../scripts/cli/demo/finish-invoice.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { waitForImports } from '../review-page.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';
import { securityReport } from './security-report.ts';

const report = securityReport();
const HOSTILE =
  '<script>top.isOwned=1</script><img src=https://evil.example/x onerror=top.isOwned=1><a href=https://evil.example target=_top>x</a><meta http-equiv=refresh content="0;url=https://evil.example/">';

/** The file that a bill came in, which may be anything at all. */
describe('the original of a bill', () => {
  let app: RunningDesktop;
  let bills: DemoFolder;
  let lineCount: number;

  beforeAll(async () => {
    bills = demoFolder();
    const { invoice } = finishInvoice(draftDemoInvoice(29, 1, 12), 1);
    const [first, ...rest] = invoice.lines;
    lineCount = invoice.lines.length;
    if (first === undefined) throw new Error('A bill has lines.');
    const hostile = { ...invoice, lines: [{ ...first, narrative: HOSTILE }, ...rest] };
    const path = join(bills.path, 'hostile.led');
    writeFileSync(path, writeLedes1998b([hostile]).text);
    app = await launchDesktop({ args: [path] });
    await waitForImports(app.page, 1);
    await app.page.getByRole('row', { name: /^D29-00001 / }).dblclick();
    await app.page.getByRole('button', { name: 'Original' }).click();
  });
  afterAll(async () => {
    await app.end();
    bills.remove();
    report.print();
  });

  const preview = () => app.page.frames().find((frame) => frame !== app.page.mainFrame());

  it('is shown line by line as it came, with its name and size', async () => {
    const frame = app.page.frameLocator('iframe[title="The original file"]');
    await frame.getByText('hostile.led').waitFor();
    await frame.getByText('LEDES1998B[]').waitFor();
    expect(await frame.locator('li').count()).toBe(lineCount + 2);
    expect(await frame.getByText('<script>top.isOwned=1</script>').count()).toBe(1);
  });

  it('can do nothing, whatever is in it: no script, no request, no way out, no bridge, nobody\u2019s origin', async () => {
    await app.page.waitForTimeout(400);
    const seen = await preview()?.evaluate(() => ({
      origin: globalThis.origin,
      elements: document.querySelectorAll('script, img, a, link, iframe').length,
      bridge: 'lait' in globalThis,
    }));
    expect(seen).toEqual({ origin: 'null', elements: 0, bridge: false });
    expect(await app.page.evaluate(() => 'isOwned' in globalThis)).toBe(false);
    expect(await app.foreignRequests()).toEqual([]);
    const urls = await app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.webContents.getURL()),
      null,
    );
    expect(urls[0]).toMatch(/^lait:\/\/app\//);
    report.proven('previews: another origin, sandboxed, text alone', 'chromium');
  });

  it('is not to be read by the page that shows it, nor to be had by another address', async () => {
    const read = await app.page.evaluate(async () => {
      const frame = document.querySelector('iframe');
      const address = frame?.getAttribute('src') ?? '';
      const fetched = await fetch(address).then(
        () => 'fetched',
        () => 'refused',
      );
      return [frame?.contentDocument ?? null, fetched];
    });
    expect(read).toEqual([null, 'refused']);
    expect(
      app.complaints.filter((each) => !/connect-src|Fetch API|Failed to load|Refused to connect/.test(each)),
    ).toEqual([]);
  });
});
