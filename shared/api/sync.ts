import { z } from 'zod';

/**
 * The sync protocol between a workspace and the firm's server (`/api/sync`). The server is the authority:
 * a laptop sends named mutations, the server runs them and hands out row images in commit order.
 * Every message carries the server's generation, so that a restored or foreign server is never mistaken
 * for one that deleted everything.
 */
export const SYNC_PROTOCOL = 1;
/** Below this the server no longer understands what is sent. */
export const OLDEST_SYNC_PROTOCOL = 1;

/** Tables whose rows travel; bodies are in `shared/sync/synced-row.ts`. Raised with every change of a body. */
export const SYNC_SCHEMA = 1;

export const MAXIMUM_PUSH_MUTATIONS = 200;
export const MAXIMUM_PUSH_BYTES = 256 * 1024;
export const MAXIMUM_PULL_ROWS = 2000;

const uuid = z.uuid();
const sequence = z.int().min(0);

/** `firm`, `user:<uuid>` or `matter:<uuid>`: the unit of access, sync and lease. */
export const scopeId = z
  .string()
  .regex(/^(firm|user:[0-9a-f-]{36}|matter:[0-9a-f-]{36})$/, 'a scope is firm, user:<id> or matter:<id>');

/**
 * What the person saw of one field group (`decision:<lineId>`, `narrative:<lineId>`, `dismissal:<findingId>`).
 * `version`: the server's version on the screen, 0 for none. `after`: where an own unanswered mutation wrote
 * the group last, its `clientSeq`: then that mutation's result names the version.
 */
const baseOfGroup = z.strictObject({ version: sequence, after: z.int().min(1).nullable() });

export const pushedMutation = z.strictObject({
  /** From 1 without gaps, in order of sending, per device. */
  clientSeq: z.int().min(1),
  mutationId: uuid,
  name: z.string().min(1).max(64),
  argVersion: z.int().min(1),
  args: z.unknown(),
  base: z.record(z.string().max(128), baseOfGroup),
  /** The device's clock, as an audit's second opinion; nothing is ordered by it. */
  at: z.iso.datetime(),
});
export type PushedMutation = z.infer<typeof pushedMutation>;
export type BaseOfGroup = z.infer<typeof baseOfGroup>;

export const pushRequest = z.strictObject({
  protocol: z.int(),
  schema: z.int(),
  generation: uuid,
  deviceId: uuid,
  appVersion: z.string().max(64),
  mutations: z.array(pushedMutation).min(1).max(MAXIMUM_PUSH_MUTATIONS),
});
export type PushRequest = z.infer<typeof pushRequest>;

/** All four advance the device's sequence; only faults of the infrastructure do not, and those are HTTP errors. */
export type MutationOutcome = 'applied' | 'noop' | 'conflict' | 'rejected';

/** Why a mutation or one of its groups was not applied: closed, so that a screen can explain it. */
export const REFUSAL_CODES = [
  /** Somebody else changed it since the person looked. */
  'changed_since',
  /** An earlier own change of the same group was parked. */
  'depends_on_parked',
  /** The invoice's state does not allow it (approved meanwhile, returned, ...). */
  'wrong_state',
  /** The invoice stands differently from what the person submitted or approved. */
  'stale',
  /** The role does not allow it; or the approver is the one who submitted. */
  'not_allowed',
  /** Not there, or behind a wall: the answer is the same. */
  'not_found',
  /** The arguments are not understood, not even by an older reading of them. */
  'invalid',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface GroupResult {
  /** `decision:<lineId>` and so on; an invoice step is `invoice:<invoiceId>`. */
  readonly group: string;
  readonly outcome: MutationOutcome;
  readonly code: RefusalCode | null;
  /** What to tell the person; never a narrative or a name of a party. */
  readonly message: string | null;
  /** The server's version of the group after this mutation; what a later `after` stands on. */
  readonly version: number;
}

export interface MutationResult {
  readonly clientSeq: number;
  readonly mutationId: string;
  /** The weightiest of its groups: rejected, conflict, applied, noop. */
  readonly outcome: MutationOutcome;
  readonly code: RefusalCode | null;
  readonly message: string | null;
  /** The change after which a pull shows the effect; null where nothing changed. */
  readonly appliedSeq: number | null;
  readonly groups: readonly GroupResult[];
}

/** Why a workspace must take a fresh image. None of them touches the outbox. */
export type ResetReason = 'generation_changed' | 'cursor_expired' | 'scope_epoch_changed' | 'schema_unsupported';

export type PushReply =
  | { readonly kind: 'results'; readonly generation: string; readonly results: readonly MutationResult[] }
  /** The server has not seen `expected`; send from there. */
  | { readonly kind: 'gap'; readonly generation: string; readonly expected: number }
  | { readonly kind: 'reset'; readonly generation: string; readonly reason: ResetReason }
  /** The protocol of this version is not understood any more; `minimumClient` is what to install. Nothing was taken. */
  | { readonly kind: 'upgrade'; readonly generation: string; readonly minimumClient: string };

export const pullRequest = z.strictObject({
  protocol: z.int(),
  schema: z.int(),
  /** Null at the first contact. */
  generation: uuid.nullable(),
  deviceId: uuid,
  appVersion: z.string().max(64),
  /** Scopes held, whole (`cursor` set) or still being loaded (listed with the cursor they were begun at). */
  scopes: z.array(z.strictObject({ scopeId, epoch: z.int().min(1), cursor: sequence })).max(5000),
  /** Scopes whose withdrawal this device has carried out, with the epoch that ended. */
  purged: z.array(z.strictObject({ scopeId, epoch: z.int().min(1), discardedCount: sequence })).max(5000),
  limit: z.int().min(1).max(MAXIMUM_PULL_ROWS),
});
export type PullRequest = z.infer<typeof pullRequest>;

/** The newest image of one row; `body` null removes it. Removing what is not there is nothing. */
export interface RowImage {
  readonly table: string;
  readonly id: string;
  /** +1 for each write on the server. */
  readonly version: number;
  readonly body: unknown;
}

export interface ScopePage {
  readonly scopeId: string;
  readonly epoch: number;
  /** In commit order, each row once. */
  readonly rows: readonly RowImage[];
  /** Store together with the rows. Never lower than the one sent. */
  readonly cursor: number;
  /** False: ask again at once. */
  readonly isDone: boolean;
  /** With `isDone`: sum over the scope's rows (`shared/sync/checksum.ts`), as 16 hexadecimal digits. */
  readonly checksum: string | null;
  /** Until when the scope may be read without asking again; ISO 8601 UTC. */
  readonly leaseUntil: string;
}

export interface ScopeGrant {
  readonly scopeId: string;
  readonly epoch: number;
  /** Lower is loaded first: the user's own, the firm, then matters by due date. */
  readonly priority: number;
}

export interface ScopeRevoke {
  readonly scopeId: string;
  readonly epoch: number;
}

export type PullReply =
  | {
      readonly kind: 'page';
      readonly generation: string;
      readonly serverTime: string;
      readonly scopes: readonly ScopePage[];
      /** Scopes this user has and the request did not list: load them with bootstrap. */
      readonly grants: readonly ScopeGrant[];
      /** Scopes of the request this user no longer has (or has under a new epoch): remove them. */
      readonly revokes: readonly ScopeRevoke[];
      /** A version below it begins nothing new; what it holds is taken all the same. */
      readonly minimumClient: string;
      /** Of the device's mutations, the last the server has answered. */
      readonly lastClientSeq: number;
      /** Which one that was, so that a device notices a number that means something else here; null for none. */
      readonly lastMutationId: string | null;
    }
  | {
      readonly kind: 'reset';
      readonly generation: string;
      readonly reason: ResetReason;
      /** Scopes to load anew; null for all. */
      readonly scopeIds: readonly string[] | null;
    };

export const bootstrapRequest = z.strictObject({
  protocol: z.int(),
  schema: z.int(),
  generation: uuid.nullable(),
  deviceId: uuid,
  scopeId,
  epoch: z.int().min(1),
  /** Null on the first page; then what the first reply said. */
  asOf: sequence.nullable(),
  /** The last row of the page before; null on the first. */
  after: z.strictObject({ table: z.string().max(32), id: z.string().max(128) }).nullable(),
  limit: z.int().min(1).max(MAXIMUM_PULL_ROWS),
});
export type BootstrapRequest = z.infer<typeof bootstrapRequest>;

export type BootstrapReply =
  | {
      readonly kind: 'page';
      readonly generation: string;
      readonly epoch: number;
      /** The feed continues from here once the last page is stored. Pages may hold newer rows: versions tell. */
      readonly asOf: number;
      readonly rows: readonly RowImage[];
      readonly next: { readonly table: string; readonly id: string } | null;
      readonly leaseUntil: string;
    }
  | { readonly kind: 'reset'; readonly generation: string; readonly reason: ResetReason }
  /** The scope is not, or no longer, this user's. */
  | { readonly kind: 'revoked'; readonly generation: string };

/** A hint over the event stream: something new in these scopes. Losing it costs a minute at most. */
export interface SyncPoke {
  readonly scopeIds: readonly string[];
  readonly seq: number;
}
