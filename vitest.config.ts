import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// What is waited for comes in milliseconds, and later on a busy machine: no test is to fail for that.
const patience = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } };

// Two kinds of test: `pure` needs nothing but Node; `whole` starts a real PostgreSQL once and gives each file its own database.
export default defineConfig({
  test: {
    // Much of what is tested waits: for processes, sockets and leases. One worker for each core but one would wait with it.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      {
        test: {
          name: 'pure',
          include: ['tests/*.test.ts', 'tests/{chat,study,charts}/**/*.test.ts'],
          setupFiles: ['tests/support/seeded.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['tests/{db,engine,features,adapters,journeys}/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          setupFiles: ['tests/support/seeded.ts'],
          ...patience,
        },
      },
    ],
  },
});
