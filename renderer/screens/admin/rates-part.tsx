import { type ReactElement, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import type { PeriodKind } from '#shared/api/masters.ts';
import { useFirmCall } from '../../state/firm-context.ts';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import { ExportMasters } from './export-masters.tsx';
import { ImportMasters } from './import-masters.tsx';
import { DiscountTable, RateTable, TimekeeperTable } from './master-tables.tsx';
import styles from './part.module.css';

const SHOWN: readonly { readonly id: PeriodKind; readonly label: string }[] = [
  { id: 'timekeepers', label: 'Approved timekeepers' },
  { id: 'rates', label: 'Agreed rates' },
  { id: 'discounts', label: 'Agreed discounts' },
];
const IMPORTED = [{ id: 'vendors', label: 'Vendors' } as const, ...SHOWN];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Who may bill, and at what: what rules R14 to R20 compare bills with. */
export function RatesPart(): ReactElement {
  const vendors = useFirmCall(adminCalls.listVendors());
  const clients = useFirmCall(adminCalls.listClients());
  const [kind, setKind] = useState<PeriodKind>('timekeepers');
  const [vendorId, setVendorId] = useState('');
  const [clientId, setClientId] = useState('');
  const [search, setSearch] = useState('');
  const [on, setOn] = useState('');
  const [asked, setAsked] = useState(0);
  const query: Record<string, string> = {};
  if (vendorId !== '') query.vendorId = vendorId;
  if (clientId !== '') query.clientId = clientId;
  if (search.trim() !== '' && kind !== 'discounts') query.search = search.trim();
  if (DAY.test(on)) query.on = on;
  const Table = TABLES[kind];
  return (
    <>
      <p className={styles.lead}>
        The narrowest row that fits the day of the work holds: one of the matter before one of the client before one for
        all, a person{'\u2019'}s own rate before that of their class. After a change, open invoices are checked again;
        decisions stay.
      </p>
      <ImportMasters
        kinds={IMPORTED}
        onDone={() => {
          vendors.refresh();
          setAsked((count) => count + 1);
        }}
      />
      <h2 className={styles.heading}>On file</h2>
      <div className={styles.form}>
        <ChoiceField label="Show" value={kind} choices={SHOWN} onChange={(next) => next !== '' && setKind(next)} />
        <ChoiceField
          label="Vendor"
          value={vendorId}
          emptyLabel="Every vendor"
          choices={vendors.value?.vendors.map(({ id, number, name }) => ({ id, label: `${number}  ${name}` })) ?? []}
          onChange={setVendorId}
        />
        <ChoiceField
          label="Client"
          value={clientId}
          emptyLabel="Every client"
          choices={clients.value?.clients.map(({ id, number, name }) => ({ id, label: `${number}  ${name}` })) ?? []}
          onChange={setClientId}
        />
        <LineField label="Holds on (2026-03-31)" value={on} isRequired={false} onChange={setOn} />
        {kind === 'discounts' ? null : (
          <LineField label="Person or class" value={search} isRequired={false} onChange={setSearch} />
        )}
        <ExportMasters kind={kind} vendorId={vendorId} />
      </div>
      {/* Another question begins at its first page. */}
      <Table key={`${kind} ${JSON.stringify(query)} ${asked}`} query={query} />
    </>
  );
}

const TABLES = { timekeepers: TimekeeperTable, rates: RateTable, discounts: DiscountTable } as const;
