import { mixRates } from './chance-of-counts.ts'
import { type ChanceWorld, chanceWorld } from './chance-world.ts'
import { momentsOf, standardiseRates } from './empirical-bayes.ts'
import type { Neighbours } from './neighbours.ts'
import { mix32, seededRandom } from './random.ts'

export interface RedistributionTask {
  counts: ArrayLike<number>
  bases: ArrayLike<number>
  neighbours: Neighbours
  /** By area: 0 where no p-value is wanted. Absent: it is of all. */
  judged?: ArrayLike<number> | undefined
  /** Redistributions that every area gets; areas in doubt get more. */
  permutations: number
  /** Least work on areas in doubt, in areas redrawn: few areas can be looked at more closely than many. */
  furtherDraws?: number
  seed: number
}

export interface Redistribution {
  /** Two-sided p-value of the area's Gi*; NaN without base and where none is wanted. */
  p: Float64Array
  /** 1 where the neighbourhood has more than most redistributions, else -1; 0 where nothing was drawn. */
  side: Int8Array
}

/** An area has enough once so many redistributions were at least as extreme on either side. */
const ENOUGH = 10
/** Further work on areas in doubt: so many times that of the first round. */
const FURTHER = 2

/**
 * Pseudo p-values of Gi* on standardised rates, by redistribution: every area is given one of the county's rates, whatever
 * place it comes from, and then the count that chance makes of it and the area's own base. p = 2 (r + 1) / (n + 1), where r
 * of n redistributions were at least as extreme on the nearer side.
 *
 * Conditional permutation (Anselin 1995) moves the standardised rates themselves. They are alike in mean and variance but
 * not in form: a handful of households gives rare high values, hundreds give even ones. Where areas of like base lie
 * together it found something in 54 % of the sets of pure chance (400 areas of 2 to 442 households, 120 issues, rate 5 %).
 *
 * What it takes for chance is a spread of rates as smoothing sees it. Where one area of a hundred, anywhere, has twenty times
 * the rate of all others, their neighbourhoods were found in 13 of 100 sets: hot they are, but by one area each.
 *
 * Areas with r below 10 after the first round go on until r is 10 or the work is used up, so that a few strong clusters
 * among thousands of areas get p-values small enough to be found after the correction for many tests. A further
 * redistribution redraws only what areas in doubt see; all together cost at most twice the first round, or `furtherDraws`. The smallest
 * q-value that w areas can reach which see u areas is about u / (w permutations), however many areas there are.
 * Source: Besag and Clifford, Sequential Monte Carlo p-values, Biometrika 78 (1991) 301-304.
 */
export function redistribute(task: RedistributionTask): Redistribution {
  const { counts, bases, neighbours, judged, permutations, furtherDraws = 0, seed } = task
  const moments = momentsOf(counts, bases)
  const p = Float64Array.from(bases, (base, area) => (base > 0 && judged?.[area] !== 0 ? 1 : Number.NaN))
  const side = new Int8Array(counts.length)
  if (moments.count === 0) return { p, side }
  const mixture = mixRates(counts, bases, moments, seededRandom(seed))
  const world = chanceWorld(counts, bases, moments, mixture)
  const tally = tallyOf(counts, bases, world, neighbours)
  const state = Int32Array.of(mix32(seed))
  let open = Int32Array.from(p.keys()).filter((area) => !Number.isNaN(p[area]))
  let left = Math.max(FURTHER * open.length * permutations, furtherDraws)
  let times = permutations
  for (let round = 0; open.length > 0; round++) {
    const redrawn = seenBy(open, neighbours, world)
    if (round > 0) {
      times = Math.min(permutations * 2 ** round, Math.floor(left / redrawn.length))
      left -= times * redrawn.length
    }
    if (times === 0) break
    redraw(times, round === 0 ? Infinity : ENOUGH, open, redrawn, neighbours, world, tally, state)
    for (const area of open) {
      const extreme = Math.min(tally.more[area]!, tally.fewer[area]!)
      p[area] = Math.min(1, (2 * (extreme + 1)) / (tally.drawn[area]! + 1))
      side[area] = tally.more[area]! < tally.fewer[area]! ? 1 : -1
    }
    open = open.filter((area) => Math.min(tally.more[area]!, tally.fewer[area]!) < ENOUGH)
  }
  return { p, side }
}

/** How often redistributions of an area's neighbourhood had at least and at most what it has. */
interface Tally {
  /** What a redistribution must have to be counted as `more`, and as `fewer`: equal counts are both. */
  atLeast: Float64Array
  atMost: Float64Array
  more: Int32Array
  fewer: Int32Array
  drawn: Int32Array
}

function tallyOf(
  counts: ArrayLike<number>,
  bases: ArrayLike<number>,
  world: ChanceWorld,
  neighbours: Neighbours,
): Tally {
  const exact = standardiseRates(counts, bases).map((value) => (Number.isNaN(value) ? 0 : value))
  const own = sumNear(exact, neighbours)
  const shared = sumNear(world.observed, neighbours)
  const slack = (area: number) => 1e-9 * (1 + Math.abs(own[area]!))
  return {
    atLeast: own.map((sum, area) => Math.min(sum, shared[area]!) - slack(area)),
    atMost: own.map((sum, area) => Math.max(sum, shared[area]!) + slack(area)),
    more: new Int32Array(counts.length),
    fewer: new Int32Array(counts.length),
    drawn: new Int32Array(counts.length),
  }
}

function sumNear(values: Float64Array, { offsets, list }: Neighbours): Float64Array {
  return values.map((_, area) => {
    let sum = 0
    for (let index = offsets[area]!; index < offsets[area + 1]!; index++) sum += values[list[index]!]!
    return sum
  })
}

/** Areas with base among the neighbours of these. */
function seenBy(areas: Int32Array, { offsets, list }: Neighbours, { length }: ChanceWorld): Int32Array {
  const seen = new Uint8Array(length.length)
  for (const area of areas) for (let index = offsets[area]!; index < offsets[area + 1]!; index++) seen[list[index]!] = 1
  return Int32Array.from(seen.keys()).filter((area) => seen[area] === 1 && length[area]! > 0)
}

/** Redistributions that are added up side by side: one after another, every sum would wait for its last addition. */
const ABREAST = 8

/** The hot loop: no allocation, one random number a draw. An area with `enough` on both sides is drawn no more. */
function redraw(
  times: number,
  enough: number,
  areas: Int32Array,
  redrawn: Int32Array,
  neighbours: Neighbours,
  world: ChanceWorld,
  tally: Tally,
  state: Int32Array,
): void {
  const values = new Float64Array(ABREAST * world.length.length)
  const sums = new Float64Array(ABREAST)
  const open = areas.slice()
  let openCount = open.length
  for (let time = 0; time < times && openCount > 0; time += ABREAST) {
    const abreast = Math.min(ABREAST, times - time)
    drawValues(values, redrawn, world, state)
    for (let index = 0; index < openCount; index++) {
      const area = open[index]!
      addNear(sums, values, area, neighbours)
      count(tally, area, sums, abreast)
      if (tally.more[area]! >= enough && tally.fewer[area]! >= enough) open[index--] = open[--openCount]!
    }
  }
}

/** Standardised rates of the areas in so many redistributions, those of one area beside each other. */
function drawValues(
  values: Float64Array,
  redrawn: Int32Array,
  { from, length, keep, value, otherValue }: ChanceWorld,
  state: Int32Array,
): void {
  let counter = state[0]!
  for (let index = 0; index < redrawn.length; index++) {
    const area = redrawn[index]!
    const begins = from[area]!
    const places = length[area]! * 2.3283064365386963e-10
    for (let at = ABREAST * area; at < ABREAST * (area + 1); at++) {
      // as `mix32`, which a loader may hide behind a getter: 3 times slower
      counter = (counter + 0x9e3779b9) | 0
      let mixed = counter ^ (counter >>> 16)
      mixed = Math.imul(mixed, 0x7feb352d)
      mixed ^= mixed >>> 15
      mixed = Math.imul(mixed, 0x846ca68b)
      mixed ^= mixed >>> 16
      const place = (mixed >>> 0) * places
      const whole = Math.floor(place)
      const entry = begins + whole
      values[at] = place - whole < keep[entry]! ? value[entry]! : otherValue[entry]!
    }
  }
  state[0] = counter
}

/** Adds up what an area's neighbours have, redistribution by redistribution. */
function addNear(sums: Float64Array, values: Float64Array, area: number, { offsets, list }: Neighbours): void {
  const end = offsets[area + 1]!
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let near = offsets[area]!; near < end; near++) {
    const at = ABREAST * list[near]!
    a += values[at]!
    b += values[at + 1]!
    c += values[at + 2]!
    d += values[at + 3]!
    e += values[at + 4]!
    f += values[at + 5]!
    g += values[at + 6]!
    h += values[at + 7]!
  }
  sums[0] = a
  sums[1] = b
  sums[2] = c
  sums[3] = d
  sums[4] = e
  sums[5] = f
  sums[6] = g
  sums[7] = h
}

function count(
  { atLeast, atMost, more, fewer, drawn }: Tally,
  area: number,
  sums: Float64Array,
  abreast: number,
): void {
  const [least, most] = [atLeast[area]!, atMost[area]!]
  for (let one = 0; one < abreast; one++) {
    if (sums[one]! >= least) more[area]!++
    if (sums[one]! <= most) fewer[area]!++
  }
  drawn[area]! += abreast
}
