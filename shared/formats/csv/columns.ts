/** What a column of a list can mean. */
export type CsvRole =
  | 'date'
  | 'invoiceNumber'
  | 'invoiceDate'
  | 'invoiceTotal'
  | 'invoiceDescription'
  | 'vendorId'
  | 'vendorName'
  | 'clientId'
  | 'clientName'
  | 'matterId'
  | 'matterName'
  | 'clientMatterId'
  | 'currency'
  | 'billingStart'
  | 'billingEnd'
  | 'lineNumber'
  | 'kind'
  | 'timekeeperId'
  | 'timekeeperName'
  | 'classification'
  | 'units'
  | 'rate'
  | 'amount'
  | 'adjustment'
  | 'taxRate'
  | 'tax'
  | 'taxType'
  | 'taskCode'
  | 'activityCode'
  | 'expenseCode'
  | 'narrative';

// Headings as billing programs, spreadsheets and LEDES tools write them; compared without case and signs.
const HEADINGS: Readonly<Record<CsvRole, string>> = {
  date: 'date, service date, date of service, work date, worked date, date worked, entry date, time entry date, transaction date, trans date, billing date, line item date, line date, item date, activity date, charge date, tran date, day, service dt, work dt, datum',
  invoiceNumber:
    'invoice number, invoice no, invoice num, invoice nbr, invoice id, invoice, inv number, inv no, inv num, inv, bill number, bill no, bill num, bill nbr, bill id, bill, statement number, statement no, proforma number, prebill number, rechnungsnummer',
  invoiceDate: 'invoice date, inv date, bill date, date billed, billed date, statement date, date of invoice',
  invoiceTotal: 'invoice total, invoice amount, bill total, invoice total amount',
  invoiceDescription: 'invoice description, bill description',
  vendorId: 'law firm id, vendor id, vendor number, vendor, firm id, law firm tax id, vendor tax id, firm tax id, supplier id',
  vendorName: 'law firm name, law firm, vendor name, firm name, firm, supplier, supplier name',
  clientId: 'client id, client number, client no, client code, client num, client, customer id, customer',
  clientName: 'client name, customer name',
  matterId:
    'matter id, matter number, matter no, matter code, matter num, matter, law firm matter id, firm matter id, case number, case no, case id, case, file number, file no, project id, project number, project, client matter',
  matterName: 'matter name, matter description, case name, project name, matter title',
  clientMatterId: 'client matter id, client matter number, client matter no, client file number, claim number, claim no',
  currency: 'currency, currency code, invoice currency, curr, ccy',
  billingStart: 'billing start date, billing start, period start, start date, from date, billing from, billing period start',
  billingEnd: 'billing end date, billing end, period end, end date, to date, billing to, billing period end, through date',
  lineNumber:
    'line number, line no, line num, line, line item number, line item no, line id, item number, item no, item, entry number, entry no, entry id, entry, row, row number, no, seq, sequence, line item',
  kind: 'type, line type, item type, line item type, entry type, charge type, kind, fee expense, fee or expense, expense fee, exp fee, exp fee inv adj type, exp fee adr, exp fee adj, transaction type, fee expense type, f e',
  timekeeperId:
    'timekeeper id, timekeeper code, timekeeper number, timekeeper no, timekeeper initials, tk id, tkid, tk code, tk initials, initials, attorney id, lawyer id, biller id, employee id, user id, attorney initials, staff id',
  timekeeperName:
    'timekeeper, timekeeper name, tk, tk name, tkpr, attorney, attorney name, lawyer, lawyer name, biller, biller name, billed by, name, person, professional, professional name, employee, employee name, user, user name, staff, staff name, member, worked by, who, provider, consultant, full name, resource',
  classification:
    'classification, timekeeper classification, class, title, level, role, timekeeper level, timekeeper title, timekeeper class, timekeeper role, tk class, tk level, tk title, tk classification, position, rank, staff level, attorney level, job title, biller title, timekeeper type',
  units:
    'hours, hour, hrs, hr, units, unit, qty, quantity, time, hours worked, worked hours, hours billed, billed hours, billable hours, total hours, time spent, duration, hours units, units hours, hours or units, number of units, line item number of units, line item units, billed time, time hours, hours decimal, duration decimal, duration hours, base hours, hours to bill, stunden',
  rate: 'rate, hourly rate, billing rate, bill rate, billed rate, unit cost, unit price, price, cost per unit, line item unit cost, hourly billing rate, rate per hour, rate hr, rate hour, standard rate, hourly, timekeeper rate, price per unit, agreed rate, base rate',
  amount:
    'amount, total, fees, fee, billed amount, amount billed, line total, line item total, line amount, total amount, value, charge, charges, billable amount, net amount, extended amount, extension, total billed, total fee, total fees, fee amount, item total, total charge, billed value, sum, cost, amount usd, total usd, bill amount, billed fees, betrag',
  adjustment:
    'adjustment, line item adjustment amount, adjustment amount, line adjustment, discount, discount amount, adj, adjustments, line item adjustment, write off, courtesy discount',
  taxRate: 'tax rate, line item tax rate, vat rate, gst rate',
  tax: 'tax, tax amount, line item tax total, line tax, vat, vat amount, gst, gst amount, tax total',
  taxType: 'tax type, line item tax type',
  taskCode: 'task code, task, line item task code, utbms task, utbms task code, phase task, task id, phase task code, utbms code, utbms, litigation code',
  activityCode: 'activity code, activity, line item activity code, utbms activity, utbms activity code, act code, activity id',
  expenseCode: 'expense code, line item expense code, utbms expense, utbms expense code, exp code, expense type, expense category, cost code, expense',
  narrative:
    'narrative, description, details, detail, work description, description of services, services, services rendered, line item description, line description, time entry, entry description, billing narrative, narration, notes, note, memo, text, comments, work performed, description of work, service description, task description, activity description, time narrative, fee description, item description, long description, work done, time entry narrative, desc, tatigkeit',
}; // biome-ignore format: long lists read better wrapped by the formatter's own rule

const ROLE_BY_HEADING: ReadonlyMap<string, CsvRole> = new Map(
  (Object.keys(HEADINGS) as CsvRole[]).flatMap((role) =>
    HEADINGS[role].split(',').map((heading) => [heading.trim(), role]),
  ),
);

/** A heading without case, signs and units in brackets: `Rate ($/hr)` and `RATE` are both `rate`. */
export function foldHeading(heading: string): string {
  return heading
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/#/g, ' number ')
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What a heading means; `null` when LAIT does not know. */
export function csvRoleOf(heading: string): CsvRole | null {
  return ROLE_BY_HEADING.get(foldHeading(heading)) ?? null;
}

/** The roles of a header row; of two columns with one meaning the first has it. */
export function rolesOf(headings: readonly string[]): readonly (CsvRole | null)[] {
  const taken = new Set<CsvRole>();
  return headings.map((heading) => {
    const role = csvRoleOf(heading);
    if (role === null || taken.has(role)) return null;
    taken.add(role);
    return role;
  });
}
