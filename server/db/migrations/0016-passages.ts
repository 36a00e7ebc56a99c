import type { ServerMigration } from './migration.ts';

const VISIBLE_NUMBERS = `(
      SELECT s.number FROM passage_scopes s JOIN scope_access a ON a.scope_id = s.scope_id
      WHERE a.user_id = lait_user_id() AND a.revoked_at IS NULL)`;
/** Read once a statement and kept as a hash, not once a row: a word may stand in tens of thousands of passages. */
const sees = (column: string) => `((SELECT lait_is_system()) OR ${column} IN ${VISIBLE_NUMBERS})`;

/**
 * The firm's own record cut into passages, and which words each holds, for a search by BM25 (server/legal/passages).
 * Scopes and words go by small numbers: there are some forty words a passage. Every figure that a ranking rests on is kept
 * by scope, so that what a person may not see has no part in what they are shown. Derived from the record: it may be
 * emptied at any time, and fills itself again.
 */
export const passages: ServerMigration = {
  name: '0016-passages',
  isTransactional: true,
  sql: `
  CREATE TABLE passage_scopes (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope_id text NOT NULL UNIQUE,
    passage_count integer NOT NULL DEFAULT 0,
    word_count bigint NOT NULL DEFAULT 0
  );

  -- Words alone, of whatever scope; never answered to anybody.
  CREATE TABLE passage_terms (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    term text NOT NULL UNIQUE
  );

  CREATE TABLE passages (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('clause', 'line', 'appeal', 'note', 'opinion')),
    -- What it is a part of: 'line:<id>', 'guideline:<name>', 'comment:<id>', 'saved:<id>', ...
    source_key text NOT NULL,
    position integer NOT NULL,
    scope_number integer NOT NULL REFERENCES passage_scopes (number),
    scope_id text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    word_count integer NOT NULL,
    dated_on date,
    -- PassageAbout: where it leads, what became of it.
    about jsonb NOT NULL,
    UNIQUE (source_key, position)
  );
  CREATE INDEX passages_scope ON passages (scope_number);

  CREATE TABLE passage_words (
    term_number integer NOT NULL,
    scope_number integer NOT NULL,
    -- No foreign key: there are millions of rows, and one writer (store-passages.ts).
    passage_number integer NOT NULL,
    said smallint NOT NULL,
    -- Of the whole passage.
    word_count smallint NOT NULL,
    PRIMARY KEY (term_number, scope_number, passage_number) INCLUDE (said, word_count)
  );
  CREATE INDEX passage_words_passage ON passage_words (passage_number, term_number) INCLUDE (scope_number, said, word_count);

  -- How many passages of a scope hold a word.
  CREATE TABLE passage_term_totals (
    term_number integer NOT NULL,
    scope_number integer NOT NULL,
    passage_count integer NOT NULL,
    PRIMARY KEY (term_number, scope_number) INCLUDE (passage_count)
  );

  -- How far the feed has been read, and while the index is being filled from the record, how far that has come.
  CREATE TABLE passage_index (
    is_current boolean PRIMARY KEY DEFAULT true CHECK (is_current),
    -- -1: not filled yet.
    seq bigint NOT NULL,
    filling text CHECK (filling IN ('guideline', 'line', 'comment', 'saved_result')),
    filled_after uuid
  );
  INSERT INTO passage_index (seq) VALUES (-1);

  ALTER TABLE passage_scopes ENABLE ROW LEVEL SECURITY;
  CREATE POLICY passage_scopes_scope ON passage_scopes
    USING ((SELECT lait_is_system()) OR EXISTS (
      SELECT 1 FROM scope_access a
      WHERE a.user_id = lait_user_id() AND a.scope_id = passage_scopes.scope_id AND a.revoked_at IS NULL));
  ALTER TABLE passages ENABLE ROW LEVEL SECURITY;
  CREATE POLICY passages_scope ON passages USING (${sees('passages.scope_number')});
  ALTER TABLE passage_words ENABLE ROW LEVEL SECURITY;
  CREATE POLICY passage_words_scope ON passage_words USING (${sees('passage_words.scope_number')});
  ALTER TABLE passage_term_totals ENABLE ROW LEVEL SECURITY;
  CREATE POLICY passage_term_totals_scope ON passage_term_totals USING (${sees('passage_term_totals.scope_number')});
  `,
};
