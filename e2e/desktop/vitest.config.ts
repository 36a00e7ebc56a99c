import { defineConfig } from 'vitest/config';

// One application at a time: each is a main process, a workspace process and a Chromium.
export default defineConfig({
  root: '.',
  test: {
    include: ['e2e/desktop/**/*.e2e.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
