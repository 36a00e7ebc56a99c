import { BrowserWindow } from 'electron';
import { guardContents, windowPreferences } from '../security/guard-contents.ts';
import { SMALLEST_WINDOW } from './smallest-window.ts';
import type { WindowPlace } from './window-state.ts';

export interface WindowParts {
  readonly preloadFile: string;
  readonly isDevelopment: boolean;
  openOutside(url: string): void;
}

/**
 * The only place where a window is made (biome.json holds that), so that there is one set of preferences and no page
 * without guards. The window shows itself once its page is drawn.
 */
export function createWindow(place: WindowPlace, parts: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    ...(place.x === null || place.y === null ? {} : { x: place.x, y: place.y }),
    width: place.width,
    height: place.height,
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    title: 'LAIT',
    show: false,
    backgroundColor: '#faf8f3',
    webPreferences: windowPreferences(parts.preloadFile, parts.isDevelopment),
  });
  guardContents(window.webContents, parts.openOutside);
  window.once('ready-to-show', () => {
    if (place.isMaximised) window.maximize();
    window.show();
  });
  return window;
}
