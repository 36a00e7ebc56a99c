import { defineConfig } from 'vitest/config';

// Two cores: more workers only make every test slower.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    maxWorkers: 2,
    allowOnly: false,
    sequence: { shuffle: false },
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: [
            'shared/**/*.test.ts',
            'scripts/**/*.test.ts',
            'electron/**/*.test.ts',
            'renderer/**/*.test.ts',
            'renderer/**/*.test.tsx',
          ],
        },
      },
      {
        // One real PostgreSQL for all of them.
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          globalSetup: ['server/testing/global-setup.ts'],
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
