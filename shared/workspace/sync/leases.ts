import { type ClockReading, carryForward, clockAtContact, isReadable, type ServerClock } from '#shared/sync/lease.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { sqliteCodeOf } from '../workspace-error.ts';

/** How often the clock is carried forward at most: a look costs nothing in between. */
const LOOK_EVERY_MS = 1000;
const BUSY = 5;
const FULL = 13;

export const LOCKED_SENTENCE =
  'This matter was not confirmed by the server for too long and is locked. Connect to open it again; nothing was lost.';

/** Whether any of these invoices may not be touched until the server is reached again. */
export function lockedAmong(cache: PreparedSql, invoiceIds: readonly string[]): boolean {
  return invoiceIds.some(
    (id) => cache.get('SELECT 1 AS locked FROM invoices WHERE id = ? AND is_locked = 1', id) !== undefined,
  );
}

/** Locks scopes whose lease has ended and opens those that hold again. */
export interface LeaseKeeper {
  /** Before anything is read. @returns whether something was locked or opened */
  look(): boolean;
  /** What this device's clocks say now. */
  read(): ClockReading;
  /**
   * At each contact: the server's own time.
   * @param asked the clocks when the question went out: a reply may lie in a laptop that sleeps, and is no later contact
   */
  contact(serverTime: string, asked: ClockReading): void;
  /** After leases were renewed. */
  relock(): boolean;
}

export function leaseKeeper(cache: PreparedSql, reading: () => ClockReading): LeaseKeeper {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let lookedWallMs = Number.NEGATIVE_INFINITY;
  const stored = (): ServerClock | null => {
    const row = cache.get<{ server_clock: string | null }>('SELECT server_clock FROM sync_state');
    return row === undefined || row.server_clock === null ? null : (JSON.parse(row.server_clock) as ServerClock);
  };
  const store = (clock: ServerClock) => cache.run('UPDATE sync_state SET server_clock = ?', JSON.stringify(clock));

  function relock(): boolean {
    const before = stored();
    if (before === null) return false;
    const clock = carryForward(before, reading());
    const moved = cache
      .all<{ scope_key: number; lease_until: string | null; is_locked: number }>(
        'SELECT scope_key, lease_until, is_locked FROM scopes',
      )
      .map((scope) => {
        const until = scope.lease_until === null ? null : Date.parse(scope.lease_until);
        return { ...scope, shouldBe: until === null || isReadable(clock, until) ? 0 : 1 };
      })
      .filter((scope) => scope.shouldBe !== scope.is_locked);
    if (moved.length === 0) {
      keep(clock);
      return false;
    }
    cache.transaction(() => {
      store(clock);
      for (const { scope_key: scopeKey, shouldBe } of moved) {
        cache.run('UPDATE scopes SET is_locked = ? WHERE scope_key = ?', shouldBe, scopeKey);
        cache.run(
          `UPDATE invoices SET is_locked = ? WHERE invoice_key IN (SELECT invoice_key FROM invoice_keys WHERE scope_key = ?)`,
          shouldBe,
          scopeKey,
        );
      }
    });
    return true;
  }

  /** Reading goes on where the disk is full or held: the clock is carried on from where it was kept last. */
  function keep(clock: ServerClock): void {
    try {
      store(clock);
    } catch (error) {
      const code = sqliteCodeOf(error);
      if (code !== FULL && code !== BUSY) throw error;
    }
  }

  return {
    look() {
      const { monotonicMs, wallMs } = reading();
      // Either clock: the monotonic one stands still while the laptop sleeps.
      const hasPassed = monotonicMs - lookedAt >= LOOK_EVERY_MS || Math.abs(wallMs - lookedWallMs) >= LOOK_EVERY_MS;
      if (!hasPassed) return false;
      const isChanged = relock();
      lookedAt = monotonicMs;
      lookedWallMs = wallMs;
      return isChanged;
    },
    read: reading,
    contact(serverTime, asked) {
      const serverMs = Date.parse(serverTime);
      if (Number.isFinite(serverMs)) store(carryForward(clockAtContact(serverMs, asked), reading()));
    },
    relock,
  };
}
