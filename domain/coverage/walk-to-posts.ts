import { UNREACHED } from './graph.ts'
import { alongEdge, sourcesOf } from './household-time.ts'
import type { CoverageModel, ProfileWalk } from './model.ts'

/** How far households walk to the post of their grid. */
export interface PostWalk {
  /** Households of grids that have a post. */
  households: number
  /** Minutes within which half of them, and nine in ten, reach it; null where fewer do. */
  medianMinutes: number | null
  mostMinutes: number | null
}

/**
 * Walks from every place to the post of its grid: the station that is nearest to most households of the grid. Each item of
 * `sides` names the grid of each place by number, -1 for none. Where no station is reached from, a grid has no post.
 */
export function walkToPosts(model: CoverageModel, walk: ProfileWalk, sides: readonly Int32Array[]): PostWalk[] {
  const { households } = model.places
  const posts = sides.map((grid) => postsOf(walk, grid, households))
  const times = sides.map((grid) => new Int32Array(grid.length).fill(UNREACHED))
  const byStation = placesByStation(sides, posts)
  for (const [station, places] of byStation) {
    const standing = [walk.stations[station]!]
    const { deciseconds, owner } = walk.sweeper.nearest(sourcesOf(model.network, walk.graph, standing))
    const at = (node: number) => (owner[node]! < 0 ? UNREACHED : deciseconds[node]!)
    for (const { side, place } of places) times[side]![place] = timeOf(walk, station, place, at)
  }
  return sides.map((grid, side) => {
    const members = [...grid.keys()].filter((place) => households[place]! > 0 && posts[side]!.has(grid[place]!))
    return quantilesOf(members, times[side]!, households)
  })
}

/** The station nearest to most households of each grid. */
function postsOf({ any }: ProfileWalk, grid: Int32Array, households: ArrayLike<number>): Map<number, number> {
  const votes = new Map<number, Map<number, number>>()
  for (let place = 0; place < grid.length; place++) {
    const station = any.owner[place]!
    if (grid[place]! < 0 || station < 0 || households[place] === 0) continue
    const known = votes.get(grid[place]!) ?? new Map<number, number>()
    votes.set(grid[place]!, known)
    known.set(station, (known.get(station) ?? 0) + households[place]!)
  }
  return new Map([...votes].map(([one, list]) => [one, [...list].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]![0]]))
}

function placesByStation(sides: readonly Int32Array[], posts: readonly ReadonlyMap<number, number>[]) {
  const found = new Map<number, { side: number; place: number }[]>()
  sides.forEach((grid, side) => {
    grid.forEach((one, place) => {
      const station = posts[side]!.get(one)
      if (station === undefined) return
      const list = found.get(station)
      if (list) list.push({ side, place })
      else found.set(station, [{ side, place }])
    })
  })
  return found
}

/** Deciseconds from a place to one station, given the times of all nodes. */
function timeOf(
  { graph, access, stations }: ProfileWalk,
  station: number,
  place: number,
  at: (node: number) => number,
): number {
  let least = UNREACHED
  for (let point = access.start[place]!; point < access.start[place + 1]!; point++) {
    for (const [node, way] of [
      [access.fromNode[point]!, access.toFromDeciseconds[point]!],
      [access.toNode[point]!, access.toToDeciseconds[point]!],
    ] as const)
      if (at(node) !== UNREACHED) least = Math.min(least, at(node) + way)
    for (const stands of stations[station]!)
      if (stands.edge === access.edge[point]) least = Math.min(least, alongEdge(graph, access, point, stands))
  }
  return least
}

function quantilesOf(members: readonly number[], times: Int32Array, households: ArrayLike<number>): PostWalk {
  const sorted = [...members].sort((a, b) => times[a]! - times[b]!)
  const all = members.reduce((sum, place) => sum + households[place]!, 0)
  const within = (share: number) => {
    let passed = 0
    for (const place of sorted) {
      passed += households[place]!
      if (passed >= all * share) return times[place] === UNREACHED ? null : times[place]! / 600
    }
    return null
  }
  return { households: all, medianMinutes: within(0.5), mostMinutes: within(0.9) }
}
