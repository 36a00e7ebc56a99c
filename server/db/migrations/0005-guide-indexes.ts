import type { ServerMigration } from './migration.ts';

/** The four indexes of the operations guide, under its names. Run outside a transaction, harmless when repeated. */
export const guideIndexes: ServerMigration = {
  name: '0005-guide-indexes',
  isTransactional: false,
  sql: `
  CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_invoices_date ON invoices (date);
  CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_invoices_vendor ON invoices (vendor_id);
  CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_notifications_user ON notifications (user_id, created_at);
  CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_line_items_invoice ON line_items (invoice_id);
  `,
};
