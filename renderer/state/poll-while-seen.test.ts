import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pollWhileSeen, type SeenPage } from './poll-while-seen.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function polled(answerMs = 0) {
  const listeners = new Set<() => void>();
  const page = {
    hidden: false as boolean,
    addEventListener: (_type: string, listener: () => void) => void listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => void listeners.delete(listener),
  } satisfies SeenPage;
  const asked: number[] = [];
  let atOnce = 0;
  const began = Date.now();
  const ask = async () => {
    asked.push(Date.now() - began);
    atOnce += 1;
    if (answerMs > 0) await new Promise((resolve) => setTimeout(resolve, answerMs));
    expect(atOnce).toBe(1);
    atOnce -= 1;
  };
  const see = (isSeen: boolean) => {
    page.hidden = !isSeen;
    for (const listener of listeners) listener();
  };
  return { asked, see, listeners, end: pollWhileSeen(ask, 10_000, page) };
}

it('asks at once, and again ten seconds after each answer', async () => {
  const { asked, end } = polled(500);
  await vi.advanceTimersByTimeAsync(22_000);
  end();
  expect(asked).toEqual([0, 10_500, 21_000]);
});

it('asks nothing while nobody sees the page, and at once when somebody does', async () => {
  const { asked, see, end } = polled();
  await vi.advanceTimersByTimeAsync(1_000);
  see(false);
  await vi.advanceTimersByTimeAsync(60_000);
  see(true);
  await vi.advanceTimersByTimeAsync(10_000);
  end();
  expect(asked).toEqual([0, 61_000, 71_000]);
});

it('never asks twice at a time, however often the page is looked at', async () => {
  const { asked, see, end } = polled(5_000);
  await vi.advanceTimersByTimeAsync(1_000);
  see(false);
  see(true);
  await vi.advanceTimersByTimeAsync(4_000);
  end();
  expect(asked).toEqual([0]);
});

it('is over when it was ended, also while an answer is under way', async () => {
  const { asked, see, listeners, end } = polled(5_000);
  end();
  see(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked, listeners.size]).toEqual([[0], 0]);
});
