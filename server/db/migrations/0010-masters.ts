import type { ServerMigration } from './migration.ts';

/** What stands in an index for "for all" and "from the beginning". */
const ALL = `'00000000-0000-0000-0000-000000000000'`;
const WHERE = `coalesce(client_id, ${ALL}), coalesce(matter_id, ${ALL})`;

/**
 * Rosters, rates and discounts are kept by administrators, and hidden with the matter they are about: a row of a
 * matter behind a wall is not there for whom the wall is. One row a key, so that an import repeated, or run twice
 * at once, adds nothing twice.
 */
export const masters: ServerMigration = {
  name: '0010-masters',
  isTransactional: true,
  sql: `
  ALTER TABLE timekeepers
    ADD CHECK (matter_id IS NULL OR client_id IS NOT NULL),
    ADD CHECK (approved_to >= approved_from);
  ALTER TABLE rates
    ADD CHECK (matter_id IS NULL OR client_id IS NOT NULL),
    ADD CHECK (valid_to >= valid_from);
  ALTER TABLE discounts
    ADD CHECK (valid_to >= valid_from);

  CREATE UNIQUE INDEX timekeepers_key ON timekeepers
    (vendor_id, lower(number), ${WHERE}, coalesce(approved_from, '-infinity'::date));
  CREATE UNIQUE INDEX rates_key ON rates
    (vendor_id, lower(coalesce(timekeeper_number, '')), lower(coalesce(classification, '')), ${WHERE},
      coalesce(currency, ''), valid_from);
  CREATE UNIQUE INDEX discounts_key ON discounts
    (coalesce(vendor_id, ${ALL}), ${WHERE}, valid_from);
  -- A bill names its vendor in its own spelling.
  CREATE UNIQUE INDEX vendors_number ON vendors (lower(number));
  CREATE INDEX invoices_vendor_open ON invoices (lower(vendor_id), id)
    WHERE deleted_at IS NULL AND state IN ('analysed', 'in_review');

  ALTER TABLE vendors ENABLE ROW LEVEL SECURITY;
  CREATE POLICY vendors_read ON vendors FOR SELECT USING ((SELECT lait_is_anybody()));
  CREATE POLICY vendors_keep ON vendors
    USING ((SELECT lait_is_system()) OR (SELECT lait_is_administrator()));

  ${['timekeepers', 'rates', 'discounts']
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  -- Through the matter, whose own policy knows the walls.
  CREATE POLICY ${table}_keep ON ${table}
    USING ((SELECT lait_is_system()) OR ((SELECT lait_is_administrator())
      AND (matter_id IS NULL OR EXISTS (SELECT 1 FROM matters m WHERE m.id = ${table}.matter_id))));`,
    )
    .join('\n')}
  `,
};
