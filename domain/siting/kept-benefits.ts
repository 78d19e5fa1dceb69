import type { Benefits } from './reach.ts'

/** Candidates whose benefits are kept: the sites of a choice and those that take turns with them. */
const MOST_KEPT = 512

/** Answers `ask` from memory where the same candidate was asked about lately: swaps and bounds ask about few candidates again and again. */
export function keepBenefits(ask: (candidate: number) => Benefits): (candidate: number) => Benefits {
  const kept = new Map<number, Benefits>()
  return (candidate) => {
    const known = kept.get(candidate)
    if (known) {
      // the last one asked about is the last to go
      kept.delete(candidate)
      kept.set(candidate, known)
      return known
    }
    const { count, demand, benefit } = ask(candidate)
    const told = { count, demand: demand.slice(0, count), benefit: benefit.slice(0, count) }
    kept.set(candidate, told)
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return told
  }
}
