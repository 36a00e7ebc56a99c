import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAfterKill } from '../../scripts/crash/check-after-kill.ts';
import { killWhileDeciding } from '../../scripts/crash/kill-while-deciding.ts';
import { importOne, ledesBytes, manyLines, openTestWorkspace, temporaryFolder } from './workspace.testing.ts';

/** More rounds: `npm run crash -- --rounds N`. */
const KILLS_AFTER_MS = [0, 3, 7, 12, 20, 31, 45, 58, 77, 96];

describe('kill -9', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    temporary = temporaryFolder();
  });
  afterEach(() => temporary.remove());

  it('at any moment loses no decision that was confirmed to the user', async () => {
    const first = openTestWorkspace(temporary.folder);
    const invoiceId = await importOne(first, ledesBytes({ lines: manyLines(50) }));
    first.close();
    let confirmed = 0;
    for (const afterMs of KILLS_AFTER_MS) {
      const printed = await killWhileDeciding(temporary.folder, afterMs);
      confirmed += printed.length;
      const workspace = openTestWorkspace(temporary.folder);
      const check = await checkAfterKill(workspace, invoiceId, printed);
      workspace.close();
      expect(check).toEqual({ lost: [], addsUp: true });
    }
    expect(confirmed).toBeGreaterThan(20);
  });
});
