import type { Neighbours } from './neighbours.ts'
import { mix32 } from './random.ts'

export interface PermutationOptions {
  /** Of every area in the first round; areas in doubt get more. */
  permutations: number
  seed: number
}

/** An area has enough once so many permutations were at least as extreme on either side. */
const ENOUGH = 10
/** Work on areas in doubt, in values drawn, per area and permutation of the first round. */
const FURTHER_DRAWS = 16

/**
 * Two-sided pseudo p-values of Gi* by conditional permutation: an area keeps its own value, its neighbours get values
 * drawn from all other areas without replacement. p = 2 (r + 1) / (n + 1), r permutations of n at least as extreme.
 * Source: Anselin, Local indicators of spatial association, Geographical Analysis 27 (1995) 93-115, section 2.
 *
 * Areas with r below 10 after the first round go on until r is 10 or the work is used up, so that few strong clusters
 * among thousands of areas have p-values small enough to be found after the correction for many tests.
 * Source: Besag and Clifford, Sequential Monte Carlo p-values, Biometrika 78 (1991) 301-304.
 * @param values NaN values are left out everywhere; their areas answer NaN
 */
export function permuteLocalG(
  values: Float64Array,
  neighbours: Neighbours,
  { permutations, seed }: PermutationOptions,
): { p: Float64Array } {
  const pool = values.filter((value) => !Number.isNaN(value))
  const p = new Float64Array(values.length).fill(Number.NaN)
  const more = new Int32Array(values.length)
  const fewer = new Int32Array(values.length)
  const drawn = new Int32Array(values.length)
  const random = Uint32Array.of(mix32(seed | 0), mix32(~seed), 1)
  let open = Array.from(values.keys()).filter((area) => !Number.isNaN(values[area]!))
  let left = FURTHER_DRAWS * open.length * permutations
  let times = permutations
  for (let round = 0; open.length > 0 && times > 0; round++) {
    let draws = 0
    const still: number[] = []
    for (const area of open) {
      const counted = { more: more[area]!, fewer: fewer[area]!, drawn: drawn[area]! }
      draws += permuteArea(area, values, neighbours, pool, random, round === 0 ? Infinity : ENOUGH, times, counted)
      more[area] = counted.more
      fewer[area] = counted.fewer
      drawn[area] = counted.drawn
      p[area] = Math.min(1, (2 * (Math.min(counted.more, counted.fewer) + 1)) / (counted.drawn + 1))
      if (Math.min(counted.more, counted.fewer) < ENOUGH) still.push(area)
    }
    open = still
    const cost = open.reduce((sum, area) => sum + neighbours.offsets[area + 1]! - neighbours.offsets[area]!, 0)
    if (round > 0) left -= draws
    times = Math.min(permutations * 2 ** (round + 1), Math.floor(left / Math.max(1, cost)))
  }
  return { p }
}

function permuteArea(
  area: number,
  values: Float64Array,
  { offsets, list }: Neighbours,
  pool: Float64Array,
  state: Uint32Array,
  enough: number,
  times: number,
  counted: { more: number; fewer: number; drawn: number },
): number {
  const own = values[area]!
  // any place of the same value: the pool is only ever rearranged
  const at = pool.indexOf(own)
  pool[at] = pool[0]!
  pool[0] = own
  let others = 0
  let observed = 0
  for (let index = offsets[area]!; index < offsets[area + 1]!; index++) {
    const value = values[list[index]!]!
    if (list[index] === area || Number.isNaN(value)) continue
    others++
    observed += value
  }
  const slack = 1e-9 * (1 + Math.abs(observed))
  let { more, fewer, drawn } = counted
  let [a, b, c] = [state[0]!, state[1]!, state[2]!]
  const n = pool.length
  const last = drawn + times
  while (drawn < last) {
    let sum = 0
    for (let place = 1; place <= others; place++) {
      const t = (a + b + c) | 0
      c = (c + 1) | 0
      a = b ^ (b >>> 9)
      b = (t << 21) | (t >>> 11)
      b = (b + a) | 0
      const chosen = place + Math.floor((t >>> 0) * 2.3283064365386963e-10 * (n - place))
      const value = pool[chosen]!
      pool[chosen] = pool[place]!
      pool[place] = value
      sum += value
    }
    drawn++
    if (sum >= observed - slack) more++
    if (sum <= observed + slack) fewer++
    if (more >= enough && fewer >= enough) break
  }
  counted.more = more
  counted.fewer = fewer
  state[0] = a
  state[1] = b
  state[2] = c
  const draws = (drawn - counted.drawn) * others
  counted.drawn = drawn
  return draws
}
