import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

const exclude = [...configDefaults.exclude, '**/.next/**', '**/.data/**']
// What starts servers of its own, and a whole shop, has nothing to ask of another version; half a million lines ask an older
// server nothing that a thousand do not; vendors differ in what they answer, models in what they reckon, neither in what is
// asked of the database. `npm run test:deep` asks all of both.
const onOneVersion =
  process.env['TEST_POSTGRES'] === '15' && process.env['DEEP'] !== '1'
    ? [
        'apps/server/src/{supervisor,demo}/**',
        'apps/server/src/reporting.db.test.ts',
        'platform/db/src/embedded/**',
        '**/kills.db.test.ts',
        '**/uci.db.test.ts',
        '**/{learning,forecasting}.db.test.ts',
        '**/*.property.db.test.ts',
        'modules/sync/src/{pulling,correcting}/**',
        '**/vendors/**',
      ]
    : []

export default defineConfig({
  test: {
    // the database server does half of the work: on two cores one runner would leave one idle
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'pure',
          include: ['**/*.test.ts', '**/*.test.tsx', '**/*.test.mjs'],
          exclude: [...exclude, '**/*.db.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: [...exclude, ...onOneVersion],
          globalSetup: ['platform/testing/src/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
