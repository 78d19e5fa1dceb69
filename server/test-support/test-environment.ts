import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Environment } from '#server/env.ts'

/** Settings of a server under test: the database is given by the harness, nothing is logged, no county lives by itself. */
export const testEnvironment: Environment = {
  databaseUrl: undefined,
  dataDirectory: '',
  port: 0,
  host: '127.0.0.1',
  publicUrl: undefined,
  logLevel: 'silent',
  statementTimeoutSeconds: 30,
  poolSize: 4,
  live: false,
  heatBytes: 256 * 1024 * 1024,
  photoDirectory: path.join(tmpdir(), 'gridboard-test-photos'),
  bucket: null,
  provider: null,
  production: false,
}
