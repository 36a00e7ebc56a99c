import { describe, expect, it } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import { RULES } from './catalogue.ts';

/** Rules that count, compare, add up or look up: an ordinary, well-written line gives them nothing to say. */
const RULE_IDS = [
  'R24', 'R25', 'R26', 'R27', 'R28', 'R29', 'R30', 'R31', 'R33', 'R37', 'R40', 'R41', 'R43', 'R51', 'R59',
  'R62', 'R63', 'R64', 'R65',
]; // biome-ignore format: one list

type Row = readonly [date: string, who: string, hoursE4: number, task: string, activity: string, narrative: string];

const FEES: readonly Row[] = [
  // Litigation
  ['2026-03-02', 'TK1', 12_000, 'L210', 'A103', 'Draft affirmative defenses for answer to second amended complaint'],
  [
    '2026-03-02',
    'TK1',
    3_000,
    'L120',
    'A106',
    'Call with J. Ortiz (claims) regarding coverage defenses and trial date',
  ],
  ['2026-03-02', 'TK2', 26_000, 'L240', 'A102', 'Research Ninth Circuit authority on preemption of state wage claims'],
  ['2026-03-03', 'TK2', 41_000, 'L240', 'A103', 'Revise statement of undisputed facts for motion for summary judgment'],
  [
    '2026-03-03',
    'TK1',
    8_000,
    'L310',
    'A104',
    "Review plaintiff's responses to first set of interrogatories, nos. 1-22",
  ],
  ['2026-03-03', 'TK3', 19_000, 'L320', 'A104', 'Review claim file documents BG-1140 to BG-1512 for privilege'],
  ['2026-03-04', 'TK1', 72_000, 'L330', 'A109', 'Take deposition of Dr. Helen Lee on causation opinions'],
  ['2026-03-04', 'TK2', 34_000, 'L330', 'A101', 'Prepare outline of questions for cross-examination of M. Reyes'],
  ['2026-03-05', 'TK1', 5_000, 'L160', 'A107', "Negotiate terms of release with plaintiff's counsel K. Brandt"],
  [
    '2026-03-05',
    'TK2',
    17_000,
    'L160',
    'A103',
    'Draft confidential mediation statement, sections on liability and damages',
  ],
  [
    '2026-03-05',
    'TK3',
    7_000,
    'L140',
    'A110',
    'Compile chronology of treatment records from Valley Orthopedic, 2021 to 2024',
  ],
  ['2026-03-06', 'TK1', 21_000, 'L230', 'A109', 'Appear at case management conference before Judge Hall'],
  [
    '2026-03-06',
    'TK2',
    13_000,
    'L350',
    'A103',
    'Draft reply in support of motion to compel production of payroll records',
  ],
  ['2026-03-09', 'TK1', 92_000, 'L450', 'A109', 'Attend first day of jury trial: openings and testimony of R. Osei'],
  ['2026-03-09', 'TK2', 23_000, 'L520', 'A103', 'Draft argument on standard of review for opening brief'],
  ['2026-03-09', 'TK2', 6_000, 'L510', 'A104', "Analyze appellee's motion to dismiss appeal as untimely"],
  ['2026-03-10', 'TK1', 1_000, 'L120', 'A106', 'Email to J. Ortiz regarding hearing date of 14 April'],
  ['2026-03-10', 'TK1', 1_000, 'L120', 'A107', 'Email to K. Brandt regarding stipulated protective order'],
  ['2026-03-10', 'TK1', 2_000, 'L120', 'A108', 'Telephone call with court clerk regarding courtesy copy for chambers'],
  ['2026-03-10', 'TK2', 18_000, 'L250', 'A103', 'Prepare opposition to ex parte application to continue trial'],
  ['2026-03-11', 'TK2', 9_000, 'L653', 'A104', 'First-pass review of custodian Reyes email, batch 7 (412 documents)'],
  // Transaction
  [
    '2026-03-11',
    'TK4',
    38_000,
    'P300',
    'A104',
    'Analyze earn-out structure against covenants in senior credit agreement',
  ],
  ['2026-03-11', 'TK4', 14_000, 'P400', 'A103', 'Draft disclosure schedules 3.7 and 3.12 to stock purchase agreement'],
  ['2026-03-12', 'TK4', 11_000, 'P500', 'A107', "Conference call with buyer's counsel on indemnity cap and basket"],
  ['2026-03-12', 'TK4', 27_000, 'P210', 'A104', 'Review minute books and stock ledger of target for 2019 to 2025'],
  ['2026-03-12', 'TK5', 16_000, 'P220', 'A102', 'Research section 338(h)(10) election for S corporation target'],
  ['2026-03-13', 'TK5', 4_000, 'P600', 'A106', 'Advise client on closing deliverables and order of signatures'],
  ['2026-03-13', 'TK5', 22_000, 'P240', 'A104', 'Examine title commitment and survey for Fresno warehouse'],
  ['2026-03-13', 'TK5', 15_000, 'C300', 'A103', 'Draft memorandum on notice duties under state breach statute'],
  // Bankruptcy
  ['2026-03-16', 'TK6', 24_000, 'B310', 'A104', 'Analyze proof of claim no. 41 of Delta Freight against ledger'],
  ['2026-03-16', 'TK6', 31_000, 'B320', 'A103', 'Revise plan article IV on treatment of unsecured classes'],
  ['2026-03-16', 'TK6', 8_000, 'B140', 'A109', 'Attend hearing on motion for relief from stay of Coast Bank'],
  ['2026-03-17', 'TK6', 19_000, 'B185', 'A103', 'Draft motion to reject warehouse lease with Harbor Properties'],
  ['2026-03-17', 'TK6', 12_000, 'B160', 'A103', 'Prepare first interim fee application, narrative of services'],
  ['2026-03-17', 'TK6', 5_000, 'B150', 'A108', "Confer with committee's financial advisor on cash flow forecast"],
  ['2026-03-17', 'TK6', 13_000, 'B180', 'A104', 'Analyze write-off of insider receivables as avoidable transfers'],
];

const EXPENSES: readonly Partial<InvoiceLine>[] = [
  {
    date: '2026-03-04',
    expenseCode: 'E115',
    unitCostE4: 8_421_500,
    narrative: 'Transcript of deposition of Dr. Helen Lee',
  },
  { date: '2026-03-06', expenseCode: 'E112', unitCostE4: 600_000, narrative: 'Filing fee, motion to compel' },
  {
    date: '2026-03-06',
    expenseCode: 'E109',
    unitsE4: 184_000,
    unitCostE4: 6_700,
    narrative: 'Mileage to courthouse, 18.4 miles',
  },
  { date: '2026-03-09', expenseCode: 'E110', unitCostE4: 2_895_000, narrative: 'Hotel for trial, one night, Fresno' },
  {
    date: '2026-03-10',
    expenseCode: 'E101',
    unitsE4: 1_240_000,
    unitCostE4: 1_000,
    narrative: 'Copies of trial exhibits, 124 pages',
  },
  {
    date: '2026-03-12',
    expenseCode: 'E107',
    unitCostE4: 312_000,
    narrative: "Courier to buyer's counsel, signature pages",
  },
];

const NAMES = ['Okafor, Ada', 'Lind, Bo', 'Marsh, Jo', 'Duarte, Pia', 'Sato, Ren', 'Weiss, Max'];

function goodInvoice() {
  const fees = FEES.map(([date, who, unitsE4, taskCode, activityCode, narrative]): Partial<InvoiceLine> => {
    const timekeeperName = NAMES[Number(who.slice(2)) - 1] ?? null;
    return { date, timekeeperId: who, timekeeperName, unitsE4, taskCode, activityCode, narrative };
  });
  const expenses = EXPENSES.map((line, index) => buildExpense({ record: fees.length + index + 1, ...line }));
  return buildInvoice({ lines: [...fees, ...expenses] });
}

const OTHERS = {
  otherInvoices: [
    {
      invoiceId: 'other',
      vendorId: '24-6437381',
      invoiceNumber: '2026-0299',
      invoiceDate: '2026-03-03',
      billingStart: '2026-02-01',
      billingEnd: '2026-02-28',
      totalE4: null,
      // The same people, the month before.
      lines: goodInvoice().lines.map((line) => ({ ...line, date: (line.date ?? '').replace('-03-', '-02-') })),
    },
  ],
  cutHistory: [],
};

describe('ordinary, well-written lines', () => {
  it.each(RULE_IDS)('%s has nothing to say about any of them', (ruleId) => {
    const rule = RULES.find(({ id }) => id === ruleId);
    if (rule === undefined) throw new Error(`${ruleId} is not in the catalogue`);
    const drafts = checkRule(rule, goodInvoice(), {}, OTHERS);
    expect(drafts.map(({ lines, message }) => `${lines.map((index) => index + 1).join(', ')}: ${message}`)).toEqual([]);
  });
});
