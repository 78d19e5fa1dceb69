import type { PlanState, Step } from './plan-state.ts'
import type { Random } from './random.ts'
import type { Recombiner } from './recombine.ts'

/** Recombinations in one burst. */
const BURST = 3
/** Steps between two looks at whether to stop. */
const LOOK = 256

/** Told while it runs; `share` from 0 to 1. */
export interface Watch {
  progress(share: number): void
  cancelled(): boolean
}

/**
 * Makes a plan better by short bursts (Cannon, Goldbloom-Helzner, Gupta, Matthews and Suwal, "Voting rights, Markov
 * chains, and optimization by short bursts", 2020): a few recombinations around one part, whatever they bring; the best
 * state on the way is kept, the rest taken back. A burst that brings nothing leaves the plan as it was: the plan never
 * becomes worse. Answers how much better it became (0 or more).
 */
export function polish(
  state: PlanState,
  { recombine, beside }: Recombiner,
  random: Random,
  steps: number,
  watch?: Watch,
): number {
  let gained = 0
  for (let done = 0, looked = 0; done < steps; ) {
    if (done >= looked) {
      watch?.progress(done / steps)
      if (watch?.cancelled()) break
      looked = done + LOOK
    }
    const log: Step[] = []
    let [sum, best, keep] = [0, 0, 0]
    let one = anyPart(state, random)
    for (let i = 0; i < BURST; i++, done++) {
      const around = beside(one)
      if (around.length === 0) continue
      const step = recombine(one, around[Math.floor(random() * around.length)]!, random() < 0.5 ? 1 : 0)
      if (!step) continue
      log.push(step)
      sum += step.worse
      if (sum < best - 1e-12) [best, keep] = [sum, log.length]
      one = step.numbers.find((number) => state.parts[number] !== null)!
    }
    while (log.length > keep) state.undo(log.pop()!)
    gained -= best
  }
  return gained
}

function anyPart({ parts }: PlanState, random: Random): number {
  for (;;) {
    const number = Math.floor(random() * parts.length)
    if (parts[number]) return number
  }
}
