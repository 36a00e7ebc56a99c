import type { z } from 'zod';
import type { SignedRelease } from '#shared/updates/descriptor.ts';
import type { Ring } from '#shared/updates/rollout.ts';
import type { SignedKeyStatement, UpdateKey } from '#shared/updates/trusted-keys.ts';
import {
  accessOutcome,
  auditPage,
  clientList,
  created,
  deviceList,
  grantList,
  invitedUser,
  lockoutList,
  matterList,
  oneTimeLink,
  sessionList,
  stuckList,
  userList,
  wallList,
} from './admin.ts';
import { dashboard } from './dashboard.ts';
import { type Assignment, assignmentList, assignmentOutcome, guidelineList, savedGuideline } from './guidelines.ts';
import {
  discountList,
  importOutcome,
  type MasterKind,
  masterExport,
  type PeriodKind,
  rateList,
  timekeeperList,
  vendorList,
} from './masters.ts';
import { keyList, releaseList, updatingDeviceList } from './updates.ts';

/**
 * What a screen may ask of the firm's server while it is reached: the things that make no sense offline
 * (administration, the dashboard). Review, conflicts and notifications go through the workspace, which works
 * without a server.
 */
export interface FirmCall<Output> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Beginning with `/api/`. */
  readonly path: string;
  /** Sent as JSON, or as it is where it is bytes or a file. */
  readonly body?: unknown;
  /** Of bytes or a file; `application/octet-stream` where nothing is said. */
  readonly mediaType?: string;
  /** Null where the server answers nothing. */
  readonly output: z.ZodType<Output> | null;
  /** Ends it while it is under way: for files, which take long. */
  readonly stop?: StopSignal;
}

/** A browser's `AbortSignal`, as far as it is used. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface FirmSession {
  readonly userId: string;
  readonly displayName: string;
  readonly role: 'reviewer' | 'approver' | 'administrator';
}

/**
 * What went wrong, as a closed set that tells a caller what to do: `offline` try again later; `signed_out` sign
 * in; `refused` show the sentence; `failed` report it.
 */
export interface FirmError {
  readonly kind: 'offline' | 'signed_out' | 'refused' | 'failed';
  /** The server's code (`FORBIDDEN`, `CONFLICT`, `LOCKED`, ...); null where it was not reached. */
  readonly code: string | null;
  readonly message: string;
  readonly retryAfterSeconds: number | null;
}

export type FirmReply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: FirmError };

export interface FirmCredentials {
  readonly email: string;
  readonly password: string;
  /** Six digits, or a recovery code; asked for once the password was right. */
  readonly code?: string | undefined;
}

export interface FirstPassword {
  readonly token: string;
  readonly password: string;
  /** Of the first administrator alone: nobody has entered them. */
  readonly email?: string | undefined;
  readonly displayName?: string | undefined;
}

/** The code under which a page's own server answers that it could not be started; its message is for the person. */
export const SERVER_NOT_STARTED = 'NOT_STARTED';

/** The answer to a call that the person has stopped. The server takes a file whole or not at all. */
export const STOPPED: FirmError = {
  kind: 'refused',
  code: null,
  message: 'Sending was stopped. Nothing was taken.',
  retryAfterSeconds: null,
};

export type SignInOutcome = 'signed_in' | 'code_needed';

/** Never throws and never rejects. */
export interface FirmClient {
  /** Whether there is a server at all behind this window; false: everything works on this device alone. The desktop may name one. */
  readonly isPresent: boolean;
  /** Why there is none although one was to be started with this page: a sentence; null: nothing is the matter. */
  readonly absence: string | null;
  session(): FirmSession | null;
  /** Told of every sign-in and sign-out, and of a server that is named. @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  signIn(credentials: FirmCredentials): Promise<FirmReply<SignInOutcome>>;
  /** Sets a password with a one-time token (invitation, reset). The first administrator says who they are as well. */
  setPassword(input: FirstPassword): Promise<FirmReply<null>>;
  signOut(): Promise<FirmReply<null>>;
  call<Output>(call: FirmCall<Output>): Promise<FirmReply<Output>>;
}

/** Calls in short, for the lists of calls beside this one. */
export const get = <Output>(path: string, output: z.ZodType<Output>): FirmCall<Output> => ({
  method: 'GET',
  path,
  output,
});
export const post = <Output>(path: string, body: unknown, output: z.ZodType<Output> | null): FirmCall<Output> => ({
  method: 'POST',
  path,
  body,
  output,
});
export const remove = <Output>(path: string, output: z.ZodType<Output> | null): FirmCall<Output> => ({
  method: 'DELETE',
  path,
  output,
});

export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
}

/** What everybody may ask, by name. */
export const firmCalls = {
  /** @param isFresh reckoned anew, instead of up to five minutes old */
  dashboard: (isFresh: boolean) => get(withQuery('/api/dashboard', isFresh ? { fresh: 'true' } : {}), dashboard),
} as const;

/** The administrator's calls, by name. */
export const adminCalls = {
  listUsers: () => get('/api/admin/users', userList),
  inviteUser: (body: { email: string; displayName: string; role: string }) =>
    post('/api/admin/users', body, invitedUser),
  changeUser: (userId: string, body: Readonly<Record<string, unknown>>): FirmCall<unknown> => ({
    method: 'PATCH',
    path: `/api/admin/users/${userId}`,
    body,
    output: null,
  }),
  /** A token with which the person sets a new password; the old one holds until then. */
  resetPassword: (userId: string) => post(`/api/admin/users/${userId}/reset`, undefined, oneTimeLink),
  listClients: () => get('/api/admin/clients', clientList),
  createClient: (body: { number: string; name: string }) => post('/api/admin/clients', body, created),
  listMatters: (search: string) => get(withQuery('/api/admin/matters', search === '' ? {} : { search }), matterList),
  createMatter: (body: { clientId: string; number: string; name: string }) => post('/api/admin/matters', body, created),
  changeMatter: (
    matterId: string,
    body: { readonly isConfirmed?: true; readonly isClosed?: boolean },
  ): FirmCall<unknown> => ({ method: 'PATCH', path: `/api/admin/matters/${matterId}`, body, output: null }),
  listVendors: () => get('/api/admin/masters/vendors', vendorList),
  listTimekeepers: (query: Readonly<Record<string, string>>) =>
    get(withQuery('/api/admin/masters/timekeepers', query), timekeeperList),
  listRates: (query: Readonly<Record<string, string>>) => get(withQuery('/api/admin/masters/rates', query), rateList),
  listDiscounts: (query: Readonly<Record<string, string>>) =>
    get(withQuery('/api/admin/masters/discounts', query), discountList),
  /** @param file the bytes of a CSV file in base64 */
  tryImport: (kind: MasterKind, file: string) =>
    post(`/api/admin/masters/${kind}/import?dryRun=true`, { file }, importOutcome),
  importMasters: (kind: MasterKind, file: string) => post(`/api/admin/masters/${kind}/import`, { file }, importOutcome),
  exportMasters: (kind: MasterKind, query: Readonly<Record<string, string>>) =>
    get(withQuery(`/api/admin/masters/${kind}/export`, { ...query, format: 'json' }), masterExport),
  endMaster: (kind: PeriodKind, id: string, to: string): FirmCall<unknown> => ({
    method: 'PATCH',
    path: `/api/admin/masters/${kind}/${id}`,
    body: { to },
    output: null,
  }),
  listGuidelines: () => get('/api/guidelines', guidelineList),
  /** @param text a guideline file, YAML or JSON */
  saveGuideline: (text: string) => post('/api/guidelines', { text }, savedGuideline),
  listAssignments: () => get('/api/guidelines/assignments', assignmentList),
  assignGuideline: (body: { kind: Assignment['kind']; id: string; guidelineName: string }) =>
    post('/api/guidelines/assignments', body, assignmentOutcome),
  unassignGuideline: (kind: Assignment['kind'], id: string) =>
    remove(`/api/guidelines/assignments/${kind}/${id}`, assignmentOutcome),
  listGrants: () => get('/api/admin/grants', grantList),
  giveGrant: (body: { userId: string; matterId: string | null }) => post('/api/admin/grants', body, accessOutcome),
  withdrawGrant: (id: string) => remove(`/api/admin/grants/${id}`, accessOutcome),
  listWalls: () => get('/api/admin/walls', wallList),
  raiseWall: (body: { userId: string; matterId: string; reason: string }) =>
    post('/api/admin/walls', body, accessOutcome),
  lowerWall: (id: string) => remove(`/api/admin/walls/${id}`, accessOutcome),
  listDevices: () => get('/api/admin/devices', deviceList),
  revokeDevice: (id: string) => remove<unknown>(`/api/admin/devices/${id}`, null),
  listSessions: () => get('/api/admin/sessions', sessionList),
  endSession: (id: string) => remove<unknown>(`/api/admin/sessions/${id}`, null),
  listLockouts: () => get('/api/admin/lockouts', lockoutList),
  unlock: (userId: string) => remove<unknown>(`/api/admin/lockouts/${userId}`, null),
  listStuck: () => get('/api/admin/stuck', stuckList),
  retryUpload: (id: string) => post<unknown>(`/api/admin/stuck/${id}/retry`, {}, null),
  listReleases: () => get('/api/admin/releases', releaseList),
  addRelease: (body: SignedRelease) => post('/api/admin/releases', body, created),
  /** @param file streamed as it is */
  sendReleaseFile: (releaseId: string, name: string, file: unknown): FirmCall<unknown> => ({
    method: 'PUT',
    path: `/api/admin/releases/${releaseId}/files/${name}`,
    body: file,
    output: null,
  }),
  publishRelease: (id: string, body: { ring: Ring; percentage: number }) =>
    post<unknown>(`/api/admin/releases/${id}/publish`, body, null),
  pauseRelease: (id: string) =>
    post<unknown>(`/api/admin/releases/${id}/pause`, { reason: 'stopped by an administrator' }, null),
  resumeRelease: (id: string) => post<unknown>(`/api/admin/releases/${id}/resume`, undefined, null),
  withdrawRelease: (id: string) => remove<unknown>(`/api/admin/releases/${id}`, null),
  setMinimumClient: (version: string) => post<unknown>('/api/admin/update-minimum', { version }, null),
  listUpdateKeys: () => get('/api/admin/update-keys', keyList),
  setUpdateKeys: (keys: readonly UpdateKey[]) => post<unknown>('/api/admin/update-keys', { keys }, null),
  rotateUpdateKeys: (body: SignedKeyStatement) => post<unknown>('/api/admin/update-keys/rotate', body, null),
  listUpdateDevices: () => get('/api/admin/update-devices', updatingDeviceList),
  setRing: (deviceId: string, ring: Ring): FirmCall<unknown> => ({
    method: 'PATCH',
    path: `/api/admin/update-devices/${deviceId}`,
    body: { ring },
    output: null,
  }),
  listAudit: (query: Readonly<Record<string, string>>) => get(withQuery('/api/admin/audit', query), auditPage),
} as const;
