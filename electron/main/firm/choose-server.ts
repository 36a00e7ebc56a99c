import { originOf } from '#shared/api/server-origin.ts';
import type { Policy } from '../policy/policy.ts';
import type { SettingsKeeper } from '../user-settings.ts';

/** Which server this machine works with: an administrator's word, else the person's, else what development says. */
export interface ServerChoice {
  origin(): string | null;
  readonly isManaged: boolean;
  /** Rejects when it cannot be kept. Not to be called while `isManaged`. */
  choose(origin: string | null): Promise<void>;
}

export function serverChoice(
  { serverUrl }: Pick<Policy, 'serverUrl'>,
  settings: SettingsKeeper,
  development: string | undefined,
): ServerChoice {
  const managed = serverUrl === null ? null : originOf(serverUrl);
  const chosen = () => {
    const written = settings.current().serverUrl;
    return written === null ? null : originOf(written);
  };
  return {
    isManaged: managed !== null,
    origin: () => managed ?? chosen() ?? (development === undefined ? null : originOf(development)),
    choose: (origin) => settings.change({ serverUrl: origin }),
  };
}
