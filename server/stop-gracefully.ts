import type { Server } from 'node:http'
import type { Logger } from 'pino'

const patienceMilliseconds = 8_000

/**
 * On SIGTERM and SIGINT: takes no new connection, lets running requests end, then closes the parts in order.
 * A second signal, or eight seconds, ends the process at once.
 */
export function stopGracefully(server: Server, parts: (() => unknown)[], log: Logger): void {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), patienceMilliseconds).unref()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    // event streams never end by themselves
    setTimeout(() => server.closeAllConnections(), 1_000).unref()
    await closed
    for (const part of parts) await Promise.resolve(part()).catch((error: unknown) => log.error({ err: error }, 'stop'))
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
