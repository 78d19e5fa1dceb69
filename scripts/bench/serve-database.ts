import { fileURLToPath } from 'node:url'
import type { Db } from '#server/db.types.ts'
import { postgisUrl } from '#server/test-support/test-engine.ts'
import { type RunningServer, runServer } from './run-server.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A server process of its own over a benchmark's PostGIS database. BENCH_SERVER_FLAGS: more words for node. */
export async function serveDatabase(db: Db): Promise<RunningServer> {
  const [row] = await db.query<{ name: string }>('select current_database() as name')
  const url = new URL(postgisUrl())
  url.pathname = `/${row!.name}`
  const flags = process.env.BENCH_SERVER_FLAGS?.split(' ') ?? []
  return runServer(
    [process.execPath, ...flags, '--import', 'tsx', 'server/main.ts'],
    root,
    { DATABASE_URL: url.href, NODE_ENV: 'production' },
    120,
  )
}
