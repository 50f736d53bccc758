import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'models/**/*.test.ts',
      'gis-data/**/*.test.ts',
      'solver-as/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'dist/**', 'tests/e2e/**'],
    setupFiles: ['tests/support/fixedSeed.ts'],
    testTimeout: 60_000,
    // One worker less than there are processors would leave half of a small machine idle.
    maxWorkers: '100%',
  },
});
