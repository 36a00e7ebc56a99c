import { EventEmitter } from 'node:events';
import { StandinRequest, type StandinRequestOptions } from './client-request.ts';
import { strict } from './strict.ts';

/**
 * What the system would show or do: it is not done here. A test puts its own function in the place of one of these, as
 * it does on the real Electron, and looks at what it was called with.
 */

export const dialog = strict('dialog', {
  /** As if the person had closed it: the answer for cancelling. */
  async showMessageBox(...args: object[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const options = args.at(-1) as { cancelId?: number; signal?: AbortSignal };
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },
  async showOpenDialog(..._args: object[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    return { canceled: true, filePaths: [] };
  },
  async showSaveDialog(..._args: object[]): Promise<{ canceled: boolean; filePath: string }> {
    return { canceled: true, filePath: '' };
  },
});

export const shell = strict('shell', {
  async openExternal(_url: string): Promise<void> {},
  async openPath(_path: string): Promise<string> {
    return '';
  },
});

interface MenuItem {
  readonly id?: string;
  readonly label?: string;
  readonly submenu?: readonly MenuItem[];
  click?(): void;
}

class StandinMenu {
  static current: StandinMenu | null = null;
  readonly items: readonly MenuItem[];

  constructor(items: readonly MenuItem[]) {
    this.items = items;
  }

  getMenuItemById(id: string): MenuItem | null {
    const find = (items: readonly MenuItem[]): MenuItem | null => {
      for (const item of items) {
        if (item.id === id) return item;
        const found = find(item.submenu ?? []);
        if (found !== null) return found;
      }
      return null;
    };
    return find(this.items);
  }
}

export const Menu = strict('Menu', {
  buildFromTemplate: (template: readonly MenuItem[]) => strict('menu', new StandinMenu(template)),
  setApplicationMenu(menu: StandinMenu | null): void {
    StandinMenu.current = menu;
  },
  getApplicationMenu: () => StandinMenu.current,
});

/** Somebody is always there, until a test puts another answer in its place. */
export const powerMonitor = strict('powerMonitor', Object.assign(new EventEmitter(), { getSystemIdleTime: () => 0 }));

const DISPLAY = { id: 1, scaleFactor: 1, bounds: { x: 0, y: 0, width: 1600, height: 1000 } };
const display = { ...DISPLAY, workArea: DISPLAY.bounds };
export const screen = strict('screen', {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
});

export const net = strict('net', {
  // Node's own, in place of Chromium's: no system proxy and no certificates of the system.
  fetch: (url: string, init?: RequestInit) => fetch(url, init),
  request: (options: StandinRequestOptions) => strict('ClientRequest', new StandinRequest(options)),
});

interface NotificationOptions {
  readonly id?: string;
  readonly title?: string;
  readonly body?: string;
  readonly toastXml?: string;
}

/** Nothing is shown; a test puts its own `show` into the prototype, as it can on the real Electron. */
class StandinNotification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }

  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly toastXml: string;

  constructor({ id = '', title = '', body = '', toastXml = '' }: NotificationOptions = {}) {
    super();
    this.id = id;
    this.title = title;
    this.body = body;
    this.toastXml = toastXml;
  }

  show(): void {
    this.emit('show', {});
  }

  close(): void {
    this.emit('close', {});
  }
}
export const Notification = strict('Notification', StandinNotification);

/**
 * `Tray`: nothing is shown. As documented: its menu is what was set last, `destroy` takes it away, and one that was
 * destroyed throws.
 */
class StandinTray extends EventEmitter {
  static readonly shown = new Set<StandinTray>();
  toolTip = '';
  menu: StandinMenu | null = null;
  private isOver = false;

  constructor(_image: object) {
    super();
    StandinTray.shown.add(this);
  }

  setImage(_image: object): void {
    this.check();
  }

  setToolTip(text: string): void {
    this.check();
    this.toolTip = text;
  }

  setContextMenu(menu: StandinMenu | null): void {
    this.check();
    this.menu = menu;
  }

  isDestroyed(): boolean {
    return this.isOver;
  }

  destroy(): void {
    this.isOver = true;
    StandinTray.shown.delete(this);
  }

  private check(): void {
    if (this.isOver) throw new TypeError('Object has been destroyed');
  }
}
export const Tray = strict('Tray', StandinTray);

/** Only Windows draws LAIT's badge itself; the tray's picture is drawn everywhere. */
export const nativeImage = strict('nativeImage', {
  createFromBitmap: (_bytes: Uint8Array, size: { width: number; height: number }) => ({ getSize: () => size }),
});

/** Squirrel's own; electron-updater tells it that it is about to quit. */
export const autoUpdater = strict('autoUpdater', new EventEmitter());
