import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (details: { readonly url: string }, answer: (response: { cancel?: boolean }) => void) => void;
type AskPermission = (
  contents: unknown,
  permission: string,
  answer: (isGiven: boolean) => void,
  details: object,
) => void;
type CheckPermission = (contents: unknown, permission: string, origin: string, details: object) => boolean;

/** One session by partition; windows of it are shown in the one Chromium. */
export class StandinSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  beforeRequest: BeforeRequest | null = null;
  askPermission: AskPermission | null = null;
  checkPermission: CheckPermission | null = null;
  device: ((details: object) => boolean) | null = null;
  isSpellChecked = true;
  onPermissionChange: () => void = () => {};

  readonly protocol = strict('session.protocol', {
    handle: (scheme: string, handler: Handler) => {
      if (this.handlers.has(scheme)) throw new Error(`The scheme ${scheme} is handled already.`);
      this.handlers.set(scheme, handler);
    },
  });

  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest: (handler: BeforeRequest | null) => {
      this.beforeRequest = handler;
    },
  });

  setPermissionRequestHandler(handler: AskPermission | null): void {
    this.askPermission = handler;
    this.onPermissionChange();
  }

  setPermissionCheckHandler(handler: CheckPermission | null): void {
    this.checkPermission = handler;
    this.onPermissionChange();
  }

  setDevicePermissionHandler(handler: ((details: object) => boolean) | null): void {
    this.device = handler;
  }

  setBluetoothPairingHandler(_handler: unknown): void {}

  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.isSpellChecked = isEnabled;
  }

  isSpellCheckerEnabled(): boolean {
    return this.isSpellChecked;
  }

  isCancelled(url: string): boolean {
    let isCancelled = false;
    this.beforeRequest?.({ url }, ({ cancel }) => {
      isCancelled = cancel === true;
    });
    return isCancelled;
  }

  /** As Electron decides: what no handler refuses is given. */
  isGiven(contents: unknown, permission: string, origin: string): boolean {
    const isHeld = this.checkPermission?.(contents, permission, origin, {}) ?? true;
    let isAnswered = this.askPermission === null;
    this.askPermission?.(
      contents,
      permission,
      (isGiven) => {
        isAnswered = isGiven;
      },
      { requestingUrl: origin },
    );
    return isHeld && isAnswered;
  }
}

const sessions = new Map<string, StandinSession>();
let ofPages: StandinSession | null = null;

export function sessionOf(partition: string): StandinSession {
  const known = sessions.get(partition) ?? strict('session', new StandinSession());
  sessions.set(partition, known);
  return known;
}

/** The session of the windows; there is one, as LAIT has one kind of window. */
export function pageSession(): StandinSession | null {
  return ofPages;
}

export function showPagesOf(session: StandinSession): void {
  if (ofPages !== null && ofPages !== session) throw new Error('The stand-in shows windows of one session only.');
  ofPages = session;
}
