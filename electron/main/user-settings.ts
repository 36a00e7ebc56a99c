import { z } from 'zod';
import { serverOrigin } from '#shared/api/shell.ts';
import type { JsonFile } from './files/json-file.ts';

const minuteOfDay = z.int().min(0).max(1_439);

/** What a person settles for this machine, outside the page. */
export const userSettings = z.object({
  serverUrl: serverOrigin.nullable(),
  notifications: z
    .object({
      isOn: z.boolean(),
      quiet: z.object({ fromMinute: minuteOfDay, untilMinute: minuteOfDay }).nullable(),
      notBeforeMs: z.int().nullable(),
    })
    .default({ isOn: true, quiet: null, notBeforeMs: null }),
  /** Stands in the tray, and goes on there when its window is closed. */
  tray: z.boolean().default(false),
  /** Minutes; null: not for that. */
  lock: z
    .object({ afterMinutes: z.int().min(1).max(1_440).nullable(), withScreen: z.boolean() })
    .default({ afterMinutes: null, withScreen: false }),
});
export type UserSettings = z.infer<typeof userSettings>;

export interface SettingsKeeper {
  current(): UserSettings;
  /** Rejects when it cannot be kept; nothing has changed then. */
  change(change: Partial<UserSettings>): Promise<void>;
}

/** A file that cannot be read counts as none. */
export async function openSettings(file: JsonFile<UserSettings>): Promise<SettingsKeeper> {
  let current = (await file.read()) ?? userSettings.parse({ serverUrl: null });
  let writing: Promise<void> = Promise.resolve();
  return {
    current: () => current,
    change(change) {
      // One after another: two that are changed at once are both kept.
      writing = writing
        .catch(() => undefined)
        .then(async () => {
          const next = { ...current, ...change };
          await file.write(next);
          current = next;
        });
      return writing;
    },
  };
}
