import { defineConfig } from 'vitest/config'

const folders = '{domain,client,server,scripts,data}'
const databaseTests = `${folders}/**/*.db.test.ts`
const onPostgis = (process.env.TEST_DATABASE_URL ?? '') !== ''

/**
 * Pure tests, and the database suite once per engine: `*.db.test.ts` runs on the embedded engine always and on
 * PostgreSQL + PostGIS when TEST_DATABASE_URL is set (`*.embedded.db.test.ts`, `*.postgis.db.test.ts`: one only). An
 * embedded engine takes about 1 GB: one file at a time. Files of a project share a process, and with it what they import
 * and the embedded engine (server/test-support/shared-engine.ts): a file leaves nothing of its own behind in modules.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: ['**/node_modules/**', databaseTests],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'database-embedded',
          include: [databaseTests],
          exclude: ['**/node_modules/**', '**/*.postgis.db.test.ts'],
          env: { TEST_ENGINE: 'embedded' },
          globalSetup: 'server/test-support/engine-folders.ts',
          fileParallelism: false,
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      ...(onPostgis
        ? [
            {
              test: {
                name: 'database-postgis',
                include: [databaseTests],
                exclude: ['**/node_modules/**', '**/*.embedded.db.test.ts'],
                env: { TEST_ENGINE: 'postgis' },
                isolate: false,
                testTimeout: 60_000,
                hookTimeout: 120_000,
              },
            },
          ]
        : []),
    ],
  },
})
