import type { Worker } from 'node:worker_threads'
import { computeHeat, expectedMilliseconds, type HeatResult, type HeatTask } from './compute-heat.ts'
import type { HeatAnswer, HeatQuestion } from './heat.worker.ts'
import { startWorker } from './start-worker.ts'

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

interface Thread {
  worker: Worker
  waiting: Map<number, { resolve: (result: HeatResult) => void; reject: (error: Error) => void }>
}

/** Computes small surfaces at once and large ones in one worker thread, started when first needed and again if it dies. */
export function createHeatComputer(): HeatComputer {
  let thread: Thread | undefined
  let asked = 0

  function start(): Thread {
    const started: Thread = { worker: startWorker(new URL('./heat.worker.ts', import.meta.url)), waiting: new Map() }
    const fail = (error: Error) => {
      if (thread === started) thread = undefined
      for (const { reject } of started.waiting.values()) reject(error)
      started.waiting.clear()
    }
    started.worker.on('message', (answer: HeatAnswer) => settle(started, answer))
    started.worker.on('error', fail)
    started.worker.on('exit', () => fail(new Error('the heat worker stopped')))
    started.worker.unref()
    return started
  }

  return {
    async compute(task) {
      if (expectedMilliseconds(task) <= LOOP_MILLISECONDS) return computeHeat(task)
      thread ??= start()
      const { worker, waiting } = thread
      if (waiting.size >= MOST_WAITING) return { ok: false, reason: 'busy' }
      const question: HeatQuestion = { id: ++asked, task }
      worker.ref()
      return new Promise((resolve, reject) => {
        waiting.set(question.id, { resolve, reject })
        worker.postMessage(question)
      })
    },
    async close() {
      await thread?.worker.terminate()
    },
  }
}

function settle({ worker, waiting }: Thread, answer: HeatAnswer): void {
  const asker = waiting.get(answer.id)
  waiting.delete(answer.id)
  if (waiting.size === 0) worker.unref()
  if ('failed' in answer) asker?.reject(new Error(answer.failed))
  else asker?.resolve(answer.result)
}
