import type { ServerMigration } from './migration.ts';

/** What was learned from the firm's approved lines: trainings that were asked for and the versions they made. */
export const models: ServerMigration = {
  name: '0019-models',
  isTransactional: true,
  sql: `
  CREATE TABLE model_trainings (
    id uuid PRIMARY KEY,
    asked_by uuid NOT NULL REFERENCES users (id),
    asked_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    started_at timestamptz,
    ended_at timestamptz,
    -- Kinds whose new version was put to use, and kinds for which there was too little.
    activated jsonb NOT NULL DEFAULT '[]',
    too_little_for jsonb NOT NULL DEFAULT '[]'
  );
  -- One at a time, whoever asks.
  CREATE UNIQUE INDEX model_trainings_one ON model_trainings ((true)) WHERE state IN ('queued', 'running');
  CREATE INDEX model_trainings_asked ON model_trainings (asked_at);

  CREATE TABLE models (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('task_code', 'activity_code', 'narrative_quality', 'anomaly')),
    version integer NOT NULL CHECK (version >= 1),
    training_id uuid NOT NULL REFERENCES model_trainings (id),
    trained_at timestamptz NOT NULL,
    line_count integer NOT NULL,
    matter_count integer NOT NULL,
    client_count integer NOT NULL,
    label_count integer NOT NULL,
    reject_below_e4 integer,
    metrics jsonb NOT NULL,
    unfit_for jsonb NOT NULL,
    is_active boolean NOT NULL DEFAULT false,
    -- Hashes and weights (shared/models/model-file.ts), no words.
    bytes bytea NOT NULL,
    UNIQUE (kind, version),
    -- Whatever a program says: what did not beat the baselines is not used.
    CHECK (NOT is_active OR unfit_for = '[]')
  );
  CREATE UNIQUE INDEX models_active ON models (kind) WHERE is_active;

  -- Suggestions are made for whoever may see the line; versions are kept by the server and by administrators.
  ALTER TABLE models ENABLE ROW LEVEL SECURITY;
  CREATE POLICY models_read ON models FOR SELECT USING ((SELECT lait_is_anybody()));
  CREATE POLICY models_keep ON models
    USING ((SELECT lait_is_system()) OR (SELECT lait_is_administrator()));
  ALTER TABLE model_trainings ENABLE ROW LEVEL SECURITY;
  CREATE POLICY model_trainings_keep ON model_trainings
    USING ((SELECT lait_is_system()) OR (SELECT lait_is_administrator()));
  `,
};
