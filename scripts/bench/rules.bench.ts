import { invoiceDigest, lineIdsOf } from '#shared/domain/ids.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { defaultParameters } from '#shared/rules/default-parameters.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type { RuleContext } from '#shared/rules/prepare/prepared-invoice.ts';
import { draftDemoInvoice } from '../cli/demo/draft-demo.ts';
import { finishInvoice } from '../cli/demo/finish-invoice.ts';
import { type BenchResult, median } from './budget.ts';

const LINES = 100_000;
const INVOICES = 50;
const SEED = 20_260_331;
/** Plants add lines of their own; each bill is then cut to exactly 2,000. */
const CLEAN_LINES = 2_000;
/** Rounds that are not counted, of both: until then the engine is still compiling what it runs. The first is told. */
const WARM_UP = 8;
const ROUNDS = 11;
const BUDGET_RATIO = 25;
const BUDGET_MS = 4_000;

/**
 * `rules`: 100,000 lines in 50 bills under a guideline with every rule on, all they need at hand. The bills
 * are those of `lait demo`: they read like bills and carry planted violations. Bills, guideline and what is known besides
 * are made beforehand, of floor and figure alike; the two take turns, and of either the middle round counts.
 */
export async function run(): Promise<BenchResult> {
  const invoices = Array.from({ length: INVOICES }, (_, at) => demoInvoice(at + 1));
  const narratives = invoices.flatMap(({ lines }) => lines.map(({ narrative }) => narrative));
  const single = oneInvoice(invoices);
  const register = invoices.map(({ clientId, matterId }) => ({
    clientId: clientId ?? '',
    matterId: matterId ?? '',
    isOpen: true,
  }));

  const given = [...invoices, single].map((invoice) => ({ invoice, context: contextOf(invoice, register) }));
  const alone = given.pop();
  if (alone === undefined) throw new Error('the benchmark has invoices');
  const analyse = ({ invoice, context }: typeof alone) => analyseInvoice(invoice, EVERYTHING, context).findings.length;
  const floors: number[] = [];
  const values: number[] = [];
  let findings = 0;
  let firstMs = 0;
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const floorMs = timed(() => countFloor(narratives));
    findings = 0;
    const valueMs = timed(() => {
      for (const each of given) findings += analyse(each);
    });
    if (round === 0) firstMs = valueMs;
    if (round < WARM_UP) continue;
    floors.push(floorMs);
    values.push(valueMs);
  }
  const singleMs = timed(() => analyse(alone));
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
      `${LINES} lines in ${INVOICES} invoices, ${RULES.length} rules, ${findings} findings, narratives of ${meanLength(narratives)} characters on average, middle of ${ROUNDS} (the very first ${Math.round(firstMs)} ms); ` +
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

/** All that rules can be given: bills come in on the day they are dated, for matters that are known and open. */
function contextOf(invoice: Invoice, register: RuleContext['register']): RuleContext {
  return {
    today: invoice.invoiceDate ?? '2026-05-01',
    receivedOn: invoice.invoiceDate ?? '2026-05-01',
    otherInvoices: [],
    register,
    matterProfile: { currency: invoice.currency ?? undefined },
    cutHistory: [],
    ...mastersOf(invoice),
  };
}

/** Everybody approved and agreed as billed, but for a discount nobody gave: R18 has something to add up. */
function mastersOf({
  lines,
}: Invoice): Pick<RuleContext, 'roster' | 'agreedRates' | 'agreedDiscounts' | 'earlierRates'> {
  const people = new Map(lines.flatMap((line) => (line.timekeeperId === null ? [] : [[line.timekeeperId, line]])));
  const always = { scope: 'client', from: null, to: null } as const;
  return {
    roster: [...people].map(([timekeeperId, { timekeeperName, classification }]) => ({
      timekeeperId,
      timekeeperName: timekeeperName ?? '',
      classification,
      ...always,
    })),
    agreedRates: [...people].map(([timekeeperId, { unitCostE4 }]) => ({
      timekeeperId,
      classification: null,
      rateE4: unitCostE4 ?? 0,
      currency: null,
      ...always,
    })),
    agreedDiscounts: [{ ...always, isForVendor: true, percentE4: 50_000 }],
    earlierRates: [],
  };
}

function meanLength(narratives: readonly string[]): number {
  return Math.round(narratives.reduce((sum, { length }) => sum + length, 0) / narratives.length);
}

function countFloor(narratives: readonly string[]): number {
  let count = 0;
  for (const narrative of narratives) count += narrative.match(/\b(review|draft|call)\w*\b/gi)?.length ?? 0;
  return count;
}

function demoInvoice(ordinal: number): Invoice {
  const { invoice } = finishInvoice(draftDemoInvoice(SEED, ordinal, CLEAN_LINES), 1);
  return { ...invoice, lines: invoice.lines.slice(0, LINES / INVOICES) };
}

/** All bills as one of 100,000 lines, each line with an id and a record of its own. */
function oneInvoice(invoices: readonly Invoice[]): Invoice {
  const [first] = invoices;
  if (first === undefined) throw new Error('the benchmark has invoices');
  const idAt = lineIdsOf(invoiceDigest('00'.repeat(32), 1));
  const lines = invoices.flatMap((invoice) => invoice.lines);
  return { ...first, lines: lines.map((line, index) => ({ ...line, id: idAt(index + 1), record: index + 1 })) };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
