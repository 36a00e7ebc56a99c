import { sql } from 'kysely';
import type { ReadTransaction } from '../access/read-as.ts';
import type { TrainingLine } from './train-all.ts';

/** The newest lines; more do not make a better model, only a slower one. */
const MOST_LINES = 20_000;
/** Rules that say of a code that it is missing, of the wrong set or at odds with the narrative. */
const ABOUT_CODES = ['R62', 'R63', 'R64'];
/** Reasons of a cut that are about how a narrative is written. */
const ABOUT_WORDING = ['vague', 'block_billed'];

interface Row {
  readonly narrative: string;
  readonly task_code: string | null;
  readonly activity_code: string | null;
  readonly hours_e4: number | null;
  readonly timekeeper_key: string | null;
  readonly client_id: string;
  readonly matter_id: string;
  readonly invoice_id: string;
  readonly is_approved: boolean;
  readonly is_code_questioned: boolean;
  readonly is_wording_questioned: boolean;
}

/**
 * Fee lines that people at the firm have decided: accepted one by one, or not cut on a bill that was approved. As the
 * system, over all matters; what of it may come to light again is the vocabulary's affair (shared/models/labelled-line.ts).
 * @returns the newest bills first, in an order that is the same each time
 */
export async function readTrainingLines(db: ReadTransaction): Promise<readonly TrainingLine[]> {
  const { rows } = await sql<Row>`
    SELECT l.narrative, l.task_code, l.activity_code, l.units_e4 AS hours_e4, l.timekeeper_key, i.client_id, i.matter_id,
      l.invoice_id,
      l.decision_kind = 'accept' IS TRUE
        OR (i.state IN ('approved', 'exported') AND coalesce(l.cut_e4, 0) = 0) AS is_approved,
      l.decision_kind IS DISTINCT FROM 'accept' AND EXISTS (
        SELECT 1 FROM finding_lines fl JOIN findings f ON f.id = fl.finding_id
        WHERE fl.line_id = l.id AND f.is_enabled AND f.deleted_at IS NULL AND f.rule_id = ANY(${ABOUT_CODES}::text[])
      ) AS is_code_questioned,
      d.reason_code = ANY(${ABOUT_WORDING}::text[]) IS TRUE OR n.narrative IS NOT NULL AS is_wording_questioned
    FROM invoices i
    JOIN line_items l ON l.invoice_id = i.id
    LEFT JOIN decisions d ON d.line_id = l.id AND d.version = l.decision_version
    LEFT JOIN narratives n ON n.line_id = l.id
    WHERE i.deleted_at IS NULL AND l.deleted_at IS NULL AND l.kind = 'F'
      AND (i.state IN ('approved', 'exported') OR l.decision_kind IS NOT NULL OR n.narrative IS NOT NULL)
    ORDER BY i.received_at DESC, i.id, l.record
    LIMIT ${MOST_LINES}`.execute(db);
  return rows.map((row) => ({
    narrative: row.narrative,
    taskCode: row.is_approved && !row.is_code_questioned ? row.task_code : null,
    activityCode: row.is_approved && !row.is_code_questioned ? row.activity_code : null,
    hoursE4: row.is_approved ? row.hours_e4 : null,
    timekeeper: row.timekeeper_key,
    client: row.client_id,
    matter: row.matter_id,
    bill: row.invoice_id,
    wording: row.is_wording_questioned ? 'questioned' : row.is_approved ? 'clear' : 'unknown',
  }));
}
