import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '#shared/api/workspace.ts';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import { readInvoiceFile } from '#shared/formats/read-file.ts';
import { writeLedes98bi } from '#shared/formats/write-ledes-98bi.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { multiplyE4 } from '#shared/money/e4.ts';
import { taxOnE4 } from '#shared/money/tax-rate.ts';
import type { Workspace } from '../open-workspace.ts';
import {
  answerOf,
  errorOf,
  importOne,
  ledesBytes,
  openTestWorkspace,
  rowsOf,
  temporaryFolder,
} from '../workspace.testing.ts';

const encoder = new TextEncoder();

describe('a corrected invoice', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let workspace: Workspace;
  beforeEach(() => {
    temporary = temporaryFolder();
    workspace = openTestWorkspace(temporary.folder);
  });
  afterEach(() => {
    workspace.close();
    temporary.remove();
  });

  const approve = async (invoiceId: string) => {
    const open = (await rowsOf(workspace, invoiceId)).filter(({ decision }) => decision === null);
    if (open.length > 0) {
      const lineIds = open.map(({ lineId }) => lineId);
      await answerOf(workspace.command('decideLines', { lineIds, request: { kind: 'accept' }, reasonCode: null }));
    }
    await answerOf(workspace.command('approveInvoice', { invoiceId }));
  };
  const exported = (
    invoiceId: string,
    format: 'ledes1998b' | 'ledes98bi' | 'csv' | 'json',
    cutLines: 'show' | 'omit',
  ) => answerOf(workspace.command('exportInvoice', { invoiceId, format, cutLines }));

  const line = fc.record({
    unitsE4: fc.integer({ min: 1, max: 200_000 }),
    unitCostE4: fc.integer({ min: 1, max: 90_000_000 }),
    adjustmentE4: fc.option(fc.integer({ min: -5000, max: 90_000 }), { nil: null }),
    taxRateE10: fc.constantFrom(null, 0, 612_450_000, 2_000_000_000),
  });
  const cut = fc.record({
    how: fc.constantFrom('none', 'accept', 'line', 'percent', 'hours', 'rate'),
    share: fc.integer({ min: 1, max: 1_000_000 }),
  });

  it('comes to what was billed less what was saved, and reads back with the same totals and no new problem', async () => {
    let count = 0;
    const property = fc.asyncProperty(
      fc.array(fc.tuple(line, cut), { minLength: 1, maxLength: 12 }),
      fc.constantFrom('ledes1998b', 'ledes98bi'),
      fc.constantFrom('ledes1998b', 'ledes98bi', 'csv'),
      fc.constantFrom('show', 'omit'),
      async (list, source, target, cutLines) => {
        count += 1;
        const lines = list.map(([each]) => withTotals(each, source === 'ledes98bi'));
        const invoice = buildInvoice({ lines, invoiceNumber: `E${count}`, format: source, currency: 'EUR' });
        const invoiceId = await importOne(workspace, encoder.encode(written(invoice, source)));
        const before = (await answerOf(workspace.query('getInvoice', { invoiceId }))).problems;
        const rows = await rowsOf(workspace, invoiceId);
        for (const [index, [, { how, share }]] of list.entries()) {
          const row = rows[index];
          const request = requestOf(how, share, row?.unitsE4 ?? 0, row?.unitCostE4 ?? 0);
          if (request === null || row === undefined) continue;
          await workspace.command('decideLines', { lineIds: [row.lineId], request, reasonCode: null });
        }
        await approve(invoiceId);
        const { money } = (await answerOf(workspace.query('getInvoice', { invoiceId }))).summary;
        const dueE4 = (money.billedE4 ?? 0) - money.savedE4;
        const reply = await workspace.command('exportInvoice', { invoiceId, format: target, cutLines });
        if (!reply.ok) {
          expect([reply.error.message.startsWith('Every line'), dueE4, cutLines]).toEqual([true, 0, 'omit']);
          return;
        }
        expect(reply.value.totalE4).toBe(dueE4);
        const outcome = readInvoiceFile(reply.value.bytes, { fileName: reply.value.fileName });
        const again = outcome.kind === 'read' ? outcome.file.invoices[0] : undefined;
        expect(again?.computedTotalE4).toBe(dueE4);
        expect(again?.lines.length).toBe(reply.value.lineCount);
        if (target !== 'csv') expect(again?.declaredTotalE4).toBe(dueE4);
        expect(sums(again?.problems ?? []).filter((code) => !sums(before).includes(code))).toEqual([]);
      },
    );
    await fc.assert(property, { seed: 1998, numRuns: 30 });
  });

  it('states fewer hours or a lower rate where that comes out exactly, and an adjustment where it does not', async () => {
    const lines = [
      { unitsE4: 20_000, unitCostE4: 3_500_000 },
      { unitsE4: 20_000, unitCostE4: 3_500_000 },
      { unitsE4: 30_000, unitCostE4: 1_000_001 },
      { unitsE4: 10_000, unitCostE4: 3_500_000 },
    ];
    const invoiceId = await importOne(workspace, ledesBytes({ lines }));
    const [hours, rate, third, whole] = (await rowsOf(workspace, invoiceId)).map(({ lineId }) => lineId);
    const decide = (lineId: string | undefined, request: CommandInput<'decideLines'>['request']) =>
      answerOf(workspace.command('decideLines', { lineIds: [lineId ?? ''], request, reasonCode: null }));
    await decide(hours, { kind: 'cut_hours', hoursE4: 15_000 });
    await decide(rate, { kind: 'cut_rate', rateE4: 3_000_000 });
    await decide(third, { kind: 'cut_percent', percentE4: 333_333 });
    await decide(whole, { kind: 'cut_line' });
    await answerOf(workspace.command('rewriteNarrative', { lineId: hours ?? '', narrative: 'Draft answer' }));
    await approve(invoiceId);
    const { bytes } = await exported(invoiceId, 'ledes1998b', 'show');
    const outcome = readInvoiceFile(bytes, { fileName: 'x.txt' });
    const read = outcome.kind === 'read' ? (outcome.file.invoices[0]?.lines ?? []) : [];
    expect(read.map((each) => [each.unitsE4, each.unitCostE4, each.adjustmentE4, each.totalE4])).toEqual([
      [15_000, 3_500_000, null, 5_250_000],
      [20_000, 3_000_000, null, 6_000_000],
      [30_000, 1_000_001, -1_000_000, 2_000_003],
      [10_000, 3_500_000, -3_500_000, 0],
    ]);
    expect(read[0]?.narrative).toBe('Draft answer');
    expect((await exported(invoiceId, 'ledes1998b', 'omit')).lineCount).toBe(3);
  });

  it('with unknown amounts goes out as CSV or JSON, with the hours that remain, and not as LEDES', async () => {
    const csv =
      'date,timekeeper,hours,narrative,invoice\n2026-03-02,Okafor,1.5,Draft answer,7\n2026-03-03,Okafor,2,Call,7\n';
    const invoiceId = await importOne(workspace, encoder.encode(csv));
    const [first] = await rowsOf(workspace, invoiceId);
    const request = { kind: 'cut_hours', hoursE4: 5000 } as const;
    await answerOf(workspace.command('decideLines', { lineIds: [first?.lineId ?? ''], request, reasonCode: null }));
    await approve(invoiceId);
    const refusal = await errorOf(
      workspace.command('exportInvoice', { invoiceId, format: 'ledes1998b', cutLines: 'show' }),
    );
    expect(refusal).toMatchObject({ kind: 'refused', message: expect.stringContaining('CSV or JSON') });
    const { bytes, totalE4 } = await exported(invoiceId, 'csv', 'show');
    const outcome = readInvoiceFile(bytes, { fileName: 'x.csv' });
    const read = outcome.kind === 'read' ? outcome.file.invoices[0]?.lines : undefined;
    expect([totalE4, read?.map(({ unitsE4 }) => unitsE4)]).toEqual([null, [5000, 20_000]]);
  });
});

type Drawn = Pick<InvoiceLine, 'unitsE4' | 'unitCostE4' | 'adjustmentE4' | 'taxRateE10'>;

function withTotals(line: Drawn, isGross: boolean): Partial<InvoiceLine> {
  const base = (multiplyE4(line.unitsE4 ?? 0, line.unitCostE4 ?? 0) ?? 0) + (line.adjustmentE4 ?? 0);
  if (!isGross || line.taxRateE10 === null) return { ...line, taxRateE10: null, totalE4: base };
  const taxE4 = taxOnE4(base, line.taxRateE10) ?? 0;
  return { ...line, taxE4, taxType: 'VAT', totalE4: base + taxE4 };
}

function written(invoice: Invoice, format: string): string {
  const write = format === 'ledes98bi' ? writeLedes98bi : writeLedes1998b;
  return write([invoice], { totals: 'summed' }).text;
}

function requestOf(how: string, share: number, unitsE4: number, unitCostE4: number) {
  switch (how) {
    case 'accept':
      return { kind: 'accept' } as const;
    case 'line':
      return { kind: 'cut_line' } as const;
    case 'percent':
      return { kind: 'cut_percent', percentE4: share } as const;
    case 'hours':
      return { kind: 'cut_hours', hoursE4: Math.floor((unitsE4 * share) / 1_000_001) } as const;
    case 'rate':
      return { kind: 'cut_rate', rateE4: Math.floor((unitCostE4 * share) / 1_000_001) } as const;
    default:
      return null;
  }
}

function sums(problems: readonly { readonly severity: string; readonly code: string }[]): readonly string[] {
  return problems.filter(({ severity }) => severity === 'does_not_add_up').map(({ code }) => code);
}
