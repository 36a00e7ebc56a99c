import { INSERT_LINE } from '../store/line-record.ts';

/** `INSERT_LINE` with the server's version of the row. */
export const INSERT_IMAGE_LINE = INSERT_LINE.replace(/\n\)$/, ', row_version\n)');

/** Rows of one invoice's image with the versions the server gave them. Takes the invoice's key, first and last key. */
export const SELECT_INVOICE_VERSIONS = `WITH asked (key, first, last) AS (SELECT ?, ?, ?)
  SELECT 'invoice' AS tbl, invoice_keys.id AS id, version FROM asked JOIN invoice_images ON invoice_images.invoice_key = key
    JOIN invoice_keys USING (invoice_key) WHERE version > 0
  UNION ALL SELECT 'line', id, row_version FROM asked JOIN line_items ON line_key BETWEEN first AND last WHERE row_version > 0
  UNION ALL SELECT 'finding', id, row_version FROM asked JOIN findings ON finding_key BETWEEN first AND last
    WHERE row_version > 0 AND NOT EXISTS (SELECT 1 FROM own_analyses WHERE invoice_key = key)
  UNION ALL SELECT 'finding', id, row_version FROM asked JOIN image_findings ON finding_key BETWEEN first AND last
    WHERE row_version > 0
  UNION ALL SELECT 'decision', line_items.id || ':' || decisions.version, decisions.row_version FROM asked
    JOIN decisions ON decisions.line_key BETWEEN first AND last JOIN line_items USING (line_key)
    WHERE decisions.row_version > 0
  UNION ALL SELECT 'narrative', id, version FROM asked JOIN narrative_images ON line_key BETWEEN first AND last
  UNION ALL SELECT 'dismissal', finding_id, version FROM asked JOIN dismissal_images ON invoice_key = key
  UNION ALL SELECT 'comment', id, row_version FROM asked JOIN comments ON invoice_key = key WHERE row_version > 0
  UNION ALL SELECT 'history', id, row_version FROM asked JOIN history ON invoice_key = key WHERE row_version > 0`;

export interface VersionRow {
  readonly tbl: string;
  readonly id: string;
  readonly version: number;
}
