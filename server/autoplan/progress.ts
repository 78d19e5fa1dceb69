/** What a run and its thread tell each other while the thread is busy. */
const STAGE = 0
const PERMILLE = 1
const CANCELLED = 2

const stages = ['waiting', 'atoms', 'drawing'] as const
export type Stage = (typeof stages)[number]

/** Shared memory for one run. */
export function newProgress(): SharedArrayBuffer {
  return new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)
}

/** The thread's side says how far it is and asks whether to stop; the server's side reads and cancels. */
export function progressOf(memory: SharedArrayBuffer) {
  const cells = new Int32Array(memory)
  return {
    tell(stage: Stage, share: number): void {
      Atomics.store(cells, STAGE, stages.indexOf(stage))
      Atomics.store(cells, PERMILLE, Math.round(share * 1_000))
    },
    told: (): { stage: Stage; share: number } => ({
      stage: stages[Atomics.load(cells, STAGE)]!,
      share: Atomics.load(cells, PERMILLE) / 1_000,
    }),
    cancel: () => void Atomics.store(cells, CANCELLED, 1),
    isCancelled: () => Atomics.load(cells, CANCELLED) === 1,
  }
}
