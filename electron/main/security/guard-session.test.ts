import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { guardSession, plainFileName } from './guard-session.ts';

type Any = (...args: unknown[]) => unknown;

function guarded() {
  const set: Record<string, Any> = {};
  let isSpellChecked = true;
  const session = {
    setPermissionRequestHandler: (handler: Any) => void Object.assign(set, { request: handler }),
    setPermissionCheckHandler: (handler: Any) => void Object.assign(set, { check: handler }),
    setDevicePermissionHandler: (handler: Any) => void Object.assign(set, { device: handler }),
    setBluetoothPairingHandler: (handler: Any) => void Object.assign(set, { pairing: handler }),
    setSpellCheckerEnabled: (isOn: boolean) => {
      isSpellChecked = isOn;
    },
    webRequest: { onBeforeRequest: (handler: Any) => void Object.assign(set, { load: handler }) },
    on: (name: string, handler: Any) => void Object.assign(set, { [name]: handler }),
  };
  guardSession(session as unknown as Session);
  const asked = (name: string, ...args: unknown[]) => {
    let answer: unknown;
    set[name]?.(...args, (given: unknown) => {
      answer = given;
    });
    return answer;
  };
  const page = (url: string) => ({ getURL: () => url });
  return {
    isGiven: (permission: string, url = 'lait://app/') => {
      let answer: unknown;
      set.request?.(page(url), permission, (given: unknown) => {
        answer = given;
      });
      return answer;
    },
    isHeld: (permission: string, origin = 'lait://app/') => set.check?.(page(origin), permission, origin, {}),
    isDeviceGiven: () => set.device?.({ deviceType: 'usb', origin: 'lait://app' }),
    isPaired: () => asked('pairing', {}),
    isLoaded: (url: string) => (asked('load', { url }) as { cancel: boolean }).cancel === false,
    download: (url: string, name: string) => {
      const done = { isPrevented: false, offered: null as unknown };
      const event = {
        preventDefault: () => {
          done.isPrevented = true;
        },
      };
      const item = {
        getURL: () => url,
        getFilename: () => name,
        setSaveDialogOptions: (options: unknown) => {
          done.offered = options;
        },
      };
      set['will-download']?.(event, item);
      return done;
    },
    isSpellChecked: () => isSpellChecked,
  };
}

const REFUSED = [
  'media',
  'geolocation',
  'midi',
  'hid',
  'serial',
  'usb',
  'openExternal',
  'fileSystem',
  'display-capture',
];

describe('the session of all pages', () => {
  it('gives notifications and writing to the clipboard, and nothing else, to our page alone', () => {
    const session = guarded();
    for (const permission of ['notifications', 'clipboard-sanitized-write']) {
      expect([session.isGiven(permission), session.isHeld(permission)]).toEqual([true, true]);
      expect(session.isGiven(permission, 'https://evil.example/')).toBe(false);
      expect(session.isHeld(permission, 'lait-doc://app')).toBe(false);
    }
    expect(REFUSED.filter((each) => session.isGiven(each) !== false || session.isHeld(each) !== false)).toEqual([]);
    expect([session.isDeviceGiven(), session.isPaired()]).toEqual([false, { confirmed: false }]);
  });

  it('loads its own files and what the page made, from no network', () => {
    const { isLoaded } = guarded();
    expect(['lait://app/a.js', 'blob:lait://app/1', 'lait-doc://x/'].every(isLoaded)).toBe(true);
    const strangers = [
      'https://evil.example/',
      'http://127.0.0.1/',
      'ws://evil.example/',
      'file:///etc/passwd',
      'ftp://x/',
    ];
    expect(strangers.filter(isLoaded)).toEqual([]);
    expect(guarded().isSpellChecked()).toBe(false);
  });

  it('saves what the page has made, where the person says, under a name that stays in its folder', () => {
    const { download } = guarded();
    expect(download('blob:lait://app/1', '../../bill?.txt')).toEqual({
      isPrevented: false,
      offered: { defaultPath: '_.._bill_.txt' },
    });
    expect(download('https://evil.example/a.exe', 'a.exe').isPrevented).toBe(true);
    expect(download('blob:https://evil.example/1', 'a.exe').isPrevented).toBe(true);
  });

  it.each([
    ['.bashrc', 'bashrc'],
    ['..', 'invoice'],
    ['', 'invoice'],
    ['a/b\\c:d', 'a_b_c_d'],
    ['bill.txt. ', 'bill.txt'],
  ])('turns the name %j into %j', (name, plain) => {
    expect(plainFileName(name)).toBe(plain);
  });
});
