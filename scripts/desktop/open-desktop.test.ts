import { describe, expect, it } from 'vitest';
import { obstacleTo } from './open-desktop.ts';

describe('a desktop window', () => {
  it('opens wherever there is a display and a person', () => {
    expect(obstacleTo('linux', { DISPLAY: ':0' }, 1000)).toBeNull();
    expect(obstacleTo('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeNull();
    expect(obstacleTo('win32', {}, null)).toBeNull();
    expect(obstacleTo('darwin', {}, 501)).toBeNull();
  });

  it('does not open without a display, nor for root, without whose sandbox LAIT never runs', () => {
    expect(obstacleTo('linux', { DISPLAY: '' }, 1000)).toMatch(/no display/);
    expect(obstacleTo('linux', { DISPLAY: ':0' }, 0)).toMatch(/root/);
  });
});
