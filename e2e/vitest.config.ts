import { defineConfig } from 'vitest/config';

// One browser at a time: the specifications share the machine's two cores with Chromium itself.
export default defineConfig({
  root: '.',
  test: {
    include: ['e2e/**/*.e2e.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
