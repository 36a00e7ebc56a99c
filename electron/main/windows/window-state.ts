import { z } from 'zod';
import { SMALLEST_WINDOW } from './smallest-window.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is kept of a window between two starts. Minimised is never kept: nobody wants to start with nothing to see. */
export const savedWindow = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  isMaximised: z.boolean(),
});
export type SavedWindow = z.infer<typeof savedWindow>;

/** Where and how large; `null` place: the system's choice. */
export interface WindowPlace {
  readonly x: number | null;
  readonly y: number | null;
  readonly width: number;
  readonly height: number;
  readonly isMaximised: boolean;
}

const FIRST_WINDOW = { width: 1440, height: 900 } as const;

/** So much of the top edge must be on a display for the window to be caught with the mouse. */
const CATCHABLE = { width: 120, height: 40 } as const;

/**
 * A saved window on the displays that are there now: no larger than the one it is on, wholly on it, and on the first
 * one where its own is gone.
 * @param workAreas of all displays, without panels and docks; the first one is the main display
 */
export function placeOnDisplays(saved: SavedWindow | null, workAreas: readonly Rectangle[]): WindowPlace {
  const [first] = workAreas;
  const wanted = saved ?? FIRST_WINDOW;
  const home = saved === null ? undefined : workAreas.find((area) => isCatchableOn(saved, area));
  const area = home ?? first;
  if (area === undefined) return { x: null, y: null, ...sizeOf(wanted), isMaximised: false };
  const { width, height } = sizeWithin(sizeOf(wanted), area);
  const isMaximised = saved?.isMaximised ?? false;
  if (saved === null || home === undefined) return { x: null, y: null, width, height, isMaximised };
  return {
    x: clamp(saved.x, area.x, area.x + area.width - width),
    y: clamp(saved.y, area.y, area.y + area.height - height),
    width,
    height,
    isMaximised,
  };
}

function isCatchableOn(saved: SavedWindow, area: Rectangle): boolean {
  const left = Math.max(saved.x, area.x);
  const right = Math.min(saved.x + saved.width, area.x + area.width);
  const isTopIn = saved.y >= area.y - CATCHABLE.height && saved.y + CATCHABLE.height <= area.y + area.height;
  return right - left >= CATCHABLE.width && isTopIn;
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }) {
  return { width: Math.max(width, SMALLEST_WINDOW.width), height: Math.max(height, SMALLEST_WINDOW.height) };
}

function sizeWithin(size: { readonly width: number; readonly height: number }, area: Rectangle) {
  return { width: Math.min(size.width, area.width), height: Math.min(size.height, area.height) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
