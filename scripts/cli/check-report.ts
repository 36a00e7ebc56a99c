import { formatFixedE4 } from '#shared/money/e4.ts';
import type { CheckedFile } from './check-command.ts';

/** The same result for a person at a terminal: per file its problems, per invoice its sums and findings. */
export function checkReport(files: readonly CheckedFile[]): string {
  return files.map(fileReport).join('\n');
}

function fileReport({ path, file, checked }: CheckedFile): string {
  const lines = [`${path}: ${file.format ?? 'not a format this version reads'}, ${count(checked.length, 'invoice')}`];
  for (const problem of file.problems)
    lines.push(`  ${problem.severity.replaceAll('_', ' ')}: ${place(problem)}${problem.message}`);
  for (const { invoice, analysis } of checked) {
    const declared = amount(invoice.declaredTotalE4);
    const computed = amount(invoice.computedTotalE4);
    const sums = declared === computed ? `total ${computed}` : `declared ${declared}, computed ${computed}`;
    lines.push(`  Invoice ${invoice.invoiceNumber ?? '(no number)'}: ${count(invoice.lines.length, 'line')}, ${sums}`);
    for (const problem of invoice.problems) {
      lines.push(`    ${problem.severity.replaceAll('_', ' ')}: ${place(problem)}${problem.message}`);
    }
    for (const { severity, ruleId, message, records, potentialSavingE4 } of analysis.findings) {
      const where = records.length === 0 ? 'invoice' : `record ${shorten(records)}`;
      const saving = potentialSavingE4 === 0 ? '' : ` [${amount(potentialSavingE4)}]`;
      lines.push(`    ${severity.replaceAll('_', ' ')} ${ruleId} ${where}: ${message}${saving}`);
    }
    for (const { ruleId, reason } of analysis.skipped) lines.push(`    not evaluated ${ruleId}: ${reason}`);
  }
  return `${lines.join('\n')}\n`;
}

function place({ record, field }: { readonly record: number | null; readonly field: string | null }): string {
  const parts = [record === null ? '' : `record ${record}`, field ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}

function amount(valueE4: number | null): string {
  return valueE4 === null ? 'unknown' : formatFixedE4(valueE4, 2);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function shorten(records: readonly number[]): string {
  return records.length > 8 ? `${records.slice(0, 8).join(', ')} and ${records.length - 8} more` : records.join(', ');
}
