import { z } from 'zod';
import { serverOrigin } from '#shared/api/shell.ts';

/**
 * What an administrator may settle for a machine, by the names they write (docs/desktop-policy.md). Each setting
 * is read on its own: one that is not understood keeps its default, which is the careful one, and is reported.
 */
const settings = {
  /** The firm's server; a person can then not choose another. */
  serverUrl: serverOrigin,
  /**
   * Where this machine has no protected store for keys (Linux without a keyring): `refuse_sign_in` keeps no sign-in
   * over a restart, `refuse` does not open LAIT at all, `allow` goes on as elsewhere.
   */
  weakKeyStore: z.enum(['refuse_sign_in', 'refuse', 'allow']),
  /** Hosts that links may open without a question. */
  externalHosts: z.array(z.string().regex(/^[a-z0-9.-]+$/)).max(200),
  /** Minutes without anybody at the machine after which LAIT is locked at the latest. */
  // The registry has one type for a number and for yes and no: there a 1 reads as yes.
  lockAfterMinutes: z.preprocess((value) => (value === true ? 1 : value), z.int().min(1).max(1_440)),
  /** Lock LAIT when the screen is locked and when the machine goes to sleep. */
  lockWithScreen: z.boolean(),
  /** Off: only the server opens a locked LAIT again, never a password checked on this machine. */
  unlockOffline: z.boolean(),
  /** Off: LAIT says that there is a newer version and leaves installing it to administrators. */
  autoUpdate: z.boolean(),
  /** Whether LAIT stands in the tray and goes on there when its window is closed; not set: as the person likes. */
  tray: z.boolean(),
  /** Off: the system shows nothing of LAIT; its inbox is as it was. */
  notifications: z.boolean(),
} as const;

export interface Policy {
  readonly serverUrl: string | null;
  readonly weakKeyStore: z.infer<typeof settings.weakKeyStore>;
  readonly externalHosts: readonly string[];
  readonly lockAfterMinutes: number | null;
  readonly lockWithScreen: boolean;
  readonly unlockOffline: boolean;
  readonly autoUpdate: boolean;
  readonly tray: boolean | null;
  readonly notifications: boolean;
}

export const NO_POLICY: Policy = {
  serverUrl: null,
  weakKeyStore: 'refuse_sign_in',
  externalHosts: [],
  lockAfterMinutes: null,
  lockWithScreen: false,
  unlockOffline: true,
  autoUpdate: true,
  tray: null,
  notifications: true,
};

/** Where a machine's policy is written; one a system. */
export interface PolicySource {
  /** Names and values as they stand; null where there is no policy. Rejects when there is one that cannot be read. */
  read(): Promise<Readonly<Record<string, unknown>> | null>;
}

export interface ReadPolicy {
  readonly policy: Policy;
  /** Names of settings that were not understood, or `policy` for the whole. */
  readonly problems: readonly string[];
}

/** Never rejects: a policy that cannot be read leaves the careful defaults. */
export async function readPolicy(source: PolicySource): Promise<ReadPolicy> {
  const written = await source.read().catch(() => undefined);
  if (written === null) return { policy: NO_POLICY, problems: [] };
  if (written === undefined) return { policy: NO_POLICY, problems: ['policy'] };
  const policy: Record<string, unknown> = { ...NO_POLICY };
  const problems: string[] = [];
  for (const [name, value] of Object.entries(written)) {
    const schema: z.ZodType | null = Object.hasOwn(settings, name) ? settings[name as keyof typeof settings] : null;
    const read = schema?.safeParse(value);
    if (read?.success === true) policy[name] = read.data;
    else problems.push(name);
  }
  // Sound: every name of `Policy` has its default or what its schema gave.
  return { policy: policy as unknown as Policy, problems };
}
