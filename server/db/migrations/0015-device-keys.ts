import type { ServerMigration } from './migration.ts';

/** The keys of desktop devices' files, for devices whose own key store has lost them. */
export const deviceKeys: ServerMigration = {
  name: '0015-device-keys',
  isTransactional: true,
  sql: `
  CREATE TABLE device_keys (
    device_id uuid PRIMARY KEY REFERENCES devices (id),
    user_id uuid NOT NULL REFERENCES users (id),
    -- AES-256-GCM under a key that the database does not hold, bound to device and person.
    sealed bytea NOT NULL,
    deposited_at timestamptz NOT NULL,
    recovered_at timestamptz
  );
  `,
};
