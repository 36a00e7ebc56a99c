import type { LoadReport } from './run-load-test.ts';

/** The report of a load for a person to read: figures beside targets and budgets, errors, account, verdict. */
export function reportInWords(report: LoadReport): string {
  const { figures, errors, settlement, disturbances, streams, invoices, verdict } = report;
  const ms = (value: number | null) => (value === null ? '-' : Number.isFinite(value) ? value.toFixed(0) : 'never');
  const columns = (cells: readonly string[]) =>
    `${(cells[0] ?? '').padEnd(16)}${cells
      .slice(1)
      .map((cell) => cell.padStart(9))
      .join('')}`;
  const perSecond = (report.actionsDone / report.seconds).toFixed(1);
  return `${[
    `${report.users} people for ${report.seconds.toFixed(0)} s, ${report.actionsDone} actions, ${perSecond} a second; ` +
      `${report.neverBegun} due and never begun; this process took ${(report.ownProcessorShare * 100).toFixed(0)} % of one processor, the load of this host before was ${report.hostLoadBefore.toFixed(1)}.`,
    columns(['ms', 'done', 'retried', 'p50', 'p95', 'p99', 'guide', 'budget']),
    ...figures.map(({ action, done, retried, p50Ms, p95Ms, p99Ms, guideMs, budgetMs }) =>
      columns([action, String(done), String(retried), ms(p50Ms), ms(p95Ms), ms(p99Ms), ms(guideMs), ms(budgetMs)]),
    ),
    `Streams: ${streams.held} held, opened again ${streams.reopened} times.`,
    ...(invoices === null
      ? []
      : [`${invoices.count} bills handed in and processed: ${invoices.processedSeconds ?? 'never'} s.`]),
    ...(disturbances.length === 0 ? [] : [`Killed: ${disturbances.join('; ')}.`]),
    `Errors: ${
      Object.entries(errors)
        .map(([kind, count]) => `${kind} ${count} times`)
        .join(', ') || 'none'
    }.`,
    `Account: ${settlement.decisions} decisions, ${settlement.uploads} uploads, ${settlement.events} events promised; ` +
      `${settlement.wrongs.length} not as promised.`,
    ...verdict.overBudget.map((line) => `Over the quiet machine's budget: ${line}.`),
    ...verdict.faults.map((line) => `FAULT: ${line}`),
    verdict.isGood ? 'Good.' : 'NOT good.',
  ].join('\n')}\n`;
}
