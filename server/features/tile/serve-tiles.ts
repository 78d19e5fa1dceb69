import { createServer, request } from 'node:http'
import express from 'express'
import type { Context } from '#server/context.ts'
import { answerProblem } from '#server/http.ts'
import { tileRoutes } from './tile.route.ts'
import { createTileStore, type TileStore, type TileStoreSizes } from './tile-store.ts'

export interface Answered {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface ServedTiles {
  store: TileStore
  /** Asks an address as it stands: nothing is normalised or decoded. */
  ask(path: string, headers?: Record<string, string>, method?: 'GET' | 'HEAD' | 'POST'): Promise<Answered>
  close(): Promise<void>
}

/** The tile routes alone on a port of their own; for tests and benchmarks. */
export async function serveTiles(context: Context, sizes: Partial<TileStoreSizes> = {}): Promise<ServedTiles> {
  const store = createTileStore(context, sizes)
  const app = express()
  app.use(tileRoutes(context, store), answerProblem(context.log))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  return {
    store,
    ask: (path, headers = {}, method = 'GET') => askRaw(port, path, headers, method),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function askRaw(port: number, path: string, headers: Record<string, string>, method: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, method }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })
}
