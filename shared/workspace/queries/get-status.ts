import type { QueryHandler } from './query.ts';

export const getStatus: QueryHandler<'getStatus'> = ({ cache, outbox, environment }) => {
  const counts = cache.get<{ invoices: number; lines: number }>(
    'SELECT count(*) AS invoices, coalesce(sum(line_count), 0) AS lines FROM invoices',
  );
  return {
    storage: environment.storage,
    isEncrypted: environment.isEncrypted,
    invoiceCount: counts?.invoices ?? 0,
    lineCount: counts?.lines ?? 0,
    pendingCount: outbox.queue.counts().waiting,
    maximumFileBytes: environment.maximumFileBytes,
    notice: environment.notice ?? null,
  };
};
