type Place = [number, number]

export interface RingWay {
  id: number
  /** Numbers of its nodes in order; a closed way names its first node again. */
  nodes: ArrayLike<number>
}

export interface AssembledRings {
  /** Node numbers of closed rings; the first is named again at the end. */
  closed: number[][]
  /** Chains that do not close: numbers of their first and last node, and of the ways they are made of. */
  open: { from: number; to: number; ways: number[] }[]
}

/**
 * Joins ways end to end into rings, in either direction. At a node where more than two ends meet it takes the way it
 * came upon first: rings that touch in a node come out as rings all the same.
 */
export function assembleRings(ways: readonly RingWay[]): AssembledRings {
  const closed: number[][] = []
  const open: AssembledRings['open'] = []
  const ends = new Map<number, RingWay[]>()
  const waiting = new Set<RingWay>()
  for (const way of ways) {
    const [first, last] = [way.nodes[0], way.nodes[way.nodes.length - 1]]
    if (first === undefined || way.nodes.length < 2) continue
    if (first === last) {
      closed.push(Array.from(way.nodes))
      continue
    }
    waiting.add(way)
    for (const end of [first, last!]) ends.set(end, [...(ends.get(end) ?? []), way])
  }
  for (const start of ways) {
    if (!waiting.delete(start)) continue
    const chain = Array.from(start.nodes)
    const used = [start.id]
    while (chain[0] !== chain.at(-1)) {
      if (extend(chain, ends, waiting, used)) continue
      chain.reverse()
      if (!extend(chain, ends, waiting, used)) break
    }
    if (chain[0] === chain.at(-1)) closed.push(chain)
    else open.push({ from: chain[0]!, to: chain.at(-1)!, ways: used })
  }
  return { closed, open }
}

/** Puts one more way to the end of a chain; false where none waits there. */
function extend(chain: number[], ends: Map<number, RingWay[]>, waiting: Set<RingWay>, used: number[]): boolean {
  const end = chain.at(-1)!
  const next = ends.get(end)?.find((way) => waiting.has(way))
  if (next === undefined) return false
  waiting.delete(next)
  used.push(next.id)
  const nodes = Array.from(next.nodes)
  if (nodes[0] !== end) nodes.reverse()
  for (let i = 1; i < nodes.length; i++) chain.push(nodes[i]!)
  return true
}

/** Outer and inner rings as MultiPolygon coordinates: each hole in the smallest outer ring that holds its first corner. */
export function polygonsOf(outer: readonly Place[][], inner: readonly Place[][]): Place[][][] {
  const shells = outer.map((ring) => ({ ring, area: Math.abs(areaOf(ring)), polygon: [ring] }))
  shells.sort((a, b) => a.area - b.area)
  for (const hole of inner) shells.find(({ ring }) => holds(ring, hole[0]!))?.polygon.push(hole)
  return shells.map(({ polygon }) => polygon)
}

function areaOf(ring: readonly Place[]): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1]
  return sum / 2
}

function holds(ring: readonly Place[], [x, y]: Place): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}
