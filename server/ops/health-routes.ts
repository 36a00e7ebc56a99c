import { z } from 'zod';
import { backupAges, readBackupState } from '../backups/backup-state.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { answeredWithin } from '../system/answered-within.ts';
import { readParts } from '../system/read-parts.ts';

const PUBLIC = { config: { policy: { kind: 'public' }, budget: 'none' } } as const;

/** A part that hangs must not make whoever asks wait for ever; one that is only busy is given time. */
const DEADLINE_MS = 5_000;

const partStatus = z.strictObject({
  status: z.enum(['ok', 'down', 'disabled']),
  isRequired: z.boolean(),
});
/** Null: never. */
const ageSeconds = z.int().min(0).nullable();
const readiness = z.strictObject({
  status: z.enum(['ready', 'degraded', 'not_ready']),
  parts: z.record(z.string(), partStatus),
  /** Where this installation makes backups and they can be asked about. */
  backups: z.strictObject({ backupAgeSeconds: ageSeconds, drillAgeSeconds: ageSeconds }).optional(),
});
export type Readiness = z.infer<typeof readiness>;

/** What an optional part says of itself; a thrown error is `down`. */
export type ReadinessProbe = () => Promise<'ok' | 'down' | 'disabled'>;

/**
 * `GET /api/health`: this process answers; no I/O. `GET /api/readiness`: each part, asked at once; 503 when a required one is
 * down, 200 `degraded` when an optional one is.
 */
export async function healthRoutes(app: App, context: ServerContext): Promise<void> {
  app.get(
    '/api/health',
    { ...PUBLIC, schema: { response: { 200: z.strictObject({ status: z.literal('ok') }) } } },
    () => Promise.resolve({ status: 'ok' as const }),
  );

  app.get(
    '/api/readiness',
    { ...PUBLIC, schema: { response: { 200: readiness, 503: readiness } } },
    async (_, reply) => {
      const [readings, backups] = await Promise.all([readParts(context, DEADLINE_MS), readAges(context)]);
      const parts = Object.fromEntries(
        readings.map(({ name, status, isRequired }) => [name, { status, isRequired }] as const),
      );
      const down = Object.values(parts).filter(({ status }) => status === 'down');
      const status = down.some(({ isRequired }) => isRequired) ? 'not_ready' : down.length > 0 ? 'degraded' : 'ready';
      return reply
        .status(status === 'not_ready' ? 503 : 200)
        .send({ status, parts, ...(backups === null ? {} : { backups }) });
    },
  );
}

/** Null where no backups are made, or they cannot be asked about: then their part is down, or PostgreSQL is. */
async function readAges(context: ServerContext): Promise<ReturnType<typeof backupAges> | null> {
  if (!context.config.backups.areExpected) return null;
  const state = await answeredWithin(readBackupState(context), DEADLINE_MS).catch(() => null);
  return state === null ? null : backupAges(state, context.clock.nowMs());
}
