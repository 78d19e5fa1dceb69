import { createWorkerThread } from '#server/worker-thread.ts'
import { busy } from './busy.ts'
import type { Computed, Task } from './compute.ts'

/** Questions that may wait for the thread; the next is told to come again. */
const MOST_WAITING = 16

export interface AreaComputer {
  /** Throws HttpProblem 503 with Retry-After when too many wait already. */
  ask<Kind extends Task['kind']>(task: Extract<Task, { kind: Kind }>): Promise<Computed[Kind]>
  /** Stops the thread; questions under way fail. */
  close(): Promise<void>
}

/** Computes in a thread of its own, one question after another. */
export function createAreaComputer(mostWaiting = MOST_WAITING): AreaComputer {
  const thread = createWorkerThread<Task, unknown>(new URL('./heat-area.worker.ts', import.meta.url), () => {})
  let waiting = 0
  return {
    async ask<Kind extends Task['kind']>(task: Extract<Task, { kind: Kind }>) {
      if (waiting >= mostWaiting) throw busy()
      waiting += 1
      try {
        return (await thread.ask(task)) as Computed[Kind]
      } finally {
        waiting -= 1
      }
    },
    close: () => thread.close(),
  }
}
