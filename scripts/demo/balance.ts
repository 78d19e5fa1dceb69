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

function bestCut(
  map: Neighbourhood,
  nodes: readonly number[],
  low: number,
  parts: number,
  random: Random,
  tries: number,
) {
  const member = new Set(nodes)
  const total = nodes.reduce((sum, node) => sum + map.weights[node]!, 0)
  const unit = total / parts || 1
  let best: { inside: number[]; outside: number[]; part: number } | null = null
  let bestScore = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < tries; attempt++) {
    const tree = randomTree(map, nodes, member, random)
    for (const { subtree, part, miss } of candidates(map, tree, total, low, parts)) {
      const inside = new Set(subtree)
      let border = 0
      for (const node of subtree)
        for (const side of map.neighbours[node]!)
          if (member.has(side.to) && !inside.has(side.to)) border += side.meters * (1.35 - side.ease)
      const score = miss / unit + border / 2600
      if (score >= bestScore) continue
      bestScore = score
      const outside = nodes.filter((node) => !inside.has(node))
      best = { inside: [...subtree], outside, part }
    }
  }
  return best
}

interface Tree {
  order: number[]
  parent: Map<number, number>
  children: Map<number, number[]>
}

/** A spanning tree grown over the hardest borders first, so that what remains to be cut follows roads and rivers. */
function randomTree(map: Neighbourhood, nodes: readonly number[], member: Set<number>, random: Random): Tree {
  const root = random.pick(nodes)
  const leader = new Map<number, number>(nodes.map((node) => [node, node]))
  const find = (node: number): number => {
    let at = node
    while (leader.get(at) !== at) {
      leader.set(at, leader.get(leader.get(at)!)!)
      at = leader.get(at)!
    }
    return at
  }
  const sides: { a: number; b: number; key: number }[] = []
  for (const a of nodes)
    for (const side of map.neighbours[a]!)
      if (a < side.to && member.has(side.to)) sides.push({ a, b: side.to, key: random.next() + side.ease * 0.9 })
  sides.sort((p, q) => p.key - q.key)
  const links = new Map<number, number[]>(nodes.map((node) => [node, []]))
  for (const { a, b } of sides) {
    const left = find(a)
    const right = find(b)
    if (left === right) continue
    leader.set(left, right)
    links.get(a)!.push(b)
    links.get(b)!.push(a)
  }
  const parent = new Map<number, number>([[root, -1]])
  const order = [root]
  const children = new Map<number, number[]>()
  for (const node of order) {
    const below = links.get(node)!.filter((next) => next !== parent.get(node))
    children.set(node, below)
    for (const next of below) {
      parent.set(next, node)
      order.push(next)
    }
  }
  return { order, parent, children }
}

function candidates(map: Neighbourhood, tree: Tree, total: number, low: number, parts: number) {
  const weight = new Map<number, number>()
  const count = new Map<number, number>()
  for (let i = tree.order.length - 1; i >= 0; i--) {
    const node = tree.order[i]!
    let sum = map.weights[node]!
    let pieces = 1
    for (const child of tree.children.get(node)!) {
      sum += weight.get(child)!
      pieces += count.get(child)!
    }
    weight.set(node, sum)
    count.set(node, pieces)
  }
  const all = tree.order.length
  const ranked: { node: number; part: number; miss: number }[] = []
  const halves = new Set([low, parts - low])
  for (const uneven of [false, true]) {
    for (const node of tree.order.slice(1)) {
      const pieces = count.get(node)!
      const least = Math.max(1, parts - (all - pieces))
      const most = Math.min(parts - 1, pieces)
      const near = Math.round((parts * weight.get(node)!) / (total || 1))
      const wanted = uneven
        ? [Math.min(Math.max(near, least), most)]
        : [...halves].filter((part) => part >= least && part <= most)
      for (const part of wanted) ranked.push({ node, part, miss: Math.abs(weight.get(node)! - (total * part) / parts) })
    }
    // a star-shaped piece of land has no edge near its middle: any other share will do
    if (ranked.length > 0) break
  }
  ranked.sort((p, q) => p.miss - q.miss)
  return ranked.slice(0, 3).map(({ node, part, miss }) => {
    const subtree = [node]
    for (const at of subtree) subtree.push(...tree.children.get(at)!)
    return { subtree, part, miss }
  })
}
