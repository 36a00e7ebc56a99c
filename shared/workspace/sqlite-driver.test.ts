import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { openBetterSqlite3 } from '../../electron/workspace/better-sqlite3-driver.ts';
import { driverOfWasm } from '../../renderer/bridge/sqlite-wasm-driver.ts';
import { describeDriver } from './sqlite-driver.contract.testing.ts';
import { temporaryFolder } from './workspace.testing.ts';
import { sqliteCodeOf } from './workspace-error.ts';

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const { folder, remove } = temporaryFolder();
let count = 0;
const freshPath = () => {
  count += 1;
  mkdirSync(folder, { recursive: true });
  return join(folder, `${count}.db`);
};
afterAll(remove);

describeDriver('better-sqlite3', () => openBetterSqlite3({ path: freshPath(), role: 'outbox' }));
describeDriver('encrypted better-sqlite3', () => openBetterSqlite3({ path: freshPath(), role: 'cache', keyHex: KEY }));
const sqlite3 = await sqlite3InitModule();
describeDriver('sqlite-wasm', () => driverOfWasm(new sqlite3.oo1.DB(':memory:')));

describe('an encrypted file', () => {
  it('opens with its key only, and says so by the code of a file that is no database', () => {
    const path = freshPath();
    const database = openBetterSqlite3({ path, role: 'outbox', keyHex: KEY });
    database.exec('CREATE TABLE secret (words TEXT)');
    database.close();
    for (const keyHex of [undefined, KEY.replace('0', '1')]) {
      let thrown: unknown;
      try {
        openBetterSqlite3({ path, role: 'outbox', keyHex });
      } catch (error) {
        thrown = error;
      }
      expect(sqliteCodeOf(thrown)).toBe(26);
    }
    const again = openBetterSqlite3({ path, role: 'outbox', keyHex: KEY });
    expect(again.prepare('SELECT count(*) AS count FROM secret').get()).toEqual({ count: 0 });
    again.close();
  });

  it('is flushed at every commit when it is an outbox', () => {
    const database = openBetterSqlite3({ path: freshPath(), role: 'outbox', keyHex: KEY });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
  });
});
