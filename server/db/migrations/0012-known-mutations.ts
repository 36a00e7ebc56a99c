import type { ServerMigration } from './migration.ts';

/**
 * A mutation takes effect once, under whatever number it comes: a laptop that had to begin as another device sends
 * again what an old number may have done already (shared/sync/README.md, "Answered"). The first answer is the one;
 * further numbers keep a copy of it. Ids are a person's own: nobody meets an answer to somebody else.
 */
export const knownMutations: ServerMigration = {
  name: '0012-known-mutations',
  isTransactional: true,
  sql: `
  ALTER TABLE mutation_result ADD COLUMN user_id uuid, ADD COLUMN is_repeat boolean NOT NULL DEFAULT false;
  UPDATE mutation_result r SET user_id = d.user_id FROM devices d WHERE d.id = r.device_id;
  UPDATE mutation_result r SET is_repeat = true WHERE EXISTS (
    SELECT 1 FROM mutation_result earlier
    WHERE earlier.user_id = r.user_id AND earlier.mutation_id = r.mutation_id
      AND (earlier.at, earlier.device_id, earlier.client_seq) < (r.at, r.device_id, r.client_seq));
  ALTER TABLE mutation_result
    ALTER COLUMN user_id SET DEFAULT lait_user_id(),
    ALTER COLUMN user_id SET NOT NULL;
  CREATE UNIQUE INDEX mutation_result_once ON mutation_result (user_id, mutation_id) WHERE NOT is_repeat;
  `,
};
