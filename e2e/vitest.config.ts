import { defineConfig } from 'vitest/config';

// One browser at a time: the specifications share the machine's two cores with Chromium itself.
export default defineConfig({
  root: '.',
  test: {
    // The desktop's are run by a configuration of their own.
    include: ['e2e/*.e2e.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Other people's machines are busy too; what takes longer than this is a fault.
    expect: { poll: { timeout: 15_000 } },
    allowOnly: false,
  },
});
