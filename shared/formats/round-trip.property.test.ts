import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Invoice } from '#shared/domain/invoice.ts';
import { sumE4 } from '#shared/money/e4.ts';
import { anyRecords } from './any-invoice.testing.ts';
import { contentOf, file98bi, file1998b, readText } from './read-text.testing.ts';
import { writeCsv } from './write-csv.ts';
import { writeLedes98bi } from './write-ledes-98bi.ts';
import { writeLedes1998b } from './write-ledes-1998b.ts';

const FORMATS = [
  { name: 'LEDES 1998B', format: 'ledes1998b', file: file1998b, write: writeLedes1998b, fieldCount: 24 },
  { name: 'LEDES 98BI', format: 'ledes98bi', file: file98bi, write: writeLedes98bi, fieldCount: 52 },
] as const;

const totalOf = (invoice: Invoice) => sumE4(invoice.lines.map((line) => line.totalE4 ?? 0));

describe.each(FORMATS)('$name', ({ format, file, write, fieldCount }) => {
  test('reading, writing and reading again gives the same invoices', () => {
    fc.assert(
      fc.property(anyRecords(format), (records) => {
        const first = readText(file(...records));
        const again = readText(write(first.invoices).text);
        expect(again.invoices.map(contentOf)).toEqual(first.invoices.map(contentOf));
        expect(again.problems).toEqual([]);
      }),
      { seed: 31, numRuns: 150 },
    );
  });

  test('computed totals and taxes are the sums of all lines, credits included', () => {
    fc.assert(
      fc.property(anyRecords(format), (records) => {
        for (const { lines, computedTotalE4, computedTaxE4 } of readText(file(...records)).invoices) {
          const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
          const sum = (values: readonly number[]) => (values.length === 0 ? null : sumE4(values));
          expect(computedTotalE4).toBe(sum(known(lines.map((line) => line.totalE4))));
          expect(computedTaxE4).toBe(sum(known(lines.map((line) => line.taxE4))));
        }
      }),
      { seed: 37, numRuns: 100 },
    );
  });

  test('what is written has the signature, every field on every record, and nothing after the last []', () => {
    fc.assert(
      fc.property(anyRecords(format), (records) => {
        const { text } = write(readText(file(...records)).invoices);
        const parts = text.split('[]\r\n');
        expect(parts.pop()).toBe('');
        expect(parts.slice(1).every((part) => part.split('|').length === fieldCount)).toBe(true);
        expect(parts[0]).toBe(format === 'ledes98bi' ? 'LEDES98BI V2' : 'LEDES1998B');
      }),
      { seed: 32, numRuns: 100 },
    );
  });

  test('written as summed, every total is the sum of its lines', () => {
    fc.assert(
      fc.property(anyRecords(format), (records) => {
        const again = readText(write(readText(file(...records)).invoices, { totals: 'summed' }).text);
        for (const invoice of again.invoices) {
          expect(invoice.declaredTotalE4).toBe(invoice.computedTotalE4);
          expect(invoice.problems.filter(({ code }) => code.startsWith('INVOICE_'))).toEqual([]);
        }
      }),
      { seed: 33, numRuns: 100 },
    );
  });
});

test('98BI to 1998B keeps every line total, whether lines add up, and the amount to be paid', () => {
  fc.assert(
    fc.property(anyRecords('ledes98bi'), (records) => {
      const before = readText(file98bi(...records)).invoices;
      const after = readText(writeLedes1998b(before).text).invoices;
      expect(after.map(totalOf)).toEqual(before.map(totalOf));
      after.forEach((invoice, index) => {
        const source = before[index];
        expect(invoice.declaredTotalE4).toBe(source?.declaredTotalE4 ?? source?.computedTotalE4);
        expect(recordsThatAddUp(invoice)).toEqual(source === undefined ? [] : recordsThatAddUp(source));
      });
    }),
    { seed: 34, numRuns: 80 },
  );
});

// Lines that state units and cost and whose total follows from them.
function recordsThatAddUp(invoice: Invoice): readonly string[] {
  const wrong = new Set(
    invoice.problems.filter(({ code }) => code === 'LINE_TOTAL_MISMATCH').map(({ record }) => record),
  );
  return invoice.lines.flatMap((line, index) =>
    line.unitsE4 === null || line.unitCostE4 === null ? [] : [`${index} ${wrong.has(line.record)}`],
  );
}

test('1998B to 98BI and back gives the same lines', () => {
  fc.assert(
    fc.property(anyRecords('ledes1998b'), (records) => {
      const before = readText(file1998b(...records)).invoices;
      const there = readText(writeLedes98bi(before).text).invoices;
      const back = readText(writeLedes1998b(there).text).invoices;
      const lines = (invoices: readonly Invoice[]) =>
        invoices.map((invoice) =>
          invoice.lines.map(({ totalE4, unitsE4, unitCostE4, adjustmentE4, narrative, date, kind }) => [
            ...[totalE4, unitsE4, unitCostE4, adjustmentE4],
            ...[narrative, date, kind],
          ]),
        );
      expect(lines(back)).toEqual(lines(before));
    }),
    { seed: 35, numRuns: 100 },
  );
});

test('a CSV that LAIT wrote is read back with the same lines, formulas disarmed and armed again', () => {
  fc.assert(
    fc.property(anyRecords('ledes98bi'), (records) => {
      const before = readText(file98bi(...records)).invoices;
      const after = readText(writeCsv(before).text);
      const lines = (invoices: readonly Invoice[]) =>
        invoices.flatMap((invoice) =>
          invoice.lines
            .filter((line) => hasSubstance(line))
            .map(
              ({
                id: _id,
                record: _record,
                headerDifferences: _differences,
                extra: _extra,
                lineNumber: _number,
                ...line
              }) => line,
            ),
        );
      expect(lines(after.invoices)).toEqual(lines(before));
    }),
    { seed: 36, numRuns: 80 },
  );
});

function hasSubstance(line: Invoice['lines'][number]): boolean {
  const { date, timekeeperName, timekeeperId, unitsE4, unitCostE4, totalE4 } = line;
  return [date, timekeeperName, timekeeperId, unitsE4, unitCostE4, totalE4].some((value) => value !== null);
}
