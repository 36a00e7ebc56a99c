import { buildExpense, buildInvoice, buildLine } from '#shared/domain/build-invoice.testing.ts';
import { invoiceDigest, invoiceIdOf, lineIdsOf } from '#shared/domain/ids.ts';
import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { defaultParameters } from '#shared/rules/default-parameters.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type { RuleContext } from '#shared/rules/prepare/prepared-invoice.ts';
import { type BenchResult, median } from './budget.ts';
import { madeUpNarratives, seededDraw } from './made-up-narratives.ts';

const LINES = 100_000;
const INVOICES = 50;
const BUDGET_RATIO = 25;
const BUDGET_MS = 4_000;

/** `rules`: 100,000 lines in 50 invoices under a guideline with every rule on, all they need at hand. */
export async function run(): Promise<BenchResult> {
  const narratives = madeUpNarratives(LINES, 20_260_331);
  const perInvoice = LINES / INVOICES;
  const invoices = Array.from({ length: INVOICES }, (_, at) =>
    madeUpInvoice(narratives.slice(at * perInvoice, (at + 1) * perInvoice), at),
  );
  const single = madeUpInvoice(narratives, INVOICES);
  const context: RuleContext = {
    today: '2026-05-01',
    receivedOn: '2026-04-20',
    otherInvoices: [],
    register: [{ clientId: '00711', matterId: '0528', isOpen: true }],
    matterProfile: { currency: 'USD' },
    cutHistory: [],
  };

  countFloor(narratives);
  for (const invoice of invoices.slice(0, 3)) analyseInvoice(invoice, EVERYTHING, context);
  const floors: number[] = [];
  const values: number[] = [];
  let findings = 0;
  for (let round = 0; round < 3; round += 1) {
    floors.push(timed(() => countFloor(narratives)));
    findings = 0;
    values.push(
      timed(() => {
        for (const invoice of invoices) findings += analyseInvoice(invoice, EVERYTHING, context).findings.length;
      }),
    );
  }
  const singleMs = timed(() => analyseInvoice(single, EVERYTHING, context));
  const floor = median(floors);
  const value = median(values);
  return {
    name: 'rules',
    value,
    unit: 'ms',
    floor,
    ratio: value / floor,
    budget: `<= ${BUDGET_RATIO} x floor and <= ${BUDGET_MS} ms`,
    ok: value <= BUDGET_RATIO * floor && value <= BUDGET_MS,
    detail:
      `${LINES} lines in ${INVOICES} invoices, ${RULES.length} rules, ${findings} findings, middle of 3; ` +
      `the same lines as one invoice: ${Math.round(singleMs)} ms.`,
  };
}

const EVERYTHING: Guideline = {
  name: 'everything',
  title: 'Every rule at its defaults',
  version: 1,
  description: '',
  codeSets: [],
  customCodes: [],
  rules: RULES.map((rule) => ({
    ruleId: rule.id,
    isEnabled: true,
    severity: rule.defaultSeverity,
    parameters: defaultParameters(rule),
    clause: null,
  })),
};

function countFloor(narratives: readonly string[]): number {
  let count = 0;
  for (const narrative of narratives) count += narrative.match(/\b(review|draft|call)\w*\b/gi)?.length ?? 0;
  return count;
}

function madeUpInvoice(narratives: readonly string[], at: number): Invoice {
  const draw = seededDraw(at + 17);
  const digest = invoiceDigest('00'.repeat(32), at + 1);
  const idAt = lineIdsOf(digest);
  const lines: InvoiceLine[] = narratives.map((narrative, index) => {
    const common = {
      id: idAt(index + 1),
      record: index + 1,
      date: `2026-${String(1 + draw(3)).padStart(2, '0')}-${String(1 + draw(28)).padStart(2, '0')}`,
    };
    if (draw(12) === 0) return buildExpense({ ...common, unitCostE4: 10_000 * (5 + draw(400)) });
    const who = draw(14);
    return buildLine({
      ...common,
      narrative,
      timekeeperId: `TK${who}`,
      timekeeperName: `Timekeeper ${who}`,
      classification: ['PARTNR', 'ASSOC', 'PARALG'][who % 3] ?? 'ASSOC',
      unitsE4: 1_000 * (1 + draw(30)),
      unitCostE4: 10_000 * (120 + 20 * who),
      taskCode: ['L110', 'L120', 'L210', 'L310', 'L330'][draw(5)] ?? 'L110',
      activityCode: activityOf(narrative),
    });
  });
  return { ...buildInvoice({ lines, invoiceNumber: `B-${at}` }), id: invoiceIdOf(digest), billingStart: '2026-01-01' };
}

// A code that fits the first word, as on a bill of a firm that codes with care.
function activityOf(narrative: string): string {
  if (/^(?:Research|Legal research)/.test(narrative)) return 'A102';
  if (/^(?:Draft|Revise|Edit|Finalize|Outline|Summarize|Annotate|Respond)/.test(narrative)) return 'A103';
  if (/^(?:Telephone|Email|Various|Conference)/.test(narrative)) return 'A108';
  return /^(?:Review|Analyze|Compare|Consider|Study)/.test(narrative) ? 'A104' : 'A111';
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
