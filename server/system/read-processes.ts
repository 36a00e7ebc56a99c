import type { ServerContext } from '../context.ts';
import { figuresOf, HEARTBEAT_MS } from './heartbeat.ts';
import { type ProcessFigures, processFigures } from './process-figures.ts';
import { readBounded } from './read-bounded.ts';

export interface ProcessReading {
  readonly id: string;
  readonly mode: 'all' | 'api' | 'worker';
  readonly version: string;
  readonly revision: string | null;
  readonly host: string;
  readonly processId: number;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly isSilent: boolean;
  readonly isThisOne: boolean;
  readonly figures: ProcessFigures;
}

/** Four heartbeats left out are no accident. */
const SILENT_AFTER_MS = 4 * HEARTBEAT_MS;
const NO_FIGURES: ProcessFigures = { latencies: {}, openStreamCount: 0, memoryBytes: 0 };

/** Every process that said within the hour that it runs, by mode and start; the figures of this one are of this moment. */
export async function readProcesses(
  context: Pick<ServerContext, 'database' | 'clock' | 'system'>,
): Promise<readonly ProcessReading[]> {
  const rows = await readBounded(context, (db) =>
    db
      .selectFrom('server_processes')
      .select(['id', 'mode', 'version', 'revision', 'host', 'process_id', 'started_at', 'last_seen_at', 'figures'])
      .orderBy('mode')
      .orderBy('started_at')
      .orderBy('id')
      .limit(100)
      .execute(),
  );
  const nowMs = context.clock.nowMs();
  return rows.map((row) => {
    const isThisOne = row.id === context.system?.id;
    const isSilent = !isThisOne && nowMs - row.last_seen_at.getTime() > SILENT_AFTER_MS;
    const written = processFigures.safeParse(row.figures);
    const own = isThisOne && context.system !== undefined ? figuresOf(context.system) : null;
    return {
      id: row.id,
      mode: row.mode === 'api' || row.mode === 'worker' ? row.mode : 'all',
      version: row.version,
      revision: row.revision,
      host: row.host,
      processId: row.process_id,
      startedAt: row.started_at,
      lastSeenAt: isThisOne ? new Date(nowMs) : row.last_seen_at,
      isSilent,
      isThisOne,
      // What fell silent serves nobody any more.
      figures: own ?? (written.success && !isSilent ? written.data : NO_FIGURES),
    };
  });
}
