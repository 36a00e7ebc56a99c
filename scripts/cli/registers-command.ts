import { createReadStream, statSync } from 'node:fs';
import { SYSTEM } from '#server/access/actor.ts';
import type { ServerConfig } from '#server/config/server-config.ts';
import { reachDatabase } from '#server/db/prepare-database.ts';
import { HttpFailure } from '#server/http/http-failure.ts';
import { importRegister } from '#server/legal/registers/import-register.ts';
import { listRegisters, type Register } from '#server/legal/registers/list-registers.ts';
import { createContext } from '#server/ops/create-context.ts';
import { createLogger } from '#server/ops/logger.ts';
import { REGISTER_KINDS, type RegisterOutcome } from '#shared/api/legal-verification.ts';
import { type UsageError, usageError } from './exit-codes.ts';
import { wordsOf } from './server-command.ts';

type Imported = { readonly kind: 'imported'; readonly outcome: RegisterOutcome } | UsageError;

/** Imports an exported register into the server's database; `asOf` is the day of the export. */
export async function importRegisterFile(
  config: ServerConfig,
  given: { readonly kind: string; readonly path: string; readonly asOf: string },
): Promise<Imported> {
  const kind = REGISTER_KINDS.find((each) => each === given.kind);
  if (kind === undefined) return usageError(`--kind is one of: ${REGISTER_KINDS.join(', ')}. Nothing was imported.`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given.asOf))
    return usageError('--as-of is a day, as 2026-08-01. Nothing was imported.');
  if (statSync(given.path, { throwIfNoEntry: false })?.isFile() !== true) {
    return usageError(`There is no file ${given.path}. Nothing was imported.`);
  }
  return onServer(config, async (context) => {
    try {
      const file = { kind, asOf: given.asOf, bytes: createReadStream(given.path, { highWaterMark: 1024 * 1024 }) };
      return { kind: 'imported', outcome: await importRegister(context, SYSTEM, file) };
    } catch (error) {
      if (error instanceof HttpFailure) return usageError(error.message);
      return usageError(`The register was not imported: ${wordsOf(error)}`);
    }
  });
}

export async function registersHeld(config: ServerConfig): Promise<readonly Register[]> {
  return onServer(config, (context) => listRegisters(context.database));
}

async function onServer<Value>(
  config: ServerConfig,
  work: (context: Awaited<ReturnType<typeof createContext>>['context']) => Promise<Value>,
): Promise<Value> {
  const database = await reachDatabase(config);
  try {
    const { context, close } = await createContext(config, database.appUrl, createLogger('ERROR'));
    try {
      return await work(context);
    } finally {
      await close();
    }
  } finally {
    await database.stop();
  }
}
