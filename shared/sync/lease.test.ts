import { describe, expect, it } from 'vitest';
import { carryForward, clockAtContact, isReadable } from './lease.ts';

const DAY = 86_400_000;
const reading = (wallMs: number, monotonicMs: number, sessionId = 'first') => ({ wallMs, monotonicMs, sessionId });

describe('a lease', () => {
  const contact = clockAtContact(1_000 * DAY, reading(50 * DAY, 0));
  const until = 1_007 * DAY;

  it('holds until its end by the server’s time, however wrong the device’s own clock is', () => {
    expect(isReadable(carryForward(contact, reading(56 * DAY, 6 * DAY)), until)).toBe(true);
    expect(isReadable(carryForward(contact, reading(57 * DAY, 7 * DAY)), until)).toBe(false);
  });

  it('goes on through sleep and restart, when the monotonic clock stood still or began anew', () => {
    expect(isReadable(carryForward(contact, reading(58 * DAY, 1)), until)).toBe(false);
    expect(isReadable(carryForward(contact, reading(58 * DAY, 0, 'second')), until)).toBe(false);
    expect(isReadable(carryForward(contact, reading(51 * DAY, 0, 'second')), until)).toBe(true);
  });

  it('goes on when the wall clock stands still', () => {
    expect(isReadable(carryForward(contact, reading(50 * DAY, 8 * DAY)), until)).toBe(false);
  });

  it('is over when the wall clock goes backwards, also in small steps and after coming back, until the next contact', () => {
    const back = carryForward(contact, reading(49 * DAY, 1));
    expect(isReadable(back, until)).toBe(false);
    expect(isReadable(carryForward(back, reading(50 * DAY, 2)), until)).toBe(false);
    let creeping = contact;
    for (let step = 1; step <= 10; step += 1) {
      creeping = carryForward(creeping, reading(50 * DAY - step * 50_000, step));
    }
    expect(isReadable(creeping, until)).toBe(false);
    expect(isReadable(clockAtContact(1_001 * DAY, reading(49 * DAY, 1)), until)).toBe(true);
  });

  it('is not ended by the small corrections of a time service', () => {
    expect(isReadable(carryForward(contact, reading(50 * DAY - 30_000, 5)), until)).toBe(true);
  });
});
