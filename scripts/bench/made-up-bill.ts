import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { writeLedes98bi } from '#shared/formats/write-ledes-98bi.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { madeUpNarratives, seededDraw } from './made-up-narratives.ts';

export interface BillOf {
  /** Drives everything that is drawn, and is part of the invoice's number. */
  readonly number: number;
  readonly lines: number;
  readonly clientNumber: string;
  readonly matterNumber: string;
  readonly vendorNumber: string;
  /** The month in which the work was done, `2026-03`. */
  readonly month: string;
  /** 98BI names its currency and its parties; 1998B is what most firms send. */
  readonly format: 'ledes1998b' | 'ledes98bi';
}

/** Timekeepers of one vendor. */
const TIMEKEEPERS = 40;
/** Of a hundred lines, so many carry an activity code that does not fit their words. */
const MISCODED = 12;

/**
 * A bill as a firm writes it: people bill within a month under the code that fits what they did, but for a few. About
 * one line in four breaks the standard guideline. The same every time.
 */
export function madeUpBill(bill: BillOf): Uint8Array<ArrayBuffer> {
  const { number, lines, clientNumber, matterNumber, vendorNumber, month, format } = bill;
  const draw = seededDraw(number * 7_919 + 11);
  const invoice = buildInvoice({
    invoiceNumber: `B-${vendorNumber}-${number}`,
    invoiceDate: `${month}-28`,
    billingStart: `${month}-01`,
    billingEnd: `${month}-28`,
    vendorId: vendorNumber,
    vendorName: `Firm ${vendorNumber}`,
    clientId: clientNumber,
    clientName: `Client ${clientNumber}`,
    matterId: matterNumber,
    matterName: `Matter ${matterNumber}`,
    currency: 'USD',
    declaredTaxE4: 0,
    header: { CLIENT_TAX_ID: `T-${clientNumber}`, ACCOUNT_TYPE: 'O' },
    lines: madeUpNarratives(lines, number * 104_729 + 3).map((narrative) => {
      const timekeeper = draw(TIMEKEEPERS);
      return {
        date: `${month}-${String(1 + draw(28)).padStart(2, '0')}`,
        timekeeperId: `${vendorNumber}-TK${timekeeper}`,
        timekeeperName: `Keeper${timekeeper}, Alex`,
        unitsE4: (1 + draw(60)) * 1000,
        // One person, one rate.
        unitCostE4: (200 + timekeeper * 10) * 10_000,
        taskCode: `L${1 + draw(4)}10`,
        activityCode: draw(100) < MISCODED ? 'A109' : activityOf(narrative),
        narrative,
      };
    }),
  });
  const whole = { ...invoice, declaredNetE4: invoice.declaredTotalE4 };
  const { text } = format === 'ledes98bi' ? writeLedes98bi([whole]) : writeLedes1998b([whole]);
  return new TextEncoder().encode(text);
}

function activityOf(narrative: string): string {
  if (/^(draft|revise|prepare|finalize|edit|respond)/i.test(narrative)) return 'A103';
  if (/^research|legal research/i.test(narrative)) return 'A102';
  if (/^(telephone|email|various calls|conference)/i.test(narrative)) return 'A107';
  if (/^travel/i.test(narrative)) return 'A112';
  if (/^attend/i.test(narrative)) return 'A109';
  return 'A104';
}
