import type { ServerAnswer } from './ask-server.ts';
import type { ServerChoice } from './choose-server.ts';

/**
 * `managed`: an administrator's policy names the server; `signed_in`: somebody is signed in to the present one;
 * `not_reached`, `no_lait`: nothing, or something else than LAIT, answers there; `kept`: the person thought better of it.
 * Then all stays as it is.
 */
export type ServerChange = 'done' | 'kept' | 'managed' | 'signed_in' | 'not_reached' | 'no_lait';

export interface ServerChangeParts {
  readonly server: ServerChoice;
  isSignedIn(): boolean;
  ask(origin: string): Promise<ServerAnswer>;
  /** Whether this laptop believes the signatures of the firm it is with. */
  hasPinnedKeys(): Promise<boolean>;
  /** Of the person, by the system's own dialog: no page can answer it. */
  confirmLeaving(from: string, to: string | null): Promise<boolean>;
  /** Sign-in, the device's token, pinned keys, what was fetched under them: nothing of this firm goes on to the next. */
  forgetFirm(): Promise<void>;
  onChanged(): void;
}

/** Names another server, or none. @param origin null: LAIT works alone on this machine from now on */
export async function changeServer(parts: ServerChangeParts, origin: string | null): Promise<ServerChange> {
  const { server } = parts;
  if (server.isManaged) return 'managed';
  if (parts.isSignedIn()) return 'signed_in';
  const answer = origin === null ? 'lait' : await parts.ask(origin);
  if (answer !== 'lait') return answer;
  const present = server.origin();
  if (origin === present) return 'done';
  if (present !== null && (await parts.hasPinnedKeys()) && !(await parts.confirmLeaving(present, origin)))
    return 'kept';
  // Both questions took their time.
  if (parts.isSignedIn()) return 'signed_in';
  await parts.forgetFirm();
  await server.choose(origin);
  parts.onChanged();
  return 'done';
}
