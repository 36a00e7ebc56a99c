import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOnDisplays, type Rectangle, type SavedWindow, savedWindow } from './window-state.ts';

const LAPTOP: Rectangle = { x: 0, y: 25, width: 1440, height: 875 };
const DESK: Rectangle = { x: 1440, y: 0, width: 2560, height: 1440 };
const saved = (change: Partial<SavedWindow>): SavedWindow => ({
  x: 1600,
  y: 100,
  width: 1200,
  height: 800,
  isMaximised: false,
  ...change,
});

describe('a window that comes back', () => {
  it('is where it was, while its display is there', () => {
    expect(placeOnDisplays(saved({}), [LAPTOP, DESK])).toEqual(saved({}));
  });

  it('is left to the system, at its old size, when its display was unplugged', () => {
    expect(placeOnDisplays(saved({}), [LAPTOP])).toEqual({
      x: null,
      y: null,
      width: 1200,
      height: 800,
      isMaximised: false,
    });
  });

  it('is no larger than the display, and wholly on it', () => {
    const place = placeOnDisplays(saved({ x: 3000, y: 900, width: 5000, height: 3000 }), [LAPTOP, DESK]);
    expect(place).toMatchObject({ x: DESK.x, y: DESK.y, width: DESK.width, height: DESK.height });
  });

  it('stays maximised, also on another display', () => {
    expect(placeOnDisplays(saved({ isMaximised: true }), [LAPTOP]).isMaximised).toBe(true);
  });

  it('opens at a good size the first time, and where no display is known', () => {
    expect(placeOnDisplays(null, [DESK])).toMatchObject({ x: null, width: 1440, height: 900 });
    expect(placeOnDisplays(saved({}), [])).toMatchObject({ x: null, width: 1200, height: 800 });
  });

  it('can always be caught with the mouse and is never empty, whatever was saved and whatever is plugged in', () => {
    const size = fc.integer({ min: 640, max: 6000 });
    const offset = fc.integer({ min: -8000, max: 8000 });
    const area = fc.record({ x: offset, y: offset, width: size, height: size });
    const window = fc.record({ x: offset, y: offset, width: size, height: size, isMaximised: fc.boolean() });
    fc.assert(
      fc.property(window, fc.array(area, { minLength: 1, maxLength: 4 }), (was, areas) => {
        const { x, y, width, height } = placeOnDisplays(was, areas);
        if (x === null || y === null) return areas.some((each) => width <= each.width && height <= each.height);
        return areas.some(
          (each) =>
            x >= each.x && y >= each.y && x + width <= each.x + each.width && y + height <= each.y + each.height,
        );
      }),
    );
  });

  it('is not read from a file that somebody has spoilt', () => {
    for (const junk of [null, {}, { ...saved({}), width: 0 }, { ...saved({}), x: '1' }, { ...saved({}), y: 1.5 }]) {
      expect(savedWindow.safeParse(junk).success).toBe(false);
    }
  });
});
