import type { ServerMigration } from './migration.ts';

/** When backups were last made and last proved to restore: written by the host's scripts as the owner, read by the server. */
export const operationMarks: ServerMigration = {
  name: '0021-operation-marks',
  isTransactional: true,
  sql: `
  CREATE TABLE operation_marks (
    name text PRIMARY KEY CHECK (name IN ('backup', 'files', 'dump', 'drill', 'drill_marker', 'restore')),
    at timestamptz NOT NULL,
    -- Figures of the script that wrote it; never a name or a word of the record.
    detail jsonb NOT NULL DEFAULT '{}'
  );
  `,
};
