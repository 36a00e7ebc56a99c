import type { Invoice, InvoiceLine, Problem } from '#shared/domain/invoice.ts';
import { formatE4 } from '#shared/money/e4.ts';
import { formatTaxRateE10 } from '#shared/money/tax-rate.ts';
import type { WrittenText } from './ledes/write-records.ts';

/** An invoice line as `lait check --json` shows it: amounts and units are decimal strings, `null` where unknown. */
export interface LineJson {
  readonly record: number;
  readonly lineNumber: string;
  readonly kind: InvoiceLine['kind'];
  readonly date: string | null;
  readonly timekeeperId: string | null;
  readonly timekeeperName: string | null;
  readonly classification: string | null;
  readonly units: string | null;
  readonly unitCost: string | null;
  readonly adjustment: string | null;
  readonly total: string | null;
  readonly taxRate: string | null;
  readonly tax: string | null;
  readonly taxType: string | null;
  readonly taskCode: string | null;
  readonly activityCode: string | null;
  readonly expenseCode: string | null;
  readonly narrative: string;
  /** Header fields this line states differently from its invoice. */
  readonly headerDifferences?: Readonly<Record<string, string>>;
}

export interface InvoiceJson {
  readonly invoiceNumber: string | null;
  readonly invoiceDate: string | null;
  readonly vendorId: string | null;
  readonly vendorName: string | null;
  readonly clientId: string | null;
  readonly clientName: string | null;
  readonly matterId: string | null;
  readonly clientMatterId: string | null;
  readonly matterName: string | null;
  readonly billingStart: string | null;
  readonly billingEnd: string | null;
  readonly description: string | null;
  readonly currency: string | null;
  readonly declaredTotal: string | null;
  readonly computedTotal: string | null;
  readonly declaredTax: string | null;
  readonly computedTax: string | null;
  readonly declaredNet: string | null;
  readonly lines: readonly LineJson[];
}

const decimal = (valueE4: number | null) => (valueE4 === null ? null : formatE4(valueE4));

/** The invoice as `lait check --json` shows it, without its findings. */
export function invoiceToJson(invoice: Invoice): InvoiceJson {
  return {
    invoiceNumber: invoice.invoiceNumber,
    invoiceDate: invoice.invoiceDate,
    vendorId: invoice.vendorId,
    vendorName: invoice.vendorName,
    clientId: invoice.clientId,
    clientName: invoice.clientName,
    matterId: invoice.matterId,
    clientMatterId: invoice.clientMatterId,
    matterName: invoice.matterName,
    billingStart: invoice.billingStart,
    billingEnd: invoice.billingEnd,
    description: invoice.description,
    currency: invoice.currency,
    declaredTotal: decimal(invoice.declaredTotalE4),
    computedTotal: decimal(invoice.computedTotalE4),
    declaredTax: decimal(invoice.declaredTaxE4),
    computedTax: decimal(invoice.computedTaxE4),
    declaredNet: decimal(invoice.declaredNetE4),
    lines: invoice.lines.map(lineToJson),
  };
}

function lineToJson(line: InvoiceLine): LineJson {
  return {
    record: line.record,
    lineNumber: line.lineNumber,
    kind: line.kind,
    date: line.date,
    timekeeperId: line.timekeeperId,
    timekeeperName: line.timekeeperName,
    classification: line.classification,
    units: decimal(line.unitsE4),
    unitCost: decimal(line.unitCostE4),
    adjustment: decimal(line.adjustmentE4),
    total: decimal(line.totalE4),
    taxRate: line.taxRateE10 === null ? null : formatTaxRateE10(line.taxRateE10),
    tax: decimal(line.taxE4),
    taxType: line.taxType,
    taskCode: line.taskCode,
    activityCode: line.activityCode,
    expenseCode: line.expenseCode,
    narrative: line.narrative,
    ...(line.headerDifferences === undefined ? {} : { headerDifferences: line.headerDifferences }),
  };
}

/** A problem as `lait check --json` shows it; `declared` and `computed` stand on sums. */
export function problemToJson(problem: Problem) {
  const { declaredE4, computedE4, ...rest } = problem;
  return {
    ...rest,
    ...(declaredE4 === undefined ? {} : { declared: formatE4(declaredE4) }),
    ...(computedE4 === undefined ? {} : { computed: formatE4(computedE4) }),
  };
}

/** Writes invoices as one JSON object, `{invoices: [...]}`; nothing is lost but raw problems and ids. */
export function writeJson(invoices: readonly Invoice[]): WrittenText {
  return { text: `${JSON.stringify({ invoices: invoices.map(invoiceToJson) }, null, 2)}\n`, remarks: [] };
}
