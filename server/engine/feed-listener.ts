import pg from 'pg'
import type { Logger } from 'pino'
import { createWakeUps } from './wake-ups.ts'

const firstPauseMilliseconds = 250
const longestPauseMilliseconds = 10_000

/** Listens to `feed` on a connection of its own, coming back by itself after every loss with a growing pause. */
export function createFeedListener(connection: pg.ClientConfig, log: Logger) {
  const wakeUps = createWakeUps()
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let pause = firstPauseMilliseconds
  let closed = false

  async function connect(): Promise<void> {
    // the driver tells one loss twice, as error and as end
    const mine = new pg.Client(connection)
    client = mine
    let lost = false
    const lose = (error?: Error): void => {
      if (lost) return
      lost = true
      mine.end().catch(() => {})
      if (closed) return
      log.warn({ error }, 'the feed connection was lost')
      timer = setTimeout(connect, pause)
      pause = Math.min(pause * 2, longestPauseMilliseconds)
    }
    mine.on('error', lose)
    mine.on('end', () => lose())
    mine.on('notification', () => wakeUps.tell())
    try {
      await mine.connect()
      await mine.query('listen feed')
      pause = firstPauseMilliseconds
      // whatever was committed while nobody listened
      wakeUps.tell()
    } catch (error) {
      lose(error instanceof Error ? error : undefined)
    }
  }

  void connect()

  return {
    listen: wakeUps.listen,
    async close(): Promise<void> {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
