import type { RenderProcessGoneDetails, WebContents } from 'electron';
import type { ShellEvent, Trouble } from '#shared/api/shell.ts';
import { SHELL_EVENT_CHANNEL } from '#shared/api/shell-channels.ts';
import type { Log } from '../log.ts';
import { APP_ORIGIN } from '../page/own-page.ts';
import { ladder, PAGE_PAUSES_MS } from '../workspace/restart-ladder.ts';

export interface MainWindowParts {
  /** Makes the window; called again when it was closed and is wanted once more. */
  create(): Electron.BrowserWindow;
  /** The page does not react. @param isOver called off when it reacts again @returns whether to start it anew */
  askAboutHang(window: Electron.BrowserWindow, isOver: AbortSignal): Promise<boolean>;
  /** It stopped twice in a row. */
  onCrash(): void;
  nowMs(): number;
  readonly log: Log;
}

/** The one window: its page, what it is told, and what happens when its page dies or something is the matter. */
export interface MainWindow {
  /** Opens it, or brings it to the front. */
  show(): void;
  isOurs(contents: WebContents): boolean;
  /** The page has begun to listen: what was kept for it goes out now. */
  pageListens(): void;
  /** Kept until the page listens. */
  tell(event: ShellEvent): void;
  /** Shows the recovery page. */
  showTrouble(trouble: Trouble): void;
  trouble(): Trouble | null;
  /** Back to the application itself. */
  showApplication(): void;
  current(): Electron.BrowserWindow | null;
}

const APPLICATION = `${APP_ORIGIN}/`;
const RECOVERY = `${APP_ORIGIN}/recovery.html`;

const PAGE_CRASHED: Trouble = {
  kind: 'page_crashed',
  message:
    'The page that shows your work stopped twice in a row. Everything you confirmed is kept. Try again; if it stops once more on the same invoice, tell your administrator.',
  steps: ['try_again', 'show_folder', 'quit'],
};

export function mainWindow(parts: MainWindowParts): MainWindow {
  const falls = ladder(PAGE_PAUSES_MS);
  let window: Electron.BrowserWindow | null = null;
  let trouble: Trouble | null = null;
  let isListening = false;
  let waiting: ShellEvent[] = [];

  function open(): void {
    const made = parts.create();
    window = made;
    made.on('closed', () => {
      if (window === made) window = null;
      isListening = false;
    });
    const contents = made.webContents;
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) isListening = false;
    });
    contents.on('render-process-gone', (_event, details) => pageGone(contents, details));
    contents.on('preload-error', () => parts.log.error('page.preload_failed'));
    contents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
      if (isMainFrame) parts.log.error('page.not_loaded', { code });
    });
    watchHang(made);
    load(trouble === null ? APPLICATION : RECOVERY);
  }

  function load(url: string): void {
    // A load that another one overtakes rejects; what the page then shows is what counts.
    window?.loadURL(url).catch(() => undefined);
  }

  function pageGone(contents: WebContents, { reason, exitCode }: RenderProcessGoneDetails): void {
    if (reason === 'clean-exit') return;
    isListening = false;
    parts.log.error('page.gone', { reason, exitCode });
    // The page's address holds its place: a reload comes back to the same invoice and line.
    if (falls.fell(parts.nowMs()).kind === 'restart') {
      contents.reload();
      return;
    }
    parts.onCrash();
    showTrouble(PAGE_CRASHED);
  }

  function watchHang(watched: Electron.BrowserWindow): void {
    let over: AbortController | null = null;
    watched.webContents.on('unresponsive', () => {
      if (over !== null) return;
      over = new AbortController();
      parts.log.warn('page.hangs');
      parts.askAboutHang(watched, over.signal).then(
        (isRestartWanted) => {
          over = null;
          if (isRestartWanted && !watched.isDestroyed()) watched.webContents.forcefullyCrashRenderer();
        },
        () => {
          over = null;
        },
      );
    });
    watched.webContents.on('responsive', () => over?.abort());
  }

  function showTrouble(found: Trouble): void {
    trouble = found;
    parts.log.error('trouble', { kind: found.kind });
    load(RECOVERY);
  }

  return {
    show() {
      if (window === null) open();
      else {
        if (window.isMinimized()) window.restore();
        window.show();
        window.focus();
      }
    },
    isOurs: (contents) => window !== null && contents === window.webContents,
    pageListens() {
      isListening = true;
      for (const event of waiting) window?.webContents.send(SHELL_EVENT_CHANNEL, event);
      waiting = [];
    },
    tell(event) {
      if (isListening && window !== null) window.webContents.send(SHELL_EVENT_CHANNEL, event);
      // Of what only matters to a page that is there, nothing is kept for a later one.
      else if (event.type === 'open' || event.type === 'filesArrived') waiting = [...waiting, event].slice(-20);
    },
    showTrouble,
    trouble: () => trouble,
    showApplication() {
      trouble = null;
      falls.reset();
      load(APPLICATION);
    },
    current: () => window,
  };
}
