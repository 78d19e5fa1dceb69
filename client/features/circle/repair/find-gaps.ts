import type { Position } from '#domain/contract/common.ts'
import type { CoverageModel } from '#domain/coverage/model.ts'
import { sphereMeters } from '#domain/coverage/sphere.ts'
import type { WhatIf } from '#domain/coverage/what-if.ts'
import { findEnds } from './network-ends.ts'

/** Two dead ends nearer than this may have been meant to meet. */
export const GAP_METERS = 15
/** Nearer than this they stand at one place. */
const SAME_METERS = 0.5
/** Suggestions of a kind that are told, and milliseconds that are spent on what each would bring. */
const MOST_TOLD = 30
const LIMIT_MILLISECONDS = 1200

/** Something about the network that looks wrong. `gained`: households that come within the minutes by it; null when not tried. */
export type Gap =
  | { kind: 'ends'; from: Position; to: Position; meters: number; name: string; gained: number | null }
  | { kind: 'gateless'; compound: string; name: string; households: number; position: Position }

/**
 * Dead ends that nearly meet, those first by which the most households come within the minutes, and walled compounds without
 * a gate.
 */
export function findGaps(model: CoverageModel, now: WhatIf, minutes: number): Gap[] {
  const begun = performance.now()
  const inside = () => now.figures().walk[minutes] ?? 0
  const before = inside()
  const gaps = endsThatNearlyMeet(model).map((gap) => {
    if (performance.now() - begun > LIMIT_MILLISECONDS) return gap
    const line = [gap.from, gap.to]
    const tried = now.apply({ kind: 'add-path', id: 'gap', edgeKind: 'footway', line })
    if (!tried.ok) return gap
    const gained = inside() - before
    tried.undo()
    return { ...gap, gained }
  })
  const ranked = gaps.sort((a, b) => (b.gained ?? -1) - (a.gained ?? -1) || a.meters - b.meters)
  return [...ranked.slice(0, MOST_TOLD), ...gatelessCompounds(model).slice(0, MOST_TOLD)]
}

/** Pairs of dead ends of different edges, the nearest first; an end stands in one pair at most. */
export function endsThatNearlyMeet({ network, source }: Pick<CoverageModel, 'network' | 'source'>) {
  const found = findEnds(network)
  const pairs = found.ends
    .flatMap((one, at) =>
      found.around(one.position, GAP_METERS).flatMap((other) => {
        const end = found.ends[other]!
        const meters = sphereMeters(...one.position, ...end.position)
        return other > at && end.edge !== one.edge && meters >= SAME_METERS ? [{ one, end, meters }] : []
      }),
    )
    .sort((a, b) => a.meters - b.meters)
  const taken = new Set<number>()
  return pairs.flatMap(({ one, end, meters }) => {
    if (taken.has(one.node) || taken.has(end.node)) return []
    taken.add(one.node).add(end.node)
    const name = source.edgeName[one.edge] || source.edgeName[end.edge] || ''
    return [
      { kind: 'ends' as const, from: one.position, to: end.position, meters, name, gained: null as number | null },
    ]
  })
}

/** Walled compounds with households and without a gate, the most households first. */
function gatelessCompounds({ source }: CoverageModel): Gap[] {
  const { compound, households } = source.buildings
  const living = new Map<number, number>()
  for (let building = 0; building < compound.length; building++)
    living.set(compound[building]!, (living.get(compound[building]!) ?? 0) + households[building]!)
  return source.compounds
    .map(({ code, name, enclosure }, at) => ({ code, name, enclosure, households: living.get(at) ?? 0 }))
    .filter(({ enclosure, households }) => enclosure?.gates.length === 0 && households > 0)
    .sort((a, b) => b.households - a.households)
    .flatMap(({ code, name, enclosure, households }) => {
      const corner = enclosure?.polygons[0]?.[0]?.[0]
      return corner ? [{ kind: 'gateless' as const, compound: code, name, households, position: corner }] : []
    })
}
