import type { PlanState } from './plan-state.ts'
import type { Random } from './random.ts'
import type { Recombiner } from './recombine.ts'

/** Parts put together at most to mend one. */
const WIDEST = 7
/** Trees drawn of one union before it is given up. */
const TREES = 4

/**
 * Mends parts beyond the norm: each is put together with more and more neighbours until a tree of the union can be cut into
 * parts that all keep it; where nothing helps, the neighbours are recombined among themselves first. Changes nothing far
 * away. Answers whether all parts keep the norm now. `tries` bounds how often; `stopped` ends it sooner.
 */
export function repair(
  state: PlanState,
  { recombine, shareOut, beside }: Recombiner,
  random: Random,
  tries: number,
  stopped: () => boolean = () => false,
): boolean {
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)]!
  const broken = () => state.parts.flatMap((part, number) => (part && !state.isLegal(part) ? [number] : []))
  let waiting = broken()
  for (let done = 0; waiting.length > 0 && done < tries && !stopped(); done++) {
    const number = pick(waiting)
    if (!mend(number)) {
      const around = beside(number)
      if (around.length > 0) {
        const one = pick(around)
        const beyond = beside(one).filter((other) => other !== number)
        if (beyond.length > 0) recombine(one, pick(beyond), 0)
      }
    }
    waiting = broken()
  }
  return waiting.length === 0

  function mend(number: number): boolean {
    const union = [number]
    const border = new Set(beside(number))
    for (;;) {
      for (let tree = 0; tree < TREES; tree++) if (shareOut(union, tree === 0 ? 1 : 0)) return true
      if (union.length >= WIDEST || border.size === 0) return false
      // the one that brings the union nearest to a share that fits, now and then any
      const next = pick([...border])
      union.push(next)
      border.delete(next)
      for (const other of beside(next)) if (!union.includes(other)) border.add(other)
    }
  }
}
