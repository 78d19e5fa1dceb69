import { HttpProblem } from '#server/http.ts'

export interface WorkQueue {
  /** Runs `work` when its turn comes. Refuses with 503 and Retry-After when too many wait. */
  run<Result>(work: () => Promise<Result>): Promise<Result>
  readonly waiting: number
}

/** A bounded queue in front of the database: at most `atOnce` run, at most `mostWaiting` wait. */
export function createWorkQueue(atOnce: number, mostWaiting: number): WorkQueue {
  const waiting: (() => void)[] = []
  let running = 0

  async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting)
        throw new HttpProblem(
          503,
          'busy',
          'Too many tiles wait for the database; try again in a few seconds.',
          undefined,
          {
            'Retry-After': '2',
          },
        )
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      // the place is handed on: the one who waited longest never loses it to a newcomer
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  return {
    run,
    get waiting() {
      return waiting.length
    },
  }
}
