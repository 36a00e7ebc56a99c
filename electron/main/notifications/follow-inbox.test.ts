import { beforeEach, describe, expect, it } from 'vitest';
import type { DeepLink } from '#shared/api/deep-link.ts';
import type { SyncStatus } from '#shared/api/sync-status.ts';
import { followInbox } from './follow-inbox.ts';
import { notificationChoice } from './notification-choice.ts';
import { toastXml } from './toast-xml.ts';

const INVOICE = '0198c1de-0000-7000-8000-000000000001';

describe('the inbox, as the system sees it', () => {
  let status: Partial<SyncStatus>;
  let looks: number;
  let badges: number[];
  let faults: number;
  let withdrawn: ((link: DeepLink) => boolean)[];
  let waiting: (() => void)[];
  beforeEach(() => {
    status = { unreadCount: 0, conflictCount: 0, problem: null };
    looks = 0;
    badges = [];
    faults = 0;
    withdrawn = [];
    waiting = [];
  });

  const started = () =>
    followInbox({
      toaster: {
        async look() {
          looks += 1;
        },
        followed() {},
        withdraw: (isGone) => void withdrawn.push(isGone),
        stop() {},
      },
      query: async () => ({ ok: true, value: status }),
      showBadge: (count) => void badges.push(count),
      onSyncFault() {
        faults += 1;
      },
      after: (_milliseconds, work) => void waiting.push(work),
    });
  const settle = async () => {
    for (const work of waiting.splice(0)) work();
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('is looked at once for many changes in one breath, and the badge counts what needs the person', async () => {
    const inbox = started();
    status = { unreadCount: 2, conflictCount: 3, problem: null };
    for (let change = 0; change < 20; change += 1) inbox.onEvent({ type: 'syncChanged' });
    await settle();
    inbox.onEvent({ type: 'syncChanged' });
    await settle();
    status = { unreadCount: 0, conflictCount: 0, problem: null };
    inbox.onEvent({ type: 'syncChanged' });
    await settle();
    expect([looks, badges]).toEqual([2, [5, 0]]);
  });

  it('takes away what stands for invoices that are gone, and nothing else', () => {
    started().onEvent({ type: 'discarded', scopeId: 'matter:1', invoiceIds: [INVOICE], count: 0 });
    const isGone = (invoiceId: string) => withdrawn[0]?.({ kind: 'invoice', invoiceId, lineId: null });
    expect([isGone(INVOICE), isGone(INVOICE.replace('1', '2')), withdrawn[0]?.({ kind: 'notifications' })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('tells a fault of this version from a server or network that is away', async () => {
    const inbox = started();
    for (const problem of ['server_error', 'not_understood', 'sign_in', null, 'failed', 'refused'] as const) {
      status = { unreadCount: 0, conflictCount: 0, problem };
      inbox.look();
      await settle();
    }
    expect(faults).toBe(2);
  });
});

it('an administrator\u2019s no to notifications stands above the person\u2019s yes, and a pause ends by itself', async () => {
  let nowMs = 1_000;
  const kept = {
    serverUrl: null,
    tray: false,
    lock: { afterMinutes: null, withScreen: false },
    notifications: { isOn: true, quiet: null, notBeforeMs: null as number | null },
  };
  const settings = { current: () => kept, change: async (change: object) => void Object.assign(kept, change) };
  const choice = (notifications: boolean) => notificationChoice(settings, { notifications }, () => nowMs);
  expect(choice(false).current()).toMatchObject({ isOn: false, isManaged: true });
  await choice(true).change({ isOn: true, quiet: null, pauseMinutes: 60 });
  expect(choice(true).current().notBeforeMs).toBe(3_601_000);
  await choice(true).change({ isOn: true, quiet: { fromMinute: 0, untilMinute: 1 }, pauseMinutes: null });
  expect(choice(true).current()).toMatchObject({ notBeforeMs: 3_601_000, quiet: { untilMinute: 1 } });
  nowMs = 3_601_000;
  expect(choice(true).current().notBeforeMs).toBe(null);
});

it('words and links are escaped in what Windows reads', () => {
  const xml = toastXml({ title: 'LAIT', body: '1 < 2 & "3"' }, 'lait://open/queue');
  expect(xml).toContain('<text>1 &lt; 2 &amp; &quot;3&quot;</text>');
  expect(xml).toContain('activationType="protocol" launch="lait://open/queue"');
});
