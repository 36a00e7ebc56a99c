import { z } from 'zod';
import type { JsonFile } from '../files/json-file.ts';

/** What became of a notification on this machine, for Diagnostics: ids, no words. */
export const TOAST_RESULTS = ['shown', 'clicked', 'failed', 'turned_off', 'window_in_front', 'replaced'] as const;
export type ToastResult = (typeof TOAST_RESULTS)[number];

export const shownToasts = z.object({
  results: z.array(z.object({ id: z.string(), result: z.enum(TOAST_RESULTS), atMs: z.int() })),
});
type Stored = z.infer<typeof shownToasts>;

/** As many as an inbox may hold unread; what is older than these is not shown again either (`since`). */
const MOST_KEPT = 2_000;

export interface ShownToasts {
  wasShown(notificationId: string): boolean;
  /** Kept before this resolves, so that a crash right after a toast does not show it twice. */
  note(notificationIds: readonly string[], result: ToastResult, atMs: number): Promise<void>;
  results(): Stored['results'];
}

/** Reads what was shown before; a file that cannot be read counts as empty. */
export async function openShownToasts(file: JsonFile<Stored>): Promise<ShownToasts> {
  let results = (await file.read())?.results ?? [];
  const last = new Map(results.map(({ id, result }) => [id, result]));
  let writing: Promise<void> = Promise.resolve();
  return {
    wasShown: (notificationId) => last.has(notificationId),
    note(notificationIds, result, atMs) {
      const noted = new Set(notificationIds);
      for (const id of noted) last.set(id, result);
      const added = [...noted].map((id) => ({ id, result, atMs }));
      results = [...results.filter(({ id }) => !noted.has(id)), ...added].slice(-MOST_KEPT);
      const kept = { results };
      writing = writing.catch(() => undefined).then(() => file.write(kept));
      return writing;
    },
    results: () => results,
  };
}
