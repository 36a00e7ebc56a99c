import type { JsonFile } from '../files/json-file.ts';
import type { SavedWindow } from './window-state.ts';

const QUIET_MS = 500;

/** Writes where the window is, half a second after it was last moved or sized, and when it closes. */
export function keepWindowState(
  window: Electron.BrowserWindow,
  file: JsonFile<SavedWindow>,
  onFailure: () => void,
): void {
  let timer: NodeJS.Timeout | null = null;
  const write = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (window.isDestroyed() || window.isMinimized()) return;
    // Normal bounds are those before maximising: what the window goes back to.
    const { x, y, width, height } = window.getNormalBounds();
    file.write({ x, y, width, height, isMaximised: window.isMaximized() }).catch(onFailure);
  };
  const later = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(write, QUIET_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', write);
}
