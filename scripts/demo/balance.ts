import { findRoot } from '#domain/autoplan/find-root.ts'
import type { Random } from './random.ts'

/** Pieces of land that are to be shared out, and who borders whom. */
export interface Neighbourhood {
  weights: readonly number[]
  /** Neighbours of a piece: index, metres of common border, and how well a border of ours may follow it (0 bad, 1 good). */
  neighbours: readonly { to: number; meters: number; ease: number }[][]
}

/**
 * Shares connected pieces into `parts` connected groups of about equal weight, by cutting random spanning trees in two
 * again and again (DeFord, Duchin, Solomon 2021, "Recombination"). Returns the group of each piece in `nodes`.
 */
export function shareOut(
  map: Neighbourhood,
  nodes: readonly number[],
  parts: number,
  random: Random,
  tries = 28,
): Map<number, number> {
  const groups = new Map<number, number>()
  const waiting = [{ nodes, parts, first: 0 }]
  while (waiting.length > 0) {
    const job = waiting.pop()!
    if (job.parts <= 1 || job.nodes.length <= 1) {
      for (const node of job.nodes) groups.set(node, job.first)
      continue
    }
    const low = Math.floor(job.parts / 2)
    const cut = bestCut(map, job.nodes, low, job.parts, random, tries)
    if (!cut) {
      for (const node of job.nodes) groups.set(node, job.first)
      continue
    }
    waiting.push({ nodes: cut.inside, parts: cut.part, first: job.first })
    waiting.push({ nodes: cut.outside, parts: job.parts - cut.part, first: job.first + cut.part })
  }
  return groups
}

/** Connected components among some pieces. */
export function components(map: Neighbourhood, nodes: readonly number[]): number[][] {
  const left = new Set(nodes)
  const found: number[][] = []
  for (const start of nodes) {
    if (!left.delete(start)) continue
    const component = [start]
    for (const node of component) for (const { to } of map.neighbours[node]!) if (left.delete(to)) component.push(to)
    found.push(component)
  }
  return found
}

/** Pieces of one job numbered from 0, with the sides among them: built once, then cut in many ways. */
interface Board {
  nodes: readonly number[]
  weight: Float64Array
  /** Each side once, from the lower piece number. */
  from: Int32Array
  to: Int32Array
  ease: Float64Array
  /** Sides of piece n in both directions are `start[n]` to `start[n + 1]` of `beside` and `cost`. */
  start: Int32Array
  beside: Int32Array
  cost: Float64Array
}

function boardOf(map: Neighbourhood, nodes: readonly number[]): Board {
  const place = new Map(nodes.map((node, i) => [node, i]))
  const start = new Int32Array(nodes.length + 1)
  const beside: number[] = []
  const cost: number[] = []
  const from: number[] = []
  const to: number[] = []
  const ease: number[] = []
  nodes.forEach((node, i) => {
    for (const side of map.neighbours[node]!) {
      const other = place.get(side.to)
      if (other === undefined) continue
      beside.push(other)
      cost.push(side.meters * (1.35 - side.ease))
      if (node >= side.to) continue
      from.push(i)
      to.push(other)
      ease.push(side.ease)
    }
    start[i + 1] = beside.length
  })
  return {
    nodes,
    weight: Float64Array.from(nodes, (node) => map.weights[node]!),
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    ease: Float64Array.from(ease),
    start,
    beside: Int32Array.from(beside),
    cost: Float64Array.from(cost),
  }
}

function bestCut(
  map: Neighbourhood,
  nodes: readonly number[],
  low: number,
  parts: number,
  random: Random,
  tries: number,
) {
  const board = boardOf(map, nodes)
  const total = board.weight.reduce((sum, weight) => sum + weight, 0)
  const unit = total / parts || 1
  const inside = new Uint8Array(nodes.length)
  let best: { subtree: number[]; part: number } | null = null
  let bestScore = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < tries; attempt++) {
    const tree = randomTree(board, random)
    for (const { subtree, part, miss } of candidates(board, tree, total, low, parts)) {
      for (const node of subtree) inside[node] = 1
      let border = 0
      for (const node of subtree)
        for (let k = board.start[node]!; k < board.start[node + 1]!; k++)
          if (inside[board.beside[k]!] === 0) border += board.cost[k]!
      for (const node of subtree) inside[node] = 0
      const score = miss / unit + border / 2600
      if (score >= bestScore) continue
      bestScore = score
      best = { subtree, part }
    }
  }
  if (!best) return null
  for (const node of best.subtree) inside[node] = 1
  return {
    inside: best.subtree.map((node) => nodes[node]!),
    outside: nodes.filter((_, i) => inside[i] === 0),
    part: best.part,
  }
}

interface Tree {
  /** Parents before their children. */
  order: Int32Array
  parent: Int32Array
}

/** A spanning tree grown over the hardest borders first, so that what remains to be cut follows roads and rivers. */
function randomTree(board: Board, random: Random): Tree {
  const count = board.nodes.length
  const root = Math.floor(random.next() * count)
  const keys = board.ease.map((ease) => random.next() + ease * 0.9)
  const leader = Int32Array.from(board.nodes, (_, i) => i)
  // links of a node as a list in the order laid; link 2k and 2k + 1 are the two ends of one side of the tree
  const head = new Int32Array(count).fill(-1)
  const tail = new Int32Array(count).fill(-1)
  const next = new Int32Array(2 * count).fill(-1)
  const end = new Int32Array(2 * count)
  let laid = 0
  const link = (from: number, to: number): void => {
    if (head[from] === -1) head[from] = laid
    else next[tail[from]!] = laid
    tail[from] = laid
    end[laid++] = to
  }
  for (const side of ascending(keys)) {
    const a = board.from[side]!
    const b = board.to[side]!
    const left = findRoot(leader, a)
    const right = findRoot(leader, b)
    if (left === right) continue
    leader[left] = right
    link(a, b)
    link(b, a)
  }
  const parent = new Int32Array(count).fill(-1)
  const order = new Int32Array(count)
  order[0] = root
  let reached = 1
  for (let i = 0; i < reached; i++) {
    const node = order[i]!
    for (let at = head[node]!; at !== -1; at = next[at]!) {
      if (end[at] === parent[node]) continue
      parent[end[at]!] = node
      order[reached++] = end[at]!
    }
  }
  return { order, parent }
}

/** Indexes of numbers of 0 or more by size, equal ones as they stand: dealt into as many boxes as there are numbers, then each box sorted. */
export function ascending(keys: Float64Array): Int32Array {
  const count = keys.length
  const most = keys.reduce((one, key) => Math.max(one, key), 0)
  const boxOf = Int32Array.from(keys, (key) => Math.floor((key / (most || 1)) * (count - 1)))
  const begin = new Int32Array(count + 1)
  for (const box of boxOf) begin[box + 1]!++
  for (let box = 0; box < count; box++) begin[box + 1]! += begin[box]!
  const sorted = new Int32Array(count)
  for (let i = 0; i < count; i++) sorted[begin[boxOf[i]!]!++] = i
  for (let i = 1; i < count; i++) {
    const held = sorted[i]!
    let at = i
    for (; at > 0 && keys[sorted[at - 1]!]! > keys[held]!; at--) sorted[at] = sorted[at - 1]!
    sorted[at] = held
  }
  return sorted
}

interface Cut {
  node: number
  part: number
  miss: number
}

function candidates(board: Board, { order, parent }: Tree, total: number, low: number, parts: number) {
  const weight = Float64Array.from(board.weight)
  const count = new Int32Array(board.nodes.length).fill(1)
  for (let i = order.length - 1; i > 0; i--) {
    const node = order[i]!
    const above = parent[node]!
    weight[above] = weight[above]! + weight[node]!
    count[above] = count[above]! + count[node]!
  }
  const all = order.length
  const halves = [...new Set([low, parts - low])]
  let best: Cut[] = []
  const offer = (node: number, part: number): void => {
    const miss = Math.abs(weight[node]! - (total * part) / parts)
    if (best.length === 3 && best[2]!.miss <= miss) return
    const place = best.findIndex((other) => other.miss > miss)
    best.splice(place === -1 ? best.length : place, 0, { node, part, miss })
    best = best.slice(0, 3)
  }
  const mostOf = (node: number) => Math.min(parts - 1, count[node]!)
  const leastOf = (node: number) => Math.max(1, parts - (all - count[node]!))
  for (const node of order.subarray(1))
    for (const part of halves) if (part >= leastOf(node) && part <= mostOf(node)) offer(node, part)
  // a star-shaped piece of land has no edge near its middle: any other share will do
  if (best.length === 0)
    for (const node of order.subarray(1)) {
      const near = Math.round((parts * weight[node]!) / (total || 1))
      offer(node, Math.min(Math.max(near, leastOf(node)), mostOf(node)))
    }
  return best.map(({ node, part, miss }) => ({ subtree: below(node), part, miss }))

  /** A node and all below it, parents before their children. */
  function below(top: number): number[] {
    const isBelow = new Uint8Array(board.nodes.length)
    isBelow[top] = 1
    const subtree = [top]
    for (const node of order) {
      if (node === top || parent[node] === -1 || isBelow[parent[node]!] === 0) continue
      isBelow[node] = 1
      subtree.push(node)
    }
    return subtree
  }
}
