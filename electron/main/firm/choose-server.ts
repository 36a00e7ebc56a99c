import { originOf } from '#shared/api/shell.ts';
import type { JsonFile } from '../files/json-file.ts';
import type { Policy } from '../policy/policy.ts';
import type { UserSettings } from '../user-settings.ts';

/** Which server this machine works with: an administrator's word, else the person's, else what development says. */
export interface ServerChoice {
  origin(): string | null;
  readonly isManaged: boolean;
  /** Rejects when it cannot be kept. Not to be called while `isManaged`. */
  choose(origin: string | null): Promise<void>;
}

export function serverChoice(
  { serverUrl }: Pick<Policy, 'serverUrl'>,
  settings: UserSettings,
  file: JsonFile<UserSettings>,
  development: string | undefined,
): ServerChoice {
  const managed = serverUrl === null ? null : originOf(serverUrl);
  let chosen = settings.serverUrl === null ? null : originOf(settings.serverUrl);
  return {
    isManaged: managed !== null,
    origin: () => managed ?? chosen ?? (development === undefined ? null : originOf(development)),
    async choose(origin) {
      await file.write({ ...settings, serverUrl: origin });
      chosen = origin;
    },
  };
}
