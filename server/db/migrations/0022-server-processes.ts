import type { ServerMigration } from './migration.ts';

/** Which processes of the server run, and how they fare: each writes its own row every few seconds and takes it away at its end. */
export const serverProcesses: ServerMigration = {
  name: '0022-server-processes',
  isTransactional: true,
  sql: `
  CREATE TABLE server_processes (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('all', 'api', 'worker')),
    version text NOT NULL,
    revision text,
    host text NOT NULL,
    process_id integer NOT NULL,
    started_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    -- Counts, times and bytes of the process itself; never a name or a word of the record.
    figures jsonb NOT NULL
  );
  `,
};
