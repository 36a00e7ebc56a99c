import { z } from 'zod';

/** `/api/notifications`: what the server told the one who asks. Times are ISO 8601 UTC. */
const id = z.uuid();

export const NOTIFICATIONS_A_PAGE = 200;
export const MAXIMUM_READ_AT_ONCE = 1000;

export const notificationQuery = z.strictObject({
  unreadOnly: z.enum(['true', 'false']).default('false'),
  /** `next` of the page before. */
  after: id.optional(),
  limit: z.coerce.number().int().min(1).max(NOTIFICATIONS_A_PAGE).default(50),
});

export const notification = z.strictObject({
  id,
  /** The event it comes from, as on the stream. */
  eventId: id.nullable(),
  type: z.string(),
  at: z.iso.datetime(),
  scopeId: z.string().nullable(),
  subjectId: z.string().nullable(),
  /** Ids and counts only. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  readAt: z.iso.datetime().nullable(),
});

/** Newest first. */
export const notificationPage = z.strictObject({
  notifications: z.array(notification),
  unreadCount: z.int(),
  next: id.nullable(),
});

/** Ids that are not the caller's own, or are read already, are passed over. */
export const readRequest = z.strictObject({ ids: z.array(id).min(1).max(MAXIMUM_READ_AT_ONCE) });
export const readReply = z.strictObject({ readCount: z.int(), unreadCount: z.int() });
