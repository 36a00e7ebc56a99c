import type { Mutation } from '../mutation.ts';

const STREAM = ['server/notifications/event-stream.test.ts'];
const LINE = ['server/notifications/event-line.test.ts'];
const PROCESSES = ['server/notifications/two-processes.test.ts'];
const INBOX = ['server/notifications/inbox.test.ts'];
const CAUSES = ['server/notifications/from-cause-to-inbox.test.ts'];

/** The event stream, and who finds what in their inbox. */
export const serverNotificationMutations: readonly Mutation[] = [
  {
    name: 'the stream tells what a wall hides',
    file: 'server/notifications/event-hub.ts',
    find: 'if (scopeId === null ? session?.isAdministrator === true : sees(scopeId)) parts.push(text);',
    replace: 'parts.push(text);',
    tests: STREAM,
  },
  {
    name: 'a session that has ended goes on listening',
    file: 'server/notifications/event-hub.ts',
    find: 'if (news.checkedSessionIds.has(stream.sessionId) && session === undefined) {',
    replace: 'if (session === null) {',
    tests: STREAM,
  },
  {
    name: 'a stream outlives its token',
    file: 'server/notifications/event-hub.ts',
    find: 'if (clock.nowMs() < stream.expiresAtMs) return false;',
    replace: 'return false;',
    tests: STREAM,
  },
  {
    name: 'a listener that comes back is told again what it knows',
    file: 'server/notifications/event-hub.ts',
    find: 'const isBeyond = (seq: number) => cursor !== null && seq > cursor;',
    replace: 'const isBeyond = (seq: number) => cursor !== null && seq > 0;',
    tests: STREAM,
  },
  {
    name: 'a listener that joins the others misses what came in between',
    file: 'server/notifications/event-hub.ts',
    find: 'cursors.reduce((lowest, each) => Math.min(lowest, each))',
    replace: 'cursors.reduce((lowest, each) => Math.max(lowest, each))',
    tests: STREAM,
  },
  {
    name: 'one person holds as many streams as they like',
    file: 'server/notifications/event-hub.ts',
    find: 'for (const oldest of own.slice(0, Math.max(0, own.length - config.events.streamsPerUser))) {',
    replace: 'for (const oldest of own.slice(0, 0)) {',
    tests: STREAM,
  },
  {
    name: 'the poll looks at nobody to whom nothing is to be told',
    file: 'server/notifications/read-news.ts',
    find: 'checksEverybody || isForAdministrators || hearing.has(userId)',
    replace: 'isForAdministrators || hearing.has(userId)',
    tests: PROCESSES,
  },
  {
    name: 'what is older than retention is forgotten without a word',
    file: 'server/notifications/trim-events.ts',
    find: "await db.updateTable('event_horizon').set({ seq }).where('seq', '<', seq).execute();",
    replace: '',
    tests: STREAM,
  },
  {
    name: 'a slow listener is kept for ever',
    file: 'server/notifications/event-line.ts',
    find: 'if (now - stalledSince >= limits.longestStallMs) cutOff();',
    replace: '',
    tests: LINE,
  },
  {
    name: 'a stream is silent until something happens',
    file: 'server/notifications/event-line.ts',
    find: '} else if (now - writtenAt >= limits.heartbeatMs) write(STILL_HERE);',
    replace: '}',
    tests: LINE,
  },
  {
    name: 'somebody behind a wall is told',
    file: 'server/notifications/find-recipients.ts',
    find: 'JOIN scope_access a ON a.scope_id = k.scope_id AND a.revoked_at IS NULL',
    replace: 'JOIN scope_access a ON a.scope_id = k.scope_id',
    tests: CAUSES,
  },
  {
    name: 'whoever sees everything is told of everything',
    file: 'server/notifications/find-recipients.ts',
    find: "AND coalesce(g.matter_id, '00000000-0000-0000-0000-000000000000') = k.matter_id) AS is_named",
    replace: 'AND (g.matter_id IS NULL OR g.matter_id = k.matter_id)) AS is_named',
    tests: CAUSES,
  },
  {
    name: 'the sender is told what they have just done',
    file: 'server/notifications/find-recipients.ts',
    find: "'invoice.uploaded': { sender: 'not',",
    replace: "'invoice.uploaded': { sender: 'too',",
    tests: CAUSES,
  },
  {
    name: 'a wall and a notification at the same moment miss each other',
    file: 'server/access/scope-access.ts',
    find: 'pg_advisory_xact_lock_shared(',
    replace: 'abs(',
    tests: INBOX,
  },
  {
    name: 'what was for administrators stays with who is none any more',
    file: 'server/auth/accounts.ts',
    find: 'await asSystem(batch.db, () => withdrawFromInbox(batch, [{ userId, scopeId: null }]));',
    replace: '',
    tests: INBOX,
  },
];
