import type { Command } from 'commander';
import { EXIT, type UsageError, usageError } from './exit-codes.ts';

/** `lait audit …` (docs/audit.md). Only here are the database's drivers loaded: the other commands need none. */
export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description("the firm's audit log");
  audit
    .command('verify')
    .description('prove that no entry was changed, removed, moved or cut off; ends with 1 when one was')
    .option('--database-url <url>', 'otherwise DATABASE_URL')
    .option('--noted <seq:hash...>', 'entries noted elsewhere (audit_seq and audit_hash of the server log)')
    .option('--json', 'print one JSON document')
    .action(async (options: { databaseUrl?: string; noted?: string[]; json?: true }) => {
      const command = await import('./audit-command.ts');
      const url = command.databaseUrl(options.databaseUrl, process.env);
      if (typeof url !== 'string') return fail(url);
      const noted = (options.noted ?? []).map(command.readNotedHead);
      const heads = noted.filter((head) => head !== null);
      if (heads.length < noted.length) return fail(usageError('--noted takes SEQ:HASH. Nothing was verified.'));
      const verdict = await command.verifyAudit(url, heads);
      if (verdict.kind === 'usage') return fail(verdict);
      process.stdout.write(
        options.json ? `${JSON.stringify(command.auditToJson(verdict))}\n` : command.auditReport(verdict),
      );
      process.exitCode = command.auditExit(verdict);
    });
  audit
    .command('who-saw')
    .description('who had access to a matter in a time, which devices held a copy, and what was done or refused in it')
    .requiredOption('--matter <id|number>', 'which matter')
    .requiredOption('--from <moment>', 'as 2026-11-26T14:00:00Z, or with an offset')
    .option('--to <moment>', 'otherwise now')
    .option('--database-url <url>', 'otherwise DATABASE_URL')
    .option('--json', 'print one JSON document')
    .action(async (options: { matter: string; from: string; to?: string; databaseUrl?: string; json?: true }) => {
      const { databaseUrl } = await import('./audit-command.ts');
      const reports = await import('./access-reports.ts');
      const [from, to] = [
        reports.readMoment(options.from),
        options.to === undefined ? new Date() : reports.readMoment(options.to),
      ];
      if (from === null || to === null || to < from)
        return fail(
          usageError('--from and --to take moments as 2026-11-26T14:00:00Z, in this order. Nothing was read.'),
        );
      const url = databaseUrl(options.databaseUrl, process.env);
      if (typeof url !== 'string') return fail(url);
      const seen = await reports.readWhoSaw(url, { matter: options.matter, from, to });
      if (seen.kind === 'usage') return fail(seen);
      const { kind: _, ...report } = seen;
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : reports.whoSawReport(report));
    });
  audit
    .command('access-review')
    .description('who may see which matter and who is walled off, why, since when, by whom; as CSV for a spreadsheet')
    .option('--matter <id|number>', 'otherwise all of them')
    .option('--database-url <url>', 'otherwise DATABASE_URL')
    .option('--json', 'print one JSON document instead')
    .action(async (options: { matter?: string; databaseUrl?: string; json?: true }) => {
      const { databaseUrl } = await import('./audit-command.ts');
      const reports = await import('./access-reports.ts');
      const url = databaseUrl(options.databaseUrl, process.env);
      if (typeof url !== 'string') return fail(url);
      const review = await reports.readAccessReview(url, options.matter ?? null);
      if (review.kind === 'usage') return fail(review);
      process.stdout.write(
        options.json ? `${JSON.stringify({ access: review.rows })}\n` : reports.accessReviewCsv(review.rows),
      );
    });
}

function fail({ message }: UsageError): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = EXIT.badUsage;
}
