import { app, nativeImage } from 'electron';

const SIZE = 16;
const DOT = { red: 0xb4, green: 0x2b, blue: 0x1f } as const;

/** How many things need the person: on the dock, in Unity's launcher, and as a dot on the Windows taskbar. */
export function showBadge(window: Electron.BrowserWindow | null, count: number): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count);
    return;
  }
  const image = count === 0 ? null : nativeImage.createFromBitmap(dot(), { width: SIZE, height: SIZE });
  window?.setOverlayIcon(image, count === 0 ? '' : `${count} need you`);
}

/** A filled circle, as four bytes a pixel (blue, green, red, alpha). */
function dot(): Buffer {
  const pixels = Buffer.alloc(SIZE * SIZE * 4);
  const middle = (SIZE - 1) / 2;
  for (let index = 0; index < SIZE * SIZE; index += 1) {
    const distance = Math.hypot((index % SIZE) - middle, Math.floor(index / SIZE) - middle);
    if (distance > middle) continue;
    pixels.set([DOT.blue, DOT.green, DOT.red, 0xff], index * 4);
  }
  return pixels;
}
