import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Notification } from '#shared/api/workspace.ts';
import { jsonFile } from '../files/json-file.ts';
import type { ToastSettings } from './plan-toasts.ts';
import { openShownToasts, shownToasts } from './shown-toasts.ts';
import { type ToasterParts, toaster } from './toaster.ts';

const HOUR = 3_600_000;
const invoice = (number: number) => `0198c1de-0000-7000-8000-${String(number).padStart(12, '0')}`;

describe('toasts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-toasts-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  let inbox: Notification[];
  let settings: ToastSettings;
  let nowMs: number;
  let isWindowInFront: boolean;
  let shown: { body: string; click(): void; failed(): void; isClosed: boolean }[];
  let opened: unknown[];
  let waiting: { milliseconds: number; work(): void }[];
  beforeEach(() => {
    count += 1;
    inbox = [];
    settings = { isOn: true, quiet: null, notBeforeMs: null };
    nowMs = 10 * HOUR;
    isWindowInFront = false;
    shown = [];
    opened = [];
    waiting = [];
  });

  const arrive = (type: string, about: number | null, data: Record<string, number | string> = {}) => {
    const notificationId = `n${inbox.length}`;
    const subjectId = about === null ? null : invoice(about);
    inbox.unshift({ notificationId, type, at: '', scopeId: null, subjectId, invoiceNumber: null, data, isRead: false });
  };
  const started = async (more: Partial<ToasterParts> = {}) => {
    const kept = await openShownToasts(jsonFile(join(folder, `shown-${count}.json`), shownToasts));
    const made = toaster({
      shown: kept,
      settings: () => settings,
      unread: async () => inbox,
      isSupported: () => true,
      make(toast, { click, failed }) {
        const entry = { body: toast.body, click, failed, isClosed: false };
        return {
          show: () => void shown.push(entry),
          close: () => {
            entry.isClosed = true;
          },
        };
      },
      isWindowInFront: () => isWindowInFront,
      open: (link) => void opened.push(link),
      nowMs: () => nowMs,
      minuteOfDay: () => Math.floor(nowMs / 60_000) % 1_440,
      after(milliseconds, work) {
        waiting.push({ milliseconds, work });
        return () => {};
      },
      log: { info() {}, warn() {}, error() {} },
      ...more,
    });
    return { look: made.look, withdraw: made.withdraw, results: () => kept.results() };
  };

  it('show each notification once, over restarts and however often the inbox is looked at', async () => {
    arrive('invoice.flagged', 1, { findingCount: 3 });
    const first = await started();
    await Promise.all([first.look(), first.look(), first.look()]);
    expect(shown.map(({ body }) => body)).toEqual(['A bill has 3 findings to look at.']);
    await (await started()).look();
    nowMs += 20 * 24 * HOUR;
    await (await started()).look();
    expect(shown).toHaveLength(1);
  });

  it('are one an invoice, with its newest word, and one for all when there are many', async () => {
    arrive('invoice.uploaded', 1);
    arrive('invoice.processed', 1);
    arrive('invoice.flagged', 1, { findingCount: 1 });
    arrive('invoice.flagged', 2, { findingCount: 2 });
    await (await started()).look();
    expect(shown.map(({ body }) => body)).toEqual([
      'A bill has 2 findings to look at.',
      'A bill has 1 finding to look at.',
    ]);
    for (let about = 10; about < 60; about += 1) arrive('invoice.flagged', about);
    await (await started()).look();
    expect(shown.at(-1)?.body).toBe('50 things are waiting for you.');
    shown.at(-1)?.click();
    expect(opened).toEqual([{ kind: 'notifications' }]);
  });

  it('give way to a newer one about the same invoice', async () => {
    const one = await started();
    arrive('invoice.uploaded', 1);
    await one.look();
    arrive('invoice.flagged', 1);
    await one.look();
    expect(shown.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it('open the invoice on a click, and keep what became of each', async () => {
    arrive('invoice.flagged', 7);
    arrive('invoice.processed', null, { code: 'FILE_001' });
    const one = await started();
    await one.look();
    for (const each of shown) each.body.includes('findings') ? each.click() : each.failed();
    expect(opened).toEqual([{ kind: 'invoice', invoiceId: invoice(7), lineId: null }]);
    await expect
      .poll(() =>
        one
          .results()
          .map(({ id, result }) => `${id} ${result}`)
          .sort(),
      )
      .toEqual(['n0 clicked', 'n1 failed']);
  });

  it('open the search and the verification that they tell of, each its own', async () => {
    arrive('legal.search_complete', 3, { count: 12 });
    arrive('legal.search_complete', 4, { count: 0 });
    arrive('legal.verification_complete', 5);
    const one = await started();
    await one.look();
    for (const each of shown) each.click();
    expect(opened).toEqual([
      { kind: 'verification', verificationId: invoice(5) },
      { kind: 'search', searchId: invoice(4) },
      { kind: 'search', searchId: invoice(3) },
    ]);
  });

  it('keep quiet in quiet hours, over midnight too, and come together afterwards', async () => {
    settings = { ...settings, quiet: { fromMinute: 22 * 60, untilMinute: 7 * 60 } };
    nowMs = 23 * HOUR;
    arrive('invoice.flagged', 1);
    const one = await started();
    await one.look();
    expect([shown.length, waiting.at(-1)?.milliseconds]).toEqual([0, HOUR / 4]);
    nowMs = 30 * HOUR;
    arrive('invoice.processed', 1);
    waiting.at(-1)?.work();
    await one.look();
    expect(shown).toHaveLength(0);
    nowMs = 31 * HOUR;
    await one.look();
    expect(shown).toHaveLength(1);
  });

  it('wait while the person does not want to be disturbed', async () => {
    settings = { ...settings, notBeforeMs: 12 * HOUR };
    arrive('invoice.flagged', 1);
    const one = await started();
    await one.look();
    expect(shown).toHaveLength(0);
    nowMs = 12 * HOUR;
    await one.look();
    expect(shown).toHaveLength(1);
  });

  it('turned off, or with the window in front, never come as a burst later', async () => {
    settings = { ...settings, isOn: false };
    arrive('invoice.flagged', 1);
    const one = await started();
    await one.look();
    settings = { ...settings, isOn: true };
    isWindowInFront = true;
    arrive('invoice.flagged', 2);
    await one.look();
    isWindowInFront = false;
    await one.look();
    expect(shown).toHaveLength(0);
    expect(one.results().map(({ result }) => result)).toEqual(['turned_off', 'window_in_front']);
  });

  it('are taken away when the invoice is', async () => {
    arrive('invoice.flagged', 1);
    const one = await started();
    await one.look();
    one.withdraw((link) => link.kind === 'invoice' && link.invoiceId === invoice(1));
    expect(shown[0]?.isClosed).toBe(true);
  });

  it('name no client, no number and no party, whatever the server sends', async () => {
    for (const type of ['invoice.uploaded', 'invoice.processed', 'invoice.flagged', 'system.error', 'new.kind']) {
      arrive(type, 1, { clientName: 'Initech', invoiceNumber: '96542', findingCount: 2 });
      await (await started()).look();
    }
    for (const { body } of shown) expect(body).not.toMatch(/Initech|96542/);
    expect(shown.length).toBeGreaterThan(3);
  });
});
