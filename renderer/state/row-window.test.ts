import { describe, expect, it } from 'vitest';
import type { Page, Reply } from '#shared/api/workspace.ts';
import { createRowWindow } from './row-window.ts';

interface Asked {
  readonly offset: number;
  answer(reply?: Reply<Page<string>>): void;
}

function makeSource(total: number, label: () => string = () => '') {
  const asked: Asked[] = [];
  const fetchPage = (offset: number, limit: number): Promise<Reply<Page<string>>> =>
    new Promise((resolve) => {
      asked.push({
        offset,
        answer(reply) {
          const length = Math.max(0, Math.min(limit, total - offset));
          const rows = Array.from({ length }, (_, index) => `${label()}${offset + index}`);
          resolve(reply ?? { ok: true, value: { total, offset, rows } });
        },
      });
    });
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 8; round += 1) {
      for (const each of asked.splice(0)) each.answer();
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { asked, fetchPage, settle };
}

describe('a window on a long list', () => {
  it('asks only for what is on show and the pages beside it', async () => {
    const source = makeSource(100_000);
    const view = createRowWindow(source.fetchPage);
    view.show(0, 30);
    expect(source.asked.map((each) => each.offset)).toEqual([0]);
    await source.settle();
    view.show(50_000, 50_030);
    expect(source.asked.map((each) => each.offset).sort((a, b) => a - b)).toEqual([49_800, 50_000, 50_200]);
    await source.settle();
    expect(view.rowAt(50_010)).toBe('50010');
    expect(view.snapshot().total).toBe(100_000);
  });

  it('does not ask twice for the same rows', async () => {
    const source = makeSource(1000);
    const view = createRowWindow(source.fetchPage);
    view.show(0, 10);
    view.show(0, 11);
    expect(source.asked.length).toBe(1);
    await source.settle();
    view.show(0, 12);
    await source.settle();
    view.show(0, 12);
    expect(source.asked.length).toBe(0);
  });

  it('keeps the old rows on show until the new ones have come', async () => {
    let label = 'old ';
    const source = makeSource(400, () => label);
    const view = createRowWindow(source.fetchPage);
    view.show(0, 10);
    await source.settle();
    label = 'new ';
    view.refresh();
    expect(view.rowAt(3)).toBe('old 3');
    await source.settle();
    expect(view.rowAt(3)).toBe('new 3');
  });

  it('is not overtaken by an answer from before the change', async () => {
    let label = 'old ';
    const source = makeSource(100, () => label);
    const view = createRowWindow(source.fetchPage);
    view.show(0, 10);
    await source.settle();
    view.refresh();
    const late = source.asked.splice(0);
    view.refresh();
    label = 'new ';
    await source.settle();
    label = 'late ';
    for (const each of late) each.answer();
    await source.settle();
    expect(view.rowAt(0)).toBe('new 0');
  });

  it('says what went wrong and recovers on the next answer', async () => {
    const source = makeSource(10);
    const view = createRowWindow(source.fetchPage);
    view.show(0, 5);
    source.asked.splice(0)[0]?.answer({ ok: false, error: { kind: 'unavailable', message: 'Try again.' } });
    await Promise.resolve();
    await Promise.resolve();
    expect(view.snapshot().error?.message).toBe('Try again.');
    view.refresh();
    await source.settle();
    expect(view.snapshot().error).toBeNull();
    expect(view.rowAt(9)).toBe('9');
  });

  it('lets far pages go, so that memory does not grow with the list', async () => {
    const source = makeSource(100_000);
    const view = createRowWindow(source.fetchPage);
    view.show(0, 10);
    await source.settle();
    for (let first = 0; first < 20_000; first += 200) {
      view.show(first, first + 30);
      await source.settle();
    }
    expect(view.rowAt(0)).toBeUndefined();
    expect(view.rowAt(19_810)).toBe('19810');
  });
});
