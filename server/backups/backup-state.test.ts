import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { backupFaults, readBackupState } from './backup-state.ts';

const HOUR_MS = 3_600_000;

describe('how backups stand', () => {
  let server: TestContext;
  beforeAll(async () => {
    server = await testContext();
  });
  afterAll(() => server.close());

  const mark = (name: 'backup' | 'files' | 'drill', at: Date) =>
    server.admin
      .insertInto('operation_marks')
      .values({ name, at, detail: '{}' })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ at }))
      .execute();

  it('is overdue until there is one, and again a day and two hours after it', async () => {
    const at = new Date(server.context.clock.nowMs());
    const faultsAfter = async (hours: number) =>
      backupFaults(await readBackupState(server.context), at.getTime() + hours * HOUR_MS);
    expect(await faultsAfter(0)).toEqual(['backup_overdue', 'files_overdue', 'drill_overdue']);
    for (const name of ['backup', 'files', 'drill'] as const) await mark(name, at);
    expect(await faultsAfter(25.9)).toEqual([]);
    expect(await faultsAfter(26.1)).toEqual(['backup_overdue', 'files_overdue']);
    await mark('backup', new Date(at.getTime() + 24 * HOUR_MS));
    await mark('files', new Date(at.getTime() + 24 * HOUR_MS));
    expect(await faultsAfter(8 * 24 + 1)).toEqual(['backup_overdue', 'files_overdue', 'drill_overdue']);
  });

  it('fails where the log is not put away, until it is', () => {
    const now = new Date();
    const fine = { backupAt: now, filesAt: now, drillAt: now, archivedAt: now, isArchiveFailing: false };
    expect(backupFaults(fine, now.getTime())).toEqual([]);
    expect(backupFaults({ ...fine, isArchiveFailing: true }, now.getTime())).toEqual(['archive_failing']);
  });

  it('is nothing that the application could write: only the owner leaves marks', async () => {
    const { pool } = server.context;
    await expect(pool.query(`UPDATE operation_marks SET at = now()`)).rejects.toThrow('permission denied');
    await expect(pool.query(`INSERT INTO operation_marks (name, at) VALUES ('dump', now())`)).rejects.toThrow(
      'permission denied',
    );
  });
});
