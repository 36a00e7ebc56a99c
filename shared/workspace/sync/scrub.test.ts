import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SqliteDatabase } from '../sqlite-driver.ts';
import { answerOf, importOne, ledesBytes, manyLines, rowsOf } from '../workspace.testing.ts';
import { ADA, type Laptop, MATTER, type SyncWorld, syncWorld } from './sync-world.testing.ts';

describe('a withdrawn matter', () => {
  let world: SyncWorld;
  let ada: Laptop;
  let isFull = false;
  beforeEach(async () => {
    isFull = false;
    world = syncWorld();
    ada = await world.laptop(ADA, ({ openDatabase }) => ({ openDatabase: (name) => withoutRoom(openDatabase(name)) }));
  });
  afterEach(() => world.close());

  it('is in no page of either file, however its words were moved about before', async () => {
    await workOnSecrets();
    expect(filesHold('zebra')).toBe(true);
    world.server.raiseWall(ADA.userId, MATTER);
    await ada.sync();
    expect(filesHold('zebra')).toBe(false);
  });

  it('is told to the server as purged only when no page holds it; where there is no room, all else goes on', async () => {
    await workOnSecrets();
    world.server.raiseWall(ADA.userId, MATTER);
    isFull = true;
    expect(await ada.sync()).toMatchObject({ state: 'up_to_date', waitingCount: 0 });
    await ada.sync();
    expect(world.server.purges).toEqual([]);
    isFull = false;
    await ada.sync();
    expect(world.server.purges).toMatchObject([{ scopeId: MATTER }]);
    expect(filesHold('zebra')).toBe(false);
  });

  /** Rewrites lines with words found nowhere else, of many lengths, so that pages fill, split and empty again. */
  async function workOnSecrets(): Promise<void> {
    const invoiceId = await importOne(ada.workspace, ledesBytes({ lines: manyLines(20) }));
    await ada.sync();
    const lineIds = (await rowsOf(ada.workspace, invoiceId)).map(({ lineId }) => lineId);
    for (let turn = 0; turn < 60; turn += 1) {
      const narrative = `zebra ${turn} ${'and so on '.repeat((turn * 13) % 90)}`;
      const lineId = lineIds[(turn * 7) % lineIds.length] ?? '';
      await answerOf(ada.workspace.command('rewriteNarrative', { lineId, narrative }));
      if (turn % 9 === 8) await answerOf(ada.workspace.command('undo', {}));
      if (turn % 12 === 11) await ada.sync();
    }
    await ada.sync();
  }

  function filesHold(word: string): boolean {
    return readdirSync(ada.folder).some((name) => readFileSync(join(ada.folder, name)).includes(word));
  }

  function withoutRoom(database: SqliteDatabase): SqliteDatabase {
    return {
      ...database,
      exec(sql) {
        if (isFull && sql === 'VACUUM') throw Object.assign(new Error('no room'), { code: 'SQLITE_FULL' });
        database.exec(sql);
      },
    };
  }
});
