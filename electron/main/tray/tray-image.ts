/** LAIT's mark as the tray shows it, drawn here so that no file has to be found in a package: four bytes a pixel. */
export const TRAY_SIZE = 32;

const INK = [0x5c, 0x50, 0x1f, 0xff] as const;
const DOT = [0x1f, 0x2b, 0xb4, 0xff] as const;

/**
 * An L over two ledger lines, with a dot in the corner when something needs the person. Blue, green, red, alpha, as
 * `nativeImage.createFromBitmap` takes them on little-endian machines.
 */
export function trayBitmap(isNeeded: boolean): Buffer {
  const pixels = Buffer.alloc(TRAY_SIZE * TRAY_SIZE * 4);
  const fill = (fromX: number, toX: number, fromY: number, toY: number) => {
    for (let y = fromY; y < toY; y += 1) for (let x = fromX; x < toX; x += 1) pixels.set(INK, (y * TRAY_SIZE + x) * 4);
  };
  fill(6, 11, 4, 28);
  fill(11, 26, 23, 28);
  fill(15, 26, 9, 11);
  fill(15, 26, 15, 17);
  if (isNeeded) dot(pixels);
  return pixels;
}

function dot(pixels: Buffer): void {
  const [middleX, middleY, radius] = [25, 7, 6.5];
  for (let index = 0; index < TRAY_SIZE * TRAY_SIZE; index += 1) {
    const [x, y] = [index % TRAY_SIZE, Math.floor(index / TRAY_SIZE)];
    if (Math.hypot(x - middleX, y - middleY) <= radius) pixels.set(DOT, index * 4);
  }
}
