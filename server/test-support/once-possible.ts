import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseUnavailable } from '#server/db.ts'

/** Asks again while the database is restarting: on a busy machine that may take longer than a query waits. */
export async function oncePossible<Result>(ask: () => Promise<Result>, seconds = 60): Promise<Result> {
  const deadline = Date.now() + seconds * 1000
  while (true) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable) || Date.now() > deadline) throw error
      await sleep(200)
    }
  }
}
