import { standardiseRates } from './empirical-bayes.ts'
import { falseDiscovery } from './false-discovery.ts'
import { localG } from './local-g.ts'
import type { Neighbours } from './neighbours.ts'
import { permuteLocalG } from './permute-local-g.ts'

export interface SignificanceTask {
  /** Issues by area. */
  counts: ArrayLike<number>
  /** Households or square metres by area. */
  bases: ArrayLike<number>
  neighbours: Neighbours
  permutations: number
  /** Accepted share of false discoveries, 0 to 1. */
  falseDiscoveryRate: number
  seed: number
}

export interface Significance {
  /** Gi*; 0 without base. */
  z: Float64Array
  /** Two-sided; 1 without base. */
  p: Float64Array
  q: Float64Array
  /** 1 hot, -1 cold, 0 what chance explains. */
  class: Int8Array
}

/** Hot and cold spots of rates that chance does not explain: standardised rates, Gi*, permutations, Benjamini-Hochberg. */
export function findSignificance(task: SignificanceTask): Significance {
  const { neighbours, permutations, seed, falseDiscoveryRate } = task
  const values = standardiseRates(task.counts, task.bases)
  const z = localG(values, neighbours)
  const { p } = permuteLocalG(values, neighbours, { permutations, seed })
  const q = falseDiscovery(p)
  const found = Int8Array.from(z, (value, area) => (q[area]! <= falseDiscoveryRate ? Math.sign(value) : 0))
  const known = (numbers: Float64Array, otherwise: number) =>
    numbers.map((value) => (Number.isNaN(value) ? otherwise : value))
  return { z: known(z, 0), p: known(p, 1), q: known(q, 1), class: found }
}
