import { describe, expect, it } from 'vitest';
import { TRAY_SIZE, trayBitmap } from './tray-image.ts';
import { trayTemplate } from './tray-template.ts';

describe('the tray', () => {
  it('opens, syncs and quits, says how much needs the person, and names no client or invoice', () => {
    const done: string[] = [];
    const items = trayTemplate(3, {
      open: () => void done.push('open'),
      syncNow: () => void done.push('sync'),
      quit: () => void done.push('quit'),
    });
    for (const { click } of items) click?.({} as never, undefined, {} as never);
    expect(done).toEqual(['open', 'sync', 'quit']);
    const labels = (count: number) =>
      trayTemplate(count, { open() {}, syncNow() {}, quit() {} }).map(({ label }) => label);
    expect(labels(3)).toEqual(['Open LAIT', '3 things need you', undefined, 'Sync Now', undefined, 'Quit LAIT']);
    expect([labels(0)[1], labels(1)[1]]).toEqual(['Nothing needs you', '1 thing needs you']);
  });

  it('has another picture when something needs the person', () => {
    const [calm, needed] = [trayBitmap(false), trayBitmap(true)];
    expect([calm.length, needed.length]).toEqual([TRAY_SIZE ** 2 * 4, TRAY_SIZE ** 2 * 4]);
    expect(calm.equals(needed)).toBe(false);
    expect(calm.some((byte) => byte !== 0)).toBe(true);
  });
});
