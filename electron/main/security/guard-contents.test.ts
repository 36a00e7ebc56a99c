import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { guardContents, windowPreferences } from './guard-contents.ts';

function guarded() {
  const outside: string[] = [];
  const events = new EventEmitter();
  let onOpen: (details: { url: string }) => unknown = () => ({ action: 'allow' });
  const contents = Object.assign(events, {
    setWindowOpenHandler(handler: typeof onOpen) {
      onOpen = handler;
    },
  });
  guardContents(contents as unknown as WebContents, (url) => outside.push(url));
  const isPrevented = (name: string, url: string, isMainFrame = true) => {
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    events.emit(name, { url, isMainFrame, preventDefault });
    return prevented;
  };
  return { isPrevented, open: (url: string) => onOpen({ url }), outside };
}

describe('a page', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('stays with us on %s', (name) => {
    const { isPrevented } = guarded();
    const strangers = [
      'https://evil.example/',
      'file:///etc/passwd',
      'lait://evil/',
      'data:text/html,x',
      'about:blank',
    ];
    expect(strangers.filter((url) => !isPrevented(name, url))).toEqual([]);
    expect(isPrevented(name, 'lait://app/invoices')).toBe(false);
  });

  it('may hold a preview in a frame, and never becomes one; a frame goes nowhere else', () => {
    const { isPrevented } = guarded();
    const preview = 'lait-doc://original/0198c1de-0000-7000-8000-000000000001';
    expect(isPrevented('will-frame-navigate', preview, false)).toBe(false);
    expect(isPrevented('will-frame-navigate', preview, true)).toBe(true);
    expect(['will-navigate', 'will-redirect'].every((name) => isPrevented(name, preview))).toBe(true);
    for (const url of ['https://evil.example/', 'lait-docs://x/', 'data:text/html,x', 'file:///etc/passwd']) {
      expect(isPrevented('will-frame-navigate', url, false)).toBe(true);
    }
  });

  it('holds no web view', () => {
    expect(guarded().isPrevented('will-attach-webview', 'lait://app/')).toBe(true);
  });

  it('opens no window; a link out is offered to the one function that decides', () => {
    const { open, outside } = guarded();
    expect([open('https://evil.example/'), open('lait://app/')]).toEqual([{ action: 'deny' }, { action: 'deny' }]);
    expect(outside).toEqual(['https://evil.example/', 'lait://app/']);
  });

  it('is made with every preference that keeps it apart from the machine', () => {
    expect(windowPreferences('/p.cjs', false)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
      partition: 'persist:lait',
    });
  });
});
