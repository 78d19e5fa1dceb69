import type { Position } from '#domain/contract/common.ts'
import type { CoverageModel } from '#domain/coverage/model.ts'
import { sphereMeters } from '#domain/coverage/sphere.ts'
import type { WhatIf } from '#domain/coverage/what-if.ts'

/** Places along a wall that are tried, and how long at most: the finger waits for the answer. */
const MOST_PLACES = 32
const LIMIT_MILLISECONDS = 1500

/** Where one gate more in a compound's wall brings the most households within the minutes; null where none brings any. */
export function bestGate(
  model: CoverageModel,
  now: WhatIf,
  compound: string,
  minutes: number,
): { position: Position; gained: number } | null {
  const enclosure = model.source.compounds.find(({ code }) => code === compound)?.enclosure
  if (!enclosure) return null
  const begun = performance.now()
  const inside = () => now.figures().walk[minutes] ?? 0
  const before = inside()
  let best: { position: Position; gained: number } | null = null
  for (const position of spread(alongWall(enclosure.polygons.map((rings) => rings[0] ?? [])))) {
    const tried = now.apply({ kind: 'open-gate', compound, position, opensMinute: 0, closesMinute: 1440 })
    if (!tried.ok) continue
    const gained = inside() - before
    tried.undo()
    if (gained > (best?.gained ?? 0)) best = { position, gained }
    if (performance.now() - begun > LIMIT_MILLISECONDS) break
  }
  return best
}

/** Places along walls, evenly by length. */
function alongWall(rings: readonly (readonly Position[])[]): Position[] {
  const whole = rings.reduce((sum, ring) => sum + ringMeters(ring), 0)
  const step = whole / MOST_PLACES
  return rings.flatMap((ring) => {
    const places: Position[] = []
    let next = step / 2
    for (let corner = 1; corner < ring.length; corner++) {
      const from = ring[corner - 1]!
      const to = ring[corner]!
      const meters = sphereMeters(...from, ...to)
      for (; next <= meters; next += step) {
        const share = next / meters
        places.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])])
      }
      next -= meters
    }
    return places
  })
}

function ringMeters(ring: readonly Position[]): number {
  return ring.slice(1).reduce((sum, corner, at) => sum + sphereMeters(...ring[at]!, ...corner), 0)
}

/** Far apart first, so that little time has seen all sides. */
function spread<Item>(items: readonly Item[]): Item[] {
  const order = [0, 4, 2, 6, 1, 5, 3, 7]
  return order.flatMap((first) => items.filter((_, at) => at % 8 === first))
}
