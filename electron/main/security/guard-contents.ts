import type { WebContents, WebPreferences } from 'electron';
import { isOwnPage, isPreview } from '../page/own-page.ts';

/**
 * Every page of every window, set when it is made: it stays at `lait://app`, opens no windows and holds no web view.
 * A link out is offered to `openOutside`, which decides; the page itself never leaves.
 */
export function guardContents(contents: WebContents, openOutside: (url: string) => void): void {
  const stay = (details: { readonly url: string; preventDefault(): void }) => {
    if (!isOwnPage(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', (details) => {
    // A frame of ours may show a preview; a page never becomes one.
    if (details.isMainFrame || !isPreview(details.url)) stay(details);
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

/** What every window is made with; nothing of it is ever set elsewhere. */
export function windowPreferences(preload: string, isDevelopment: boolean): WebPreferences {
  return {
    preload,
    partition: PAGE_PARTITION,
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
    safeDialogs: true,
    // The dictionaries would be fetched from a foreign server.
    spellcheck: false,
    devTools: isDevelopment,
  };
}

/** Pages have a session of their own, without network; main and the workspace reach the server through another. */
export const PAGE_PARTITION = 'persist:lait';
