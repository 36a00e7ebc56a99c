import { Menu, nativeImage, Tray } from 'electron';
import { TRAY_SIZE, trayBitmap } from './tray-image.ts';
import { neededWords, type TrayActions, trayTemplate } from './tray-template.ts';

/** LAIT in the system's tray (Windows, Linux) or menu bar (macOS), while it is wanted there. */
export interface LaitTray {
  isShown(): boolean;
  /** There or not, as settings and policy have it now. */
  follow(isWanted: boolean): void;
  /** As the badge: how many things need the person. */
  need(count: number): void;
}

export function laitTray(actions: TrayActions): LaitTray {
  // Held, or it disappears with the next garbage collection.
  let tray: Tray | null = null;
  let needed = 0;

  function draw(): void {
    tray?.setImage(image(needed > 0));
    tray?.setToolTip(`LAIT: ${neededWords(needed)}`);
    tray?.setContextMenu(Menu.buildFromTemplate(trayTemplate(needed, actions)));
  }

  return {
    isShown: () => tray !== null,
    follow(isWanted) {
      if (isWanted === (tray !== null)) return;
      if (tray !== null) {
        tray.destroy();
        tray = null;
        return;
      }
      tray = new Tray(image(needed > 0));
      // Where a click opens the menu (macOS, most Linux desktops) the system does that itself.
      if (process.platform === 'win32') tray.on('click', () => actions.open());
      draw();
    },
    need(count) {
      if (count === needed) return;
      needed = count;
      draw();
    },
  };
}

function image(isNeeded: boolean): Electron.NativeImage {
  const size = { width: TRAY_SIZE, height: TRAY_SIZE };
  return nativeImage.createFromBitmap(trayBitmap(isNeeded), { ...size, scaleFactor: 2 });
}
