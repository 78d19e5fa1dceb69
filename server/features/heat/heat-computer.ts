import { createWorkerThread } from '#server/worker-thread.ts'
import { computeHeat, expectedMilliseconds, type HeatResult, type HeatTask } from './compute-heat.ts'

/** What may be computed on the event loop: longer goes to a thread. */
const LOOP_MILLISECONDS = 15
/** Questions that may wait for the thread; the next is told to come again. */
const MOST_WAITING = 16

export interface HeatComputer {
  /** `busy` when too many wait already. */
  compute(task: HeatTask): Promise<HeatResult | { ok: false; reason: 'busy' }>
  /** Stops the thread; questions under way fail. */
  close(): Promise<void>
}

/** Computes small surfaces at once and large ones in a thread of their own. */
export function createHeatComputer(): HeatComputer {
  const thread = createWorkerThread<HeatTask, HeatResult>(new URL('./heat.worker.ts', import.meta.url), () => {})
  let waiting = 0
  return {
    async compute(task) {
      if (expectedMilliseconds(task) <= LOOP_MILLISECONDS) return computeHeat(task)
      if (waiting >= MOST_WAITING) return { ok: false, reason: 'busy' }
      waiting += 1
      try {
        return await thread.ask(task)
      } finally {
        waiting -= 1
      }
    },
    close: () => thread.close(),
  }
}
