import { standardiseRates } from './empirical-bayes.ts'
import { falseDiscovery } from './false-discovery.ts'
import { localG } from './local-g.ts'
import type { Neighbours } from './neighbours.ts'
import { redistribute } from './redistribute.ts'

export interface SignificanceTask {
  /** Issues by area. */
  counts: ArrayLike<number>
  /** Households or square metres by area. */
  bases: ArrayLike<number>
  neighbours: Neighbours
  /** By area: 0 where nothing is to be told, as of a sliver of a cell; it is a neighbour all the same. Absent: all are judged. */
  judged?: ArrayLike<number> | undefined
  permutations: number
  furtherDraws?: number
  /** Accepted share of false discoveries, 0 to 1. */
  falseDiscoveryRate: number
  seed: number
}

export interface Significance {
  /** Gi*; 0 without base. */
  z: Float64Array
  /** Two-sided; 1 without base and where nothing is to be told. */
  p: Float64Array
  q: Float64Array
  /** 1 hot, -1 cold, 0 what chance explains. */
  class: Int8Array
}

/**
 * Hot and cold spots of rates that chance does not explain: standardised rates, Gi*, p-values by redistribution
 * (see `redistribute`), Benjamini-Hochberg. Hot and cold only where z and the redistributions agree on the side.
 */
export function findSignificance(task: SignificanceTask): Significance {
  const z = localG(standardiseRates(task.counts, task.bases), task.neighbours)
  const { p, side } = redistribute(task)
  const q = falseDiscovery(p)
  const known = (numbers: Float64Array, otherwise: number) =>
    numbers.map((value) => (Number.isNaN(value) ? otherwise : value))
  return {
    z: known(z, 0),
    p: known(p, 1),
    q: known(q, 1),
    class: side.map((to, area) => (q[area]! <= task.falseDiscoveryRate && to * z[area]! > 0 ? to : 0)),
  }
}
