import type { LaitBridge } from '#shared/api/shell.ts';

/** What the desktop's preload shows this page; null in a browser. */
export function laitBridge(): LaitBridge<File> | null {
  // Sound: only the preload can put something of this name there before the page runs.
  return (globalThis as { readonly lait?: LaitBridge<File> }).lait ?? null;
}
