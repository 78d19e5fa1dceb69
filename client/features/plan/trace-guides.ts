import type { Position } from '#domain/contract/common.ts'
import { footOn, type SnapLine } from './snap.ts'

/** Ways longer than so many times the straight line are no way that was meant. */
const LONGEST_DETOUR = 4

/**
 * The way along lines (roads, walls, water) between two places on them: the shortest, places of the lines between the
 * two, both left out. Null when they are not joined, or only by a detour. Lines are joined where they share a place.
 */
export function traceGuides(
  lines: readonly SnapLine[],
  from: Position,
  to: Position,
  pixelsPerDegree: readonly [number, number],
): Position[] | null {
  const network = new Network(pixelsPerDegree)
  for (const { line } of lines) network.add(line, [from, to])
  const straight = network.length(from, to)
  return straight === 0 ? [] : network.way(from, to, straight * LONGEST_DETOUR)
}

class Network {
  private readonly places = new Map<string, Position>()
  private readonly ways = new Map<string, [string, number][]>()

  constructor(private readonly scale: readonly [number, number]) {}

  length([ax, ay]: Position, [bx, by]: Position): number {
    return Math.hypot((bx - ax) * this.scale[0], (by - ay) * this.scale[1])
  }

  /** Adds a line, cut where one of `ends` lies on it. */
  add(line: readonly Position[], ends: readonly Position[]): void {
    for (let i = 0; i + 1 < line.length; i++) {
      const [a, b] = [line[i]!, line[i + 1]!]
      const cuts = ends
        .map((end) => ({ end, foot: footOn(end, a, b, this.scale) }))
        .filter(({ foot }) => foot.pixels < 0.5)
        .sort((one, other) => one.foot.share - other.foot.share)
      const stops = [a, ...cuts.map(({ end }) => end), b]
      for (let k = 0; k + 1 < stops.length; k++) this.join(stops[k]!, stops[k + 1]!)
    }
  }

  way(from: Position, to: Position, most: number): Position[] | null {
    const [start, goal] = [from.join(), to.join()]
    const best = new Map<string, { length: number; before: string | null }>([[start, { length: 0, before: null }]])
    const open = new Set([start])
    while (open.size > 0) {
      let near = ''
      for (const key of open) if (near === '' || best.get(key)!.length < best.get(near)!.length) near = key
      open.delete(near)
      if (near === goal) return this.back(best, goal)
      for (const [next, length] of this.ways.get(near) ?? []) {
        const whole = best.get(near)!.length + length
        if (whole > most || whole >= (best.get(next)?.length ?? Number.POSITIVE_INFINITY)) continue
        best.set(next, { length: whole, before: near })
        open.add(next)
      }
    }
    return null
  }

  private back(best: ReadonlyMap<string, { before: string | null }>, goal: string): Position[] {
    const way: Position[] = []
    for (let key = best.get(goal)!.before; key !== null && best.get(key)!.before !== null; key = best.get(key)!.before)
      way.push(this.places.get(key)!)
    return way.reverse()
  }

  private join(a: Position, b: Position): void {
    const [one, other] = [a.join(), b.join()]
    if (one === other) return
    this.places.set(one, a)
    this.places.set(other, b)
    const length = this.length(a, b)
    this.ways.set(one, [...(this.ways.get(one) ?? []), [other, length]])
    this.ways.set(other, [...(this.ways.get(other) ?? []), [one, length]])
  }
}
