import { defineConfig } from 'vitest/config';

// Two cores: more workers only make every test slower.
export default defineConfig({
  test: {
    include: [
      'shared/**/*.test.ts',
      'server/**/*.test.ts',
      'scripts/**/*.test.ts',
      'renderer/**/*.test.ts',
      'renderer/**/*.test.tsx',
    ],
    testTimeout: 30_000,
    maxWorkers: 2,
    allowOnly: false,
    sequence: { shuffle: false },
  },
});
