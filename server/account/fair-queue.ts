/** Why a queue takes no more: from this asker, or from anybody. */
export type QueueFull = 'asker' | 'everybody'

export interface FairQueue {
  /** Runs `work` when its turn has come; `full` instead when too many wait. Rejects as `work` does. */
  run<Result>(asker: string, work: () => Promise<Result>): Promise<{ result: Result } | { full: QueueFull }>
}

/**
 * One work at a time, the askers by turns: who asks a thousand times delays everybody else by one work, not by a thousand.
 */
export function createFairQueue({ mostOfOne, mostOfAll }: { mostOfOne: number; mostOfAll: number }): FairQueue {
  // in the order of their turns
  const waiting = new Map<string, (() => Promise<void>)[]>()
  let count = 0
  let running = false

  async function runAll(): Promise<void> {
    if (running) return
    running = true
    for (let turn = next(); turn !== undefined; turn = next()) await turn()
    running = false
  }

  /** Takes the first work of the asker whose turn it is and puts the asker behind the others. */
  function next(): (() => Promise<void>) | undefined {
    for (const [asker, works] of waiting) {
      const work = works.shift()
      waiting.delete(asker)
      if (works.length > 0) waiting.set(asker, works)
      count -= 1
      return work
    }
  }

  return {
    run(asker, work) {
      const own = waiting.get(asker) ?? []
      if (own.length >= mostOfOne) return Promise.resolve({ full: 'asker' })
      if (count >= mostOfAll) return Promise.resolve({ full: 'everybody' })
      return new Promise((resolve, reject) => {
        own.push(() =>
          work().then(
            (result) => resolve({ result }),
            (error: unknown) => reject(error),
          ),
        )
        waiting.set(asker, own)
        count += 1
        void runAll()
      })
    },
  }
}
