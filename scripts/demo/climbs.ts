import type { DrawnCounty } from './draw-county.ts'
import { fromLattice } from './geometry/lattice.ts'
import type { WalkKind } from './walk.ts'

/** Ways are not laid steeper than this: cuttings and bends take off the rest. */
const steepest: Record<WalkKind, number> = {
  arterial: 0.06,
  street: 0.08,
  lane: 0.15,
  footway: 0.15,
  gate: 0.15,
  crossing: 0.06,
  bridge: 0,
  steps: 0.6,
}

/** Up a slope steeper than this a way is laid in steps; a lane only where no cart gets up. */
const stepped: Partial<Record<WalkKind, number>> = { footway: 0.16, lane: 0.3 }

/** How each walking edge climbs: its `to` end above its `from` end in metres, and its kind, steps where it is steep. */
export function climbs({ plan, walk }: DrawnCounty): { ascentMeters: number[]; kind: WalkKind[] } {
  const heights = walk.nodes.map((node) => plan.terrain.height(fromLattice(node)))
  const rise = walk.edges.map(({ from, to }) => heights[to]! - heights[from]!)
  const kind = walk.edges.map((edge, i) =>
    Math.abs(rise[i]!) > (stepped[edge.kind] ?? Number.POSITIVE_INFINITY) * edge.meters ? 'steps' : edge.kind,
  )
  const ascentMeters = walk.edges.map(({ meters }, i) => {
    const most = steepest[kind[i]!] * meters
    return Math.round(Math.max(-most, Math.min(most, rise[i]!)) * 100) / 100
  })
  return { ascentMeters, kind }
}
