import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { IMPORT_LIMITS } from '#shared/api/masters.ts';
import type { ShellHandlers, ShellReply } from '#shared/api/shell.ts';
import {
  ANSWERED_WHILE_LOCKED,
  SHELL_CHANNELS,
  type ShellChannel,
  shellChannelName,
} from '#shared/api/shell-channels.ts';
import { registerShell, ShellRefusal } from './shell-router.ts';

type Handle = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<ShellReply<unknown>>;

/** A valid input of each channel; the compiler asks for a new one with every new channel. */
const SEND_ID = '0198c1de-0000-7000-8000-000000000001';
const VALID: { readonly [C in ShellChannel]: unknown } = {
  connectWorkspace: {},
  getStartup: {},
  signIn: { email: 'r@firm.example', password: 'secret' },
  signOut: {},
  getLock: {},
  lock: {},
  unlock: { password: 'secret' },
  uncover: {},
  getLockSettings: {},
  setLockSettings: { afterMinutes: 10, withScreen: true },
  setPassword: { token: 't', password: 'p' },
  callFirm: { method: 'GET', path: '/api/admin/users?search=a%20b', body: null },
  beginFile: {
    method: 'POST',
    path: '/api/admin/registers/new-york/import?asOf=2026-08-01',
    mediaType: 'text/csv',
    byteLength: 5,
  },
  sendPiece: { sendId: SEND_ID, bytes: new Uint8Array(5) },
  endFile: { sendId: SEND_ID },
  cancelFile: { sendId: SEND_ID },
  setServer: { origin: 'https://lait.firm.example' },
  openLink: { url: 'https://firm.example' },
  chooseFiles: { what: 'files' },
  getTrouble: {},
  recover: { step: 'try_again' },
  getUpdate: {},
  installUpdate: {},
  getTraySettings: {},
  setTraySettings: { isOn: true },
  getNotificationSettings: {},
  setNotificationSettings: { isOn: true, quiet: { fromMinute: 1_320, untilMinute: 420 }, pauseMinutes: 60 },
  runDiagnostics: {},
  saveDiagnostics: {},
  showImportProgress: { permille: 500 },
};

const ours = { id: 1 } as WebContents;

function build(work: () => unknown = () => null, isLocked = false) {
  const handles = new Map<string, Handle>();
  const called: string[] = [];
  const faults: string[] = [];
  const handlers = Object.fromEntries(
    SHELL_CHANNELS.map((channel) => [
      channel,
      async () => {
        called.push(channel);
        return work();
      },
    ]),
  ) as unknown as ShellHandlers<WebContents>;
  registerShell(
    { handle: (name: string, handle: Handle) => void handles.set(name, handle) } as never,
    handlers,
    (contents) => contents === ours,
    () => isLocked,
    (channel) => faults.push(channel),
  );
  return { handles, called, faults };
}

function event(change: { url?: string; parent?: unknown; sender?: WebContents; isGone?: boolean } = {}) {
  const frame = { url: change.url ?? 'lait://app/invoices', parent: change.parent ?? null };
  return {
    senderFrame: change.isGone === true ? null : frame,
    sender: change.sender ?? ours,
  } as unknown as IpcMainInvokeEvent;
}

async function ask(handles: Map<string, Handle>, channel: ShellChannel, from: IpcMainInvokeEvent, ...args: unknown[]) {
  const handle = handles.get(shellChannelName(channel));
  if (handle === undefined) throw new Error(`${channel} is not answered`);
  return handle(from, ...args);
}

const JUNK: readonly unknown[] = [
  undefined,
  null,
  0,
  'x',
  [],
  [{}],
  true,
  { __proto__: null, extra: 1 },
  { step: 'rm -rf' },
  { url: 1 },
  { origin: 'http://evil.example' },
  { method: 'CONNECT', path: '/api/x', body: null },
  { email: 'a', password: 'b', extra: 'c' },
  { what: '/etc/passwd' },
];

describe.each(SHELL_CHANNELS)('the channel %s', (channel) => {
  it('answers a page of ours', async () => {
    const { handles, called } = build();
    expect(await ask(handles, channel, event(), VALID[channel])).toEqual({ ok: true, value: null });
    expect(called).toEqual([channel]);
  });

  it.each([
    ['another site', { url: 'https://evil.example/' }],
    ['a file', { url: 'file:///lait/app' }],
    ['a preview', { url: 'lait-doc://app/' }],
    ['a frame inside our page', { parent: {} }],
    ['a window we did not make', { sender: { id: 2 } as WebContents }],
    ['a frame that has gone', { isGone: true }],
    ['no address at all', { url: '' }],
  ])('does nothing for %s', async (_who, change) => {
    const { handles, called } = build();
    const reply = await ask(handles, channel, event(change), VALID[channel]);
    expect(reply).toMatchObject({ ok: false, error: { kind: 'not_allowed' } });
    expect(called).toEqual([]);
  });

  it('tells nothing of the work while LAIT is locked, and does nothing with it', async () => {
    const { handles, called } = build(undefined, true);
    const reply = await ask(handles, channel, event(), VALID[channel]);
    if (ANSWERED_WHILE_LOCKED.has(channel)) expect(called).toEqual([channel]);
    else expect([reply, called]).toMatchObject([{ ok: false, error: { kind: 'locked' } }, []]);
  });

  it('does nothing for junk, and says what is wrong with it', async () => {
    const { handles, called } = build();
    for (const junk of JUNK) {
      const reply = await ask(handles, channel, event(), junk);
      expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    }
    const extra = { ...(VALID[channel] as object), extra: 1 };
    expect(await ask(handles, channel, event(), extra)).toMatchObject({ error: { kind: 'invalid' } });
    expect(called).toEqual([]);
  });

  it('never throws across: a refusal is a sentence, a fault says nothing of itself', async () => {
    const refused = build(() => {
      throw new ShellRefusal('Not on this machine.');
    });
    expect(await ask(refused.handles, channel, event(), VALID[channel])).toEqual({
      ok: false,
      error: { kind: 'refused', message: 'Not on this machine.' },
    });
    const broken = build(() => {
      throw new Error('secret of the inside');
    });
    const reply = await ask(broken.handles, channel, event(), VALID[channel]);
    expect(reply).toMatchObject({ ok: false, error: { kind: 'failed' } });
    expect([JSON.stringify(reply).includes('secret'), broken.faults]).toEqual([false, [channel]]);
  });
});

describe('a path of the server', () => {
  it.each([
    'https://evil.example/api/x',
    '//evil.example/api/x',
    '/api/../updates',
    '/api/admin/..',
    '/api/auth/./login',
    '/api/%2e%2e/x',
    '/api//evil',
    '/api/x\\y',
    '/api/x#y',
    '/api/x y',
    '/updates/stable',
    'api/x',
    '/api/',
  ])('is refused when it is %s', async (path) => {
    const { handles } = build();
    const reply = await ask(handles, 'callFirm', event(), { method: 'GET', path, body: null });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });
});

it('a roster as large as the server takes fits into a question', async () => {
  const { handles } = build();
  const file = 'A'.repeat(Math.ceil(IMPORT_LIMITS.bytes / 3) * 4);
  const body = JSON.stringify({ file });
  const path = '/api/admin/masters/rates/import?dryRun=true';
  expect(await ask(handles, 'callFirm', event(), { method: 'POST', path, body })).toMatchObject({ ok: true });
});

it('a locked LAIT answers a closed list, none of which tells of the work', () => {
  expect([...ANSWERED_WHILE_LOCKED].toSorted()).toEqual([
    'connectWorkspace',
    'getLock',
    'getStartup',
    'getTrouble',
    'getUpdate',
    'recover',
    'setPassword',
    'showImportProgress',
    'uncover',
    'unlock',
  ]);
});

describe("a server's origin", () => {
  it.each([
    'http://firm.example',
    'https://firm.example/api',
    'https://user@firm.example',
    'https://firm.example?x',
    'ftp://firm.example',
    'firm.example',
    '',
  ])('is refused when it is %j', async (origin) => {
    const { handles } = build();
    expect(await ask(handles, 'setServer', event(), { origin })).toMatchObject({ error: { kind: 'invalid' } });
  });

  it.each(['https://firm.example', 'https://firm.example:8443/', 'http://127.0.0.1:4810', 'http://localhost', null])(
    'may be %s',
    async (origin) => {
      const { handles } = build();
      expect(await ask(handles, 'setServer', event(), { origin })).toMatchObject({ ok: true });
    },
  );
});
