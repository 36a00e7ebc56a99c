import type { ServerMigration } from './migration.ts';

/**
 * Each person's inbox, and events that are kept for a time. A notification is one person's copy of an event, at most
 * one each; it is seen only as long as the matter it is about is.
 */
export const notifications: ServerMigration = {
  name: '0009-notifications',
  isTransactional: true,
  sql: `
  -- Up to where events were forgotten: a listener who comes back from further away is told so.
  CREATE TABLE event_horizon (
    is_current boolean PRIMARY KEY DEFAULT true CHECK (is_current),
    seq bigint NOT NULL
  );
  INSERT INTO event_horizon (seq) VALUES (0);
  CREATE INDEX events_at ON events (at);

  -- By its id: a number is drawn only under the lock for which everybody waits, after the notification is written.
  ALTER TABLE notifications DROP COLUMN event_seq;
  ALTER TABLE notifications ADD COLUMN event_id uuid;
  CREATE UNIQUE INDEX notifications_user_event ON notifications (user_id, event_id);
  CREATE INDEX notifications_scope ON notifications (scope_id, id);
  CREATE INDEX notifications_created ON notifications (created_at);

  DROP POLICY notifications_own ON notifications;
  CREATE POLICY notifications_own ON notifications
    USING ((SELECT lait_is_system()) OR (notifications.user_id = lait_user_id() AND (
      notifications.about_scope_id IS NULL OR EXISTS (
        SELECT 1 FROM scope_access a
        WHERE a.user_id = lait_user_id() AND a.scope_id = notifications.about_scope_id AND a.revoked_at IS NULL))));
  `,
};
