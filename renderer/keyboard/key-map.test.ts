import { describe, expect, it } from 'vitest';
import { actionForKey, KEY_ACTIONS, type KeyPress, keyLabel, showKey } from './key-map.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

describe('the key map', () => {
  it('gives every key one meaning in its scope', () => {
    for (const scope of ['everywhere', 'review', 'conflicts', 'legal'] as const) {
      const keys = KEY_ACTIONS.filter((action) => action.scope === scope).flatMap((action) => [...action.keys]);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('tells F from Shift+F, and is not confused by Caps Lock', () => {
    expect(actionForKey(press('f'), 'review', true)).toBe('nextOpen');
    expect(actionForKey(press('F', { shiftKey: true }), 'review', true)).toBe('previousOpen');
    expect(actionForKey(press('F'), 'review', true)).toBe('nextOpen');
  });

  it('finds ? wherever the keyboard puts it', () => {
    expect(actionForKey(press('?', { shiftKey: true }), 'everywhere', true)).toBe('keys');
    expect(actionForKey(press('?'), 'everywhere', true)).toBe('keys');
  });

  it('takes Control and Command alike, and leaves Alt to the system', () => {
    expect(actionForKey(press('k', { ctrlKey: true }), 'everywhere', true)).toBe('palette');
    expect(actionForKey(press('k', { metaKey: true }), 'everywhere', true)).toBe('palette');
    expect(actionForKey(press('a', { altKey: true }), 'review', true)).toBeNull();
    expect(actionForKey(press('a', { ctrlKey: true }), 'review', true)).toBe('selectAll');
  });

  it('switches single characters off without touching the rest', () => {
    for (const key of ['a', 'x', 'r', '.', '/', '1', 'z']) {
      expect(actionForKey(press(key), 'review', false)).toBeNull();
    }
    expect(actionForKey(press('?'), 'everywhere', false)).toBeNull();
    expect(actionForKey(press('ArrowDown'), 'review', false)).toBe('down');
    expect(actionForKey(press(' '), 'review', false)).toBe('select');
    expect(actionForKey(press('z', { ctrlKey: true }), 'review', false)).toBe('undo');
  });

  it('never lets a deciding key act outside the review', () => {
    expect(actionForKey(press('a'), 'everywhere', true)).toBeNull();
    expect(actionForKey(press('x'), 'everywhere', true)).toBeNull();
  });

  it('labels controls with the key that works', () => {
    expect(keyLabel('accept', false)).toBe('A');
    expect(keyLabel('accept', false, false)).toBe('');
    expect(keyLabel('undo', false, false)).toBe('Ctrl\u2009Z');
    expect(showKey('Mod+Shift+z', true)).toBe('\u2318\u21e7Z');
    expect(showKey(' ', false)).toBe('Space');
  });
});
