import { createServer, type Server, type Socket } from 'node:net'
import type { PGlite } from '@electric-sql/pglite'
import { createRequestReader, errorResponse, keepLastReady, type Request } from './wire.ts'

/**
 * Serves the engine's single session to one connection at a time, so that the driver of the real PostgreSQL speaks to
 * both. A second connection is told to come back (53300). When a connection ends, its transaction, settings and
 * listening end with it.
 */
export function createWireServer(engine: PGlite): Server {
  let current: Socket | null = null
  let work: Promise<unknown> = Promise.resolve()

  function enqueue(task: () => Promise<void>): void {
    // a task that throws leaves the engine in doubt: the process ends through unhandledRejection and starts anew
    work = work.then(task)
  }

  return createServer((socket) => {
    socket.on('error', () => socket.destroy())
    if (current !== null) {
      socket.end(errorResponse('53300', 'the embedded engine serves one connection at a time'))
      return
    }
    current = socket
    const read = createRequestReader()
    socket.on('data', (arrived) => {
      try {
        for (const request of read(arrived)) enqueue(() => answer(engine, socket, request))
      } catch (error) {
        socket.end(errorResponse('08P01', error instanceof Error ? error.message : String(error)))
      }
    })
    socket.on('close', () => {
      enqueue(async () => {
        await reset(engine)
        current = null
      })
    })
  })
}

async function answer(engine: PGlite, socket: Socket, request: Request): Promise<void> {
  if (socket.destroyed) return
  switch (request.kind) {
    case 'ssl':
      socket.write('N')
      return
    case 'cancel':
    case 'end':
      socket.end()
      return
    case 'startup':
    case 'statement':
      socket.write(keepLastReady(await run(engine, request.bytes)))
  }
}

async function run(engine: PGlite, bytes: Buffer): Promise<Buffer> {
  const parts: Buffer[] = []
  await engine.runExclusive(() =>
    // the engine reuses its buffers: each part is copied
    engine.execProtocolRawStream(bytes, { onRawData: (part) => void parts.push(Buffer.from(part)) }),
  )
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
}

async function reset(engine: PGlite): Promise<void> {
  if (engine.closed) return
  if (engine.isInTransaction()) await engine.exec('rollback')
  await engine.exec('discard all')
}
