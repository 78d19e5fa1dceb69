import { HttpProblem } from '#server/http.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import type { BriefTask } from './brief.worker.ts'
import type { BriefMaterial } from './material.ts'

/** Briefs that may wait for the one being drawn; the next is told to come again. */
const MOST_WAITING = 8

export interface BriefPrinter {
  /**
   * Gathers and draws a brief when its turn has come; null when the asker left meanwhile: then nothing more is gathered or
   * drawn for it. Throws HttpProblem 503 `busy` with Retry-After when too many wait.
   */
  print(gather: () => Promise<BriefMaterial>, signal: AbortSignal): Promise<Uint8Array | null>
  close(): Promise<void>
}

/** Draws briefs in a thread of its own, one after the other in the order they were asked for. */
export function createBriefPrinter(mostWaiting = MOST_WAITING): BriefPrinter {
  const thread = createWorkerThread<BriefTask, Uint8Array | null>(
    new URL('./brief.worker.ts', import.meta.url),
    () => {},
  )
  let waiting = 0
  let before: Promise<unknown> = Promise.resolve()

  async function printNow(gather: () => Promise<BriefMaterial>, signal: AbortSignal): Promise<Uint8Array | null> {
    if (signal.aborted) return null
    const material = await gather()
    if (signal.aborted) return null
    const left = new Int32Array(new SharedArrayBuffer(4))
    const leave = () => void Atomics.store(left, 0, 1)
    signal.addEventListener('abort', leave)
    try {
      return await thread.ask({ material, left })
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  return {
    async print(gather, signal) {
      // one is drawn, the others wait
      if (waiting > mostWaiting) throw busy()
      waiting += 1
      const mine = before.then(() => printNow(gather, signal)).finally(() => (waiting -= 1))
      before = mine.catch(() => {})
      return mine
    },
    close: () => thread.close(),
  }
}

function busy(): HttpProblem {
  const words = 'Too many briefs wait to be drawn; try again in a few seconds.'
  return new HttpProblem(503, 'busy', words, undefined, { 'Retry-After': '5' })
}
