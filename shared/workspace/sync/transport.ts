import type {
  BootstrapReply,
  BootstrapRequest,
  PullReply,
  PullRequest,
  PushReply,
  PushRequest,
} from '#shared/api/sync.ts';

/**
 * How a workspace reaches the firm's server: four calls, each answered by a value. Never throws and never
 * rejects. `http-transport.ts` speaks to a real server; the simulation puts a model with a bad network here.
 */
export interface SyncTransport {
  push(request: PushRequest): Promise<Sent<PushReply>>;
  pull(request: PullRequest): Promise<Sent<PullReply>>;
  bootstrap(request: BootstrapRequest): Promise<Sent<BootstrapReply>>;
  /**
   * Hands over the bytes of an imported file. The same `idempotencyKey` (the import's mutation id) is taken
   * once, however often it is sent.
   */
  uploadInvoice(bytes: Uint8Array, fileName: string, idempotencyKey: string): Promise<Sent<UploadReply>>;
  /** Marks notifications as read. An id that is not the person's own is passed over. */
  markRead(notificationIds: readonly string[]): Promise<Sent<null>>;
}

export type Sent<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: TransportFailure };

/** The server has the file; what is in it comes with a later pull. */
export interface UploadReply {
  readonly kind: 'accepted';
}

/**
 * Why there is no answer, as a closed set that says what to do:
 * `offline` no connection, or none in time: whether the server did it is unknown, so ask again;
 * `unauthenticated` ask for a new access token, then for a new sign-in;
 * `forbidden` this device or account may not: stop and tell the person;
 * `busy` and `server_error` ask again after a while (`retryAfterMs` where the server said how long);
 * `too_large` send less at once, or tell the person about this one file;
 * `refused` the server does not take this request (400, 409, 415, 422): sending it again will not help;
 * `not_understood` something answered that is no server of ours (a captive portal, a proxy's page).
 */
export type TransportFailure =
  | { readonly kind: 'offline' }
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'busy'; readonly retryAfterMs: number | null }
  | { readonly kind: 'server_error'; readonly retryAfterMs: number | null }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'refused'; readonly code: string | null }
  | { readonly kind: 'not_understood' };

export type TransportFailureKind = TransportFailure['kind'];
