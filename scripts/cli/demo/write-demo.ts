import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeLedes98bi } from '#shared/formats/write-ledes-98bi.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import type { RegisteredMatter } from '#shared/rules/prepare/prepared-invoice.ts';
import type { AnsweredInvoice, AnswerKey } from './answer-key.ts';
import { draftDemoInvoice } from './draft-demo.ts';
import type { DraftContext, DraftInvoice } from './draft-invoice.ts';
import { DEMO_VENDOR, finishInvoice } from './finish-invoice.ts';
import { CLIENTS } from './vocabulary.ts';

export interface DemoOptions {
  readonly folder: string;
  readonly invoices: number;
  /** Clean lines in each invoice; varied when null. */
  readonly linesPerInvoice: number | null;
  readonly seed: number;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** As of this day every demo bill is checked; after all its invoice dates and plants. */
export const DEMO_TODAY = '2026-10-01';

export const DEMO_REGISTER: readonly RegisteredMatter[] = CLIENTS.flatMap(({ id, matters }) =>
  matters.map((_, index) => ({ clientId: id, matterId: `${id}-${index + 1}`, isOpen: true })),
);

/**
 * Writes made-up invoices (LEDES 1998B, every fourth 98BI), one a file, and `answer-key.json`. Holds one
 * invoice at a time, so that a million lines fit in little memory. Same options, same bytes.
 * @returns how many lines were written
 */
export async function writeDemo(
  options: DemoOptions,
): Promise<{ readonly lineCount: number; readonly files: readonly string[] }> {
  mkdirSync(options.folder, { recursive: true });
  const key = createWriteStream(join(options.folder, 'answer-key.json'));
  const head: Omit<AnswerKey, 'invoices'> = {
    seed: options.seed,
    today: DEMO_TODAY,
    register: DEMO_REGISTER,
    matterProfile: { currency: 'USD', isTaxable: true, taxRateE10: 2_000_000_000 },
  };
  key.write(`${JSON.stringify(head).slice(0, -1)},"invoices":[\n`);
  const files: string[] = [];
  let lineCount = 0;
  for (let ordinal = 1; ordinal <= options.invoices; ordinal += 1) {
    const made = makeDemoFile(options.seed, ordinal, options.linesPerInvoice);
    await writeText(join(options.folder, made.answer.file), made.text);
    if (!key.write(`${JSON.stringify(made.answer)}${ordinal === options.invoices ? '' : ','}\n`))
      await once(key, 'drain');
    files.push(made.answer.file);
    lineCount += made.lineCount;
    options.onProgress?.(ordinal);
  }
  key.end(']}\n');
  await once(key, 'close');
  return { lineCount, files };
}

/** One demo file in memory, with its part of the answer key. */
export function makeDemoFile(
  seed: number,
  ordinal: number,
  linesPerInvoice: number | null,
): { readonly text: string; readonly answer: AnsweredInvoice; readonly lineCount: number } {
  const draft = draftDemoInvoice(seed, ordinal, linesPerInvoice);
  const { invoice, recordOf } = finishInvoice(draft, 1);
  const { text } = draft.format === 'ledes98bi' ? writeLedes98bi([invoice]) : writeLedes1998b([invoice]);
  const file = `${draft.invoiceNumber}.txt`;
  return { text, answer: answerOf(draft, file, (line) => recordOf.get(line) ?? 0), lineCount: invoice.lines.length };
}

function answerOf(
  draft: DraftInvoice,
  file: string,
  recordOf: (line: DraftInvoice['lines'][number]) => number,
): AnsweredInvoice {
  return {
    file,
    invoiceNumber: draft.invoiceNumber,
    receivedOn: draft.receivedOn,
    otherInvoices: draft.context.otherInvoices.map((other, index) => ({
      ...other,
      invoiceId: `00000000-0000-8000-8000-${String(index + 1).padStart(12, '0')}`,
      vendorId: DEMO_VENDOR.id,
      billingStart: null,
      billingEnd: null,
      lines: [],
    })),
    cutHistory: draft.context.cutHistory,
    ...agreedTermsOf(draft.context),
    expected: draft.expected.map(({ ruleId, lines }) => ({
      ruleId,
      records: lines.map(recordOf).sort((a, b) => a - b),
    })),
  };
}

/** The masters a firm would hold about the people of one bill: all approved and billed as agreed, plants excepted. */
function agreedTermsOf({ people, unapprovedIds, agreedRatesE4, earlierRates, discountPercentE4 }: DraftContext) {
  const always = { from: null, to: null };
  return {
    roster: people
      .filter(({ id }) => !unapprovedIds.includes(id))
      .map(({ id, name, classification }) => ({
        timekeeperId: id,
        timekeeperName: name,
        classification,
        scope: 'all' as const,
        ...always,
      })),
    agreedRates: people.flatMap(({ id, rateE4 }) => {
      const agreedE4 = agreedRatesE4.has(id) ? agreedRatesE4.get(id) : rateE4;
      if (agreedE4 === null || agreedE4 === undefined) return [];
      const whose = { timekeeperId: id, classification: null, scope: 'client' as const };
      return [{ ...whose, rateE4: agreedE4, currency: null, ...always }];
    }),
    earlierRates,
    ...(discountPercentE4 === null
      ? {}
      : {
          agreedDiscounts: [{ scope: 'client' as const, isForVendor: true, percentE4: discountPercentE4, ...always }],
        }),
  };
}

async function writeText(path: string, text: string): Promise<void> {
  const stream = createWriteStream(path);
  stream.end(text);
  await once(stream, 'close');
}
