import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { jsonFile } from '../files/json-file.ts';
import { type Delivery, deliveryOf, type Report, reportQueue, waitingReports } from './report-queue.ts';

const INSTALLED: Report = { version: '1.1.0', status: 'installed' };
const CRASHED: Report = { version: '1.1.0', status: 'crashed' };

describe('what the server is to be told of a version', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-reports-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  let server: 'there' | 'away' | 'refusing';
  let arrived: Report[];
  beforeEach(() => {
    count += 1;
    server = 'there';
    arrived = [];
  });

  /** Each is LAIT after another start, on the same disk. */
  const started = () =>
    reportQueue(jsonFile(join(folder, `reports-${count}.json`), waitingReports), async (report): Promise<Delivery> => {
      if (server === 'away') throw new Error('offline');
      if (server === 'refusing') return 'later';
      arrived.push(report);
      return 'taken';
    });

  it('is not lost when the server is away: it goes out in order once it is there, also after another start', async () => {
    server = 'away';
    const first = started();
    await first.put(INSTALLED);
    await first.put(CRASHED);
    await first.send();
    server = 'refusing';
    await started().send();
    expect(arrived).toEqual([]);
    server = 'there';
    await started().send();
    expect(arrived).toEqual([INSTALLED, CRASHED]);
  });

  it('is not taken for told by the sign-in page of a hotel, a gateway or a server that does not know this laptop', () => {
    expect([200, 302, 401, 404, 429, 500, 502, 503].filter((status) => deliveryOf(status) === 'taken')).toEqual([]);
    expect([204, 400].map(deliveryOf)).toEqual(['taken', 'taken']);
  });

  it('is told once, however often it is asked for', async () => {
    const queue = started();
    await queue.put(INSTALLED);
    await Promise.all([queue.send(), queue.send()]);
    await queue.send();
    await started().send();
    expect(arrived).toEqual([INSTALLED]);
  });

  it('keeps what is put while something is sent', async () => {
    const queue = started();
    await Promise.all([queue.put(INSTALLED), queue.send(), queue.put(CRASHED)]);
    await queue.send();
    expect(arrived).toEqual([INSTALLED, CRASHED]);
  });

  it('is forgotten with the firm it concerns', async () => {
    server = 'away';
    const queue = started();
    await queue.put(INSTALLED);
    await queue.forget();
    server = 'there';
    await started().send();
    expect(arrived).toEqual([]);
  });

  it('does not grow without end, and a disk that takes nothing costs no start', async () => {
    server = 'away';
    const queue = started();
    for (let index = 0; index < 30; index += 1) await queue.put({ version: `1.0.${index}`, status: 'crashed' });
    await queue.send();
    server = 'there';
    await started().send();
    expect(arrived.map(({ version }) => version)).toEqual(
      Array.from({ length: 20 }, (_each, index) => `1.0.${index + 10}`),
    );
    const full = reportQueue(
      {
        read: async () => null,
        write: async () => {
          throw new Error('ENOSPC');
        },
        remove: async () => undefined,
      },
      async () => 'later',
    );
    await expect(full.put(INSTALLED)).resolves.toBeUndefined();
  });
});
