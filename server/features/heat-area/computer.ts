import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
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

/** Results of hot spots that are kept by the numbers they were computed from. */
const KEPT_RESULTS = 24

/** Computes in a thread of its own, one question after another. */
export function createAreaComputer(mostWaiting = MOST_WAITING): AreaComputer {
  const thread = createWorkerThread<Task, unknown>(new URL('./heat-area.worker.ts', import.meta.url), () => {})
  const kept = new LRUCache<string, object>({ max: KEPT_RESULTS })
  let waiting = 0

  async function askThread(task: Task): Promise<unknown> {
    if (waiting >= mostWaiting) throw busy()
    waiting += 1
    try {
      return await thread.ask(task)
    } finally {
      waiting -= 1
    }
  }

  /** A new issue seldom changes whole weeks that are over: the same numbers are not computed again. */
  async function askOnce(task: Task): Promise<unknown> {
    const key = hashOf(task)
    const known = kept.get(key)
    if (known) return known
    const result = await askThread(task)
    if (typeof result === 'object' && result !== null) kept.set(key, result)
    return result
  }

  return {
    async ask<Kind extends Task['kind']>(task: Extract<Task, { kind: Kind }>) {
      const lasting = task.kind === 'significance' || task.kind === 'emerging'
      return (await (lasting ? askOnce(task) : askThread(task))) as Computed[Kind]
    },
    close: () => thread.close(),
  }
}

/** Strong hash of everything a task says. */
function hashOf(task: Task): string {
  const hash = createHash('sha1')
  for (const [name, value] of Object.entries(task))
    for (const part of Array.isArray(value) ? value : [value]) {
      hash.update(name)
      hash.update(ArrayBuffer.isView(part) ? bytesOf(part) : JSON.stringify(part))
    }
  return hash.digest('base64url')
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}
