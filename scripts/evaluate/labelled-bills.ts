import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { invoiceDigest, invoiceIdOf, lineIdsOf } from '#shared/domain/ids.ts';
import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import { parseE4 } from '#shared/money/e4.ts';
import { projectRoot } from '../process/project-root.ts';

/** One line of a label file; `labels` is empty where the line is clean. */
export interface LabelledLine {
  readonly bill: string;
  readonly line: number;
  readonly date: string;
  readonly timekeeper: string;
  readonly classification: string | null;
  readonly hours: string;
  readonly activityCode: string | null;
  readonly narrative: string;
  readonly labels: readonly { readonly rule: string; readonly reason: string }[];
}

/** A labelled bill as an invoice without amounts, and what its lines were labelled with, in line order. */
export interface LabelledBill {
  readonly invoice: Invoice;
  readonly lines: readonly LabelledLine[];
}

export type Style = 'a' | 'b';

/** Reads the labelled bills of one author style. Throws where the file is missing or a line is not JSON. */
export function readLabelledBills(style: Style): readonly LabelledBill[] {
  const path = join(projectRoot, 'shared', 'rules', 'evaluation', 'labels', `style-${style}.jsonl`);
  const bills = new Map<string, LabelledLine[]>();
  for (const text of readFileSync(path, 'utf8').split('\n')) {
    if (text.trim() === '') continue;
    const line = JSON.parse(text) as LabelledLine;
    const lines = bills.get(line.bill);
    if (lines === undefined) bills.set(line.bill, [line]);
    else lines.push(line);
  }
  return [...bills].map(([bill, lines], index) => ({ invoice: invoiceOf(bill, index + 1, lines), lines }));
}

function invoiceOf(bill: string, ordinal: number, labelled: readonly LabelledLine[]): Invoice {
  const digest = invoiceDigest('00'.repeat(32), ordinal);
  const lineIdAt = lineIdsOf(digest);
  const hasActivityCodes = labelled.some((line) => line.activityCode !== null);
  return {
    id: invoiceIdOf(digest),
    ordinal,
    format: 'csv',
    invoiceNumber: bill,
    invoiceDate: null,
    vendorId: null,
    vendorName: null,
    clientId: null,
    clientName: null,
    matterId: null,
    clientMatterId: null,
    matterName: null,
    billingStart: null,
    billingEnd: null,
    description: null,
    currency: null,
    declaredTotalE4: null,
    declaredTaxE4: null,
    declaredNetE4: null,
    computedTotalE4: null,
    computedTaxE4: null,
    columns: {
      hasHours: true,
      hasRates: false,
      hasAmounts: false,
      hasTaskCodes: false,
      hasActivityCodes,
      hasExpenseCodes: false,
      hasTimekeepers: true,
      hasClassifications: labelled.some((line) => line.classification !== null),
      hasTax: false,
      hasBillingPeriod: false,
    },
    header: {},
    lines: labelled.map((line, index) => lineOf(line, index + 1, lineIdAt(index + 1))),
    problems: [],
  };
}

function lineOf(line: LabelledLine, record: number, id: string): InvoiceLine {
  const hours = parseE4(line.hours);
  return {
    id,
    record,
    lineNumber: String(line.line),
    kind: 'F',
    date: line.date,
    timekeeperId: null,
    timekeeperName: line.timekeeper,
    classification: line.classification,
    unitsE4: hours.kind === 'value' ? hours.valueE4 : null,
    unitCostE4: null,
    adjustmentE4: null,
    totalE4: null,
    taxRateE10: null,
    taxE4: null,
    taxType: null,
    taskCode: null,
    activityCode: line.activityCode,
    expenseCode: null,
    narrative: line.narrative,
  };
}
