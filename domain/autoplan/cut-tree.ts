import type { Random } from './random.ts'
import type { SpanningTree } from './spanning-tree.ts'

/** Households a part may have, least and most. */
export type Norm = readonly [least: number, most: number]

/** Households that parts should be near to, and the norm they must keep. */
export interface CutTarget {
  norm: Norm
  aim: number
}

/**
 * Cuts a tree into connected parts that all keep the norm, as many as it takes; null when no set of its edges does.
 * Exact: for each place the weights its own, still open part may have are kept as a bit set up to the maximum, joined
 * child by child (the (l, u)-partition of trees: Ito, Zhou and Nishizeki, "Partitioning a graph of bounded tree-width to
 * connected subgraphs of almost uniform size", 2006). O(places x most² / 32) at worst. Walking back, ways are chosen at
 * random, nearer to the aim rather, so that every legal cut of the tree can come out.
 * `lenient` never answers null while no atom is above the maximum: where sums grow too large, what cannot be closed is
 * closed all the same, and those parts are for the caller to mend.
 * Answers the part number of each place of the tree. Throws on a norm above 65,535.
 */
export function cutTree(
  tree: SpanningTree,
  households: Int32Array,
  { norm: [least, most], aim }: CutTarget,
  random: Random,
  lenient = false,
): Int32Array | null {
  if (most > 0xffff) throw new Error(`a norm of at most ${most} households: at most ${0xffff} can be planned`)
  const count = tree.atoms.length
  const words = (most >> 5) + 1
  // open[place]: weights its open part may have; before[place]: those of its parent before it was joined
  const open = new Uint32Array(count * words)
  const before = new Uint32Array(count * words)
  for (let place = 0; place < count; place++) {
    const own = households[tree.atoms[place]!]!
    if (own > most) return null
    open[place * words + (own >> 5)]! |= 1 << (own & 31)
  }
  const closes = new Uint8Array(count)
  for (let i = count - 1; i >= 0; i--) {
    const place = tree.order[i]!
    closes[place] = hasBetween(open, place * words, least, most) ? 1 : 0
    const parent = tree.parent[place]!
    if (parent < 0) continue
    before.set(open.subarray(parent * words, (parent + 1) * words), place * words)
    joinSets(open, parent * words, before, place * words, place * words, words, most, closes[place] === 1)
    if (lenient && sizeOf(open, parent * words, words) === 0) {
      open.set(before.subarray(place * words, (place + 1) * words), parent * words)
      closes[place] = 1
    }
  }
  return lenient || closes[tree.order[0]!] === 1
    ? walkBack({ tree, households, open, before, closes, words, least, most, aim, random })
    : null
}

/** open[into] = sums of `before` and `open[child]` up to `most`, with `before` itself where the child may be closed. */
function joinSets(
  open: Uint32Array,
  into: number,
  before: Uint32Array,
  old: number,
  child: number,
  words: number,
  most: number,
  closable: boolean,
): void {
  for (let word = 0; word < words; word++) open[into + word] = closable ? before[old + word]! : 0
  // one set is moved by each value of the other: by the smaller one's
  if (sizeOf(open, child, words) <= sizeOf(before, old, words)) addMoved(open, into, before, old, open, child, words)
  else addMoved(open, into, open, child, before, old, words)
  // sums above the maximum
  const keep = (most & 31) + 1
  if (keep < 32) open[into + words - 1]! &= (1 << keep) - 1
}

function addMoved(
  sums: Uint32Array,
  into: number,
  moved: Uint32Array,
  movedAt: number,
  by: Uint32Array,
  byAt: number,
  words: number,
): void {
  for (let word = 0; word < words; word++) {
    let bits = by[byAt + word]!
    while (bits !== 0) {
      const low = bits & -bits
      const rest = 31 - Math.clz32(low)
      bits ^= low
      if (rest === 0) for (let at = words - 1; at >= word; at--) sums[into + at]! |= moved[movedAt + at - word]!
      else {
        for (let at = words - 1; at > word; at--)
          sums[into + at]! |= (moved[movedAt + at - word]! << rest) | (moved[movedAt + at - word - 1]! >>> (32 - rest))
        sums[into + word]! |= moved[movedAt]! << rest
      }
    }
  }
}

function sizeOf(sets: Uint32Array, at: number, words: number): number {
  let size = 0
  for (let word = at; word < at + words; word++) {
    let bits = sets[word]!
    bits -= (bits >>> 1) & 0x55555555
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
    size += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return size
}

function has(sets: Uint32Array, at: number, value: number): boolean {
  return value >= 0 && ((sets[at + (value >> 5)]! >>> (value & 31)) & 1) === 1
}

function hasBetween(sets: Uint32Array, at: number, least: number, most: number): boolean {
  for (let value = least; value <= most; value++) if (has(sets, at, value)) return true
  return false
}

/** Values by the number of their part: lists in the order of the parts. */
export function listsBy(part: ArrayLike<number>, values: ArrayLike<number>): number[][] {
  const lists: number[][] = []
  for (let i = 0; i < part.length; i++) {
    const number = part[i]!
    if (number < 0) continue
    while (lists.length <= number) lists.push([])
    lists[number]!.push(values[i]!)
  }
  return lists
}

interface Walk {
  tree: SpanningTree
  households: Int32Array
  open: Uint32Array
  before: Uint32Array
  closes: Uint8Array
  words: number
  least: number
  most: number
  aim: number
  random: Random
}

function walkBack(walk: Walk): Int32Array {
  const { tree, open, before, closes, words, most, random } = walk
  const count = tree.atoms.length
  const children: number[][] = Array.from({ length: count }, () => [])
  for (const place of tree.order) if (tree.parent[place]! >= 0) children[tree.parent[place]!]!.push(place)
  const part = new Int32Array(count)
  const wanted = new Int32Array(count)
  let parts = 0
  const begin = (place: number) => {
    part[place] = parts++
    wanted[place] = nearAim(walk, place)
  }
  begin(tree.order[0]!)
  for (const place of tree.order) {
    let left = wanted[place]!
    // children were joined from the last in order to the first: the first was joined last
    for (const child of children[place]!) {
      const ways: number[] = []
      const lowest = Math.max(0, left - most)
      for (let taken = lowest; taken <= left; taken++)
        if (has(open, child * words, taken) && has(before, child * words, left - taken)) ways.push(taken)
      const mayCut = closes[child] === 1 && has(before, child * words, left)
      if (ways.length === 0 || (mayCut && random() < 0.5)) begin(child)
      else {
        const taken = ways[Math.floor(random() * ways.length)]!
        part[child] = part[place]!
        wanted[child] = taken
        left -= taken
      }
    }
  }
  return part
}

/** A weight that the open part of a place may be closed with, rather near the aim; within the norm if there is one. */
function nearAim({ open, words, least, most, aim, random }: Walk, place: number): number {
  let best = -1
  let bestOff = Number.POSITIVE_INFINITY
  for (let value = hasBetween(open, place * words, least, most) ? least : 0; value <= most; value++) {
    if (!has(open, place * words, value)) continue
    const off = Math.abs(value - aim) * random()
    if (off >= bestOff) continue
    best = value
    bestOff = off
  }
  return best
}
