import type { Server } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#server/db.ts'
import { testLog } from '#server/test-support/test-log.ts'
import { freePort } from './free-port.ts'
import { createWireServer } from './wire-server.ts'

const settings = { dataDirectory: '', statementTimeoutSeconds: 30, poolSize: 2 }

describe('a DATABASE_URL that cannot be used', () => {
  let engine: PGlite
  let server: Server
  let port: number
  beforeAll(async () => {
    // a real PostgreSQL that has no PostGIS on its disk
    engine = await PGlite.create()
    port = await freePort()
    server = createWireServer(engine)
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    server.close()
    await engine.close()
  })

  it('is refused when the server has no PostGIS, with the server and the way out', async () => {
    const opening = openDatabase(
      { ...settings, databaseUrl: `postgres://postgres@127.0.0.1:${port}/postgres` },
      testLog,
    )
    await expect(opening).rejects.toThrow(
      `PostgreSQL at 127.0.0.1:${port} has no PostGIS. Install it there (on Debian: apt install postgresql-18-postgis-3). ` +
        'Or unset DATABASE_URL to use the embedded engine.',
    )
  })

  it('is refused when nobody answers there, with the address', async () => {
    const closed = await freePort()
    const opening = openDatabase(
      { ...settings, databaseUrl: `postgres://postgres@127.0.0.1:${closed}/postgres` },
      testLog,
    )
    await expect(opening).rejects.toThrow(`127.0.0.1:${closed}`)
  })

  it('is refused when it is no address, without showing a password', async () => {
    const opening = openDatabase({ ...settings, databaseUrl: 'user:secret@host' }, testLog)
    await expect(opening).rejects.toThrow('DATABASE_URL is not an address like postgres://user:password@host:5432/name')
    await expect(opening).rejects.not.toThrow('secret')
  })
})
