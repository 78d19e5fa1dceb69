import { interiorPoint } from '#domain/partition/interior-point.ts'
import { metersPerStep } from '#domain/partition/metric.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import { longestAxis, type SplitDirection } from '#domain/partition/propose-split.ts'
import type { Norm } from './cut-tree.ts'
import { drawAtoms } from './draw-atoms.ts'
import type { GroundFeatures } from './ground-features.ts'
import { unionOf } from './ground-of-parts.ts'
import { borderCost, compoundFinder, type Leaf, type LeafGraph, leafGraph } from './leaf-graph.ts'
import { planAtoms } from './plan-atoms.ts'
import { type Help, whatHelps } from './what-helps.ts'
import { type NoPlanReason, partsOf } from './why-none.ts'
import type { Wishes } from './wishes.ts'

/** A grid (or a micro-grid) to be parted; all of it can be cloned. */
export interface PartTask {
  /** Its micro-grids, and the ground that is in none: each by its polygons in lattice steps. */
  units: readonly (readonly LatticePolygon[])[]
  features: GroundFeatures
  into: PartInto
}

/** Parts that keep a norm, so many as that needs; or two, as even as the ground allows, that lie across or along it. */
export type PartInto = { kind: 'norm'; norm: Norm } | { kind: 'halves'; direction: SplitDirection }

export type Parted =
  | {
      ok: true
      /** Ground of each part, the one with most households first. */
      parts: (readonly LatticePolygon[])[]
      households: number[]
      /** Units that lie in several parts. */
      cut: number[]
      /** Numbers of compounds that lie in several parts: too large for one, or nothing else keeps the norm. */
      shared: number[]
    }
  | {
      ok: false
      reason: NoPlanReason
      /** Of the grid, or of the compound or building that is named. */
      households: number
      /** Number of the compound in the way, -1 where it is none. */
      compound: number
      helps: Help[]
    }

/** Even parts may be so far off the half, as shares of all households; the first that is found is taken. */
const HALVES: readonly Norm[] = [
  [0.4, 0.6],
  [0.3, 0.7],
  [0.15, 0.85],
]
const SEEDS = 4
const STEPS = 400
/** Micro-grids that are opened one at a time, the largest first, before all are. */
const MOST_OPENED = 10
/** Pieces that an opened micro-grid is cut into have about so many households, as a share of the least of a part. */
const PIECE_SHARE = 0.1
/** What a micro-grid that is cut costs, beside the border: more than any border. */
const CUT_COST = 100

/** Halves are near to the sides of a line of their direction. */
const halving: Wishes = { compact: 0.4, alongRoads: 0.4, evenHouseholds: 0.3, evenIssues: 0, fewMoved: 1 }
const wishes: Wishes = { compact: 0.8, alongRoads: 0.8, evenHouseholds: 0.5, evenIssues: 0, fewMoved: 0 }

/**
 * Parts a grid so that each part keeps the norm: along the borders of its micro-grids where that can be, else along roads,
 * rivers, walls and midlines inside of as few of them as possible; no building is cut, and compounds stay whole unless
 * nothing else keeps the norm. The drawing is that of automatic plans (drawAtoms, planAtoms); the same task gives the same
 * parts. Where there is none, the reason and what would help.
 */
export function partGrid({ units, features, into }: PartTask): Parted {
  const costOf = borderCost(features)
  const pieces = units.map((): readonly Leaf[] | null => null)
  const piecesOf = (unit: number, most: number) => (pieces[unit] ??= openUnit(unit, units[unit]!, features, most))
  const whole = (unit: number): Leaf => ({ unit, polygons: units[unit]! })
  const closed = leafGraph(
    units.map((_, unit) => whole(unit)),
    features,
    Number.MAX_SAFE_INTEGER,
    costOf,
  )
  const households = closed.graph.households.reduce((sum, own) => sum + own, 0)
  const norms: readonly Norm[] =
    into.kind === 'norm'
      ? [into.norm]
      : HALVES.map(([least, most]) => [Math.max(1, Math.floor(households * least)), Math.ceil(households * most)])
  let none: Extract<Parted, { ok: false }> | null = null
  for (const asked of norms) {
    const pieceMost = Math.max(1, Math.floor(asked[0] * PIECE_SHARE))
    const tried = (opened: ReadonlySet<number>, together = asked[1]) => {
      const leaves = units.flatMap((_, unit) => (opened.has(unit) ? piecesOf(unit, pieceMost) : [whole(unit)]))
      return best(leafGraph(leaves, features, together, costOf), leaves, { features, asked, into })
    }
    const kept = tried(new Set())
    if (kept.ok) return kept
    none = kept
    const held = units.map((_, unit) =>
      closed.buildings[unit]!.reduce((sum, one) => sum + features.buildings[one]!.households, 0),
    )
    const bySize = [...units.keys()].filter((unit) => held[unit]! > 0).sort((a, b) => held[b]! - held[a]! || a - b)
    let found: Scored | null = null
    for (const unit of bySize.slice(0, MOST_OPENED)) {
      if (piecesOf(unit, pieceMost).length < 2) continue
      const made = tried(new Set([unit]))
      if (made.ok && (!found || made.score < found.score)) found = made
    }
    if (found) return found
    const all = tried(new Set(bySize))
    if (all.ok) return all
    none = all
    if (all.reason !== 'not-found') continue
    const shared = tried(new Set(bySize), Math.floor(asked[1] / 2))
    if (shared.ok) return shared
  }
  return none!
}

/** A micro-grid cut into atoms. */
function openUnit(unit: number, polygons: readonly LatticePolygon[], features: GroundFeatures, most: number): Leaf[] {
  const { partition } = drawAtoms(polygons, features, most)
  const atoms = [...partition.faces.keys()]
  return atoms.length < 2 ? [{ unit, polygons }] : atoms.map((atom) => ({ unit, polygons: unionOf(partition, [atom]) }))
}

type Scored = Extract<Parted, { ok: true }> & { score: number }

interface Asked {
  features: GroundFeatures
  /** Households of each part. */
  asked: Norm
  into: PartInto
}

/** The best of several plans of the leaves. */
function best(
  made: LeafGraph,
  leaves: readonly Leaf[],
  { features, asked, into }: Asked,
): Scored | Extract<Parted, { ok: false }> {
  const { graph, atomOf, partition } = made
  const all = graph.households.reduce((sum, own) => sum + own, 0)
  const sides = into.kind === 'halves' ? sidesOf(made, leaves, features, into.direction) : null
  const aim = Math.max(1, Math.round(all / (sides ? 2 : partsNear(all, asked))))
  let found: Scored | null = null
  let none: Extract<Parted, { ok: false }> | null = null
  for (let seed = 1; seed <= SEEDS; seed++) {
    const plan = planAtoms(sides ? { ...graph, today: sides } : graph, {
      ...{ norm: asked, aim, seed, steps: STEPS, start: sides ? 'today' : 'anew' },
      wishes: sides ? halving : wishes,
    })!
    const reason = plan.unplanned[0]
    if (reason) {
      none ??= refusal(reason, made, leaves, features, asked)
      // what is proven needs no other try
      if (reason.reason !== 'not-found') break
      continue
    }
    if (plan.parts < 2) {
      none ??= { ok: false, reason: 'not-found', households: all, compound: -1, helps: [] }
      continue
    }
    const labels = Int32Array.from(atomOf, (atom) => plan.labels[atom]!)
    const households = new Array<number>(plan.parts).fill(0)
    plan.labels.forEach((label, atom) => {
      households[label]! += graph.households[atom]!
    })
    const cut = cutUnits(leaves, labels)
    const aside = sides ? strayed(sides, plan.labels, graph.households) : 0
    const score = borderScore(graph, plan.labels) + unevenness(households, aim) + aside * 4 + cut.length * CUT_COST
    if (found && found.score <= score) continue
    const order = [...households.keys()].sort((a, b) => households[b]! - households[a]! || a - b)
    found = {
      ok: true,
      parts: order.map((part) =>
        unionOf(partition, [...labels.keys()].filter((leaf) => labels[leaf] === part).map(String)),
      ),
      households: order.map((part) => households[part]!),
      cut,
      shared: sharedCompounds(made, labels, features),
      score,
    }
  }
  return found ?? none!
}

function refusal(
  { reason, households, atom }: { reason: NoPlanReason; households: number; atom: number | null },
  { atomOf, buildings }: LeafGraph,
  leaves: readonly Leaf[],
  features: GroundFeatures,
  norm: Norm,
): Extract<Parted, { ok: false }> {
  const held = [...leaves.keys()].flatMap((leaf) => (atomOf[leaf] === atom ? buildings[leaf]! : []))
  const compoundAt = compoundFinder(features)
  const compounds = new Set(held.map((one) => compoundAt(features.buildings[one]!.x, features.buildings[one]!.y)))
  const compound = compounds.size === 1 ? [...compounds][0]! : -1
  const about = { households, isAtom: atom !== null, isCompound: compound >= 0 }
  return { ok: false, reason, households, compound, helps: whatHelps(about, norm, []) }
}

/** How many parts of about the middle of the norm so many households make. */
function partsNear(households: number, [least, most]: Norm): number {
  const [fewest, atMost] = partsOf(households, [least, most])
  return Math.max(2, fewest, Math.min(atMost, Math.round((households * 2) / (least + most))))
}

/** Units with leaves in several parts. */
function cutUnits(leaves: readonly Leaf[], labels: Int32Array): number[] {
  const parts = new Map<number, number>()
  const cut = new Set<number>()
  leaves.forEach(({ unit }, leaf) => {
    const known = parts.get(unit)
    if (known === undefined) parts.set(unit, labels[leaf]!)
    else if (known !== labels[leaf]) cut.add(unit)
  })
  return [...cut].sort((a, b) => a - b)
}

/** Compounds whose households are in several parts. */
function sharedCompounds({ buildings }: LeafGraph, labels: Int32Array, features: GroundFeatures): number[] {
  const compoundAt = compoundFinder(features)
  const held = new Map<number, Set<number>>()
  buildings.forEach((list, leaf) => {
    for (const building of list) {
      const { x, y, households } = features.buildings[building]!
      const compound = compoundAt(x, y)
      if (compound < 0 || households === 0) continue
      held.set(compound, (held.get(compound) ?? new Set()).add(labels[leaf]!))
    }
  })
  return [...held].flatMap(([compound, parts]) => (parts.size > 1 ? [compound] : []))
}

/** Mean cost of the borders between parts, and a little for their length in kilometres. */
function borderScore({ offsets, neighbours, lengthMeters, cost }: LeafGraph['graph'], labels: Int32Array): number {
  let [meters, sum] = [0, 0]
  for (let atom = 0; atom < labels.length; atom++)
    for (let at = offsets[atom]!; at < offsets[atom + 1]!; at++) {
      if (labels[atom] === labels[neighbours[at]!]) continue
      meters += lengthMeters[at]! / 2
      sum += (lengthMeters[at]! * cost[at]!) / 2
    }
  return sum / Math.max(meters, 1) + meters / 2_000
}

function unevenness(households: readonly number[], aim: number): number {
  return households.reduce((sum, own) => sum + ((own - aim) / aim) ** 2, 0)
}

/** Share of the households that are not on the side of a line that the rest of their part is on, 0 to a half. */
function strayed(sides: Int32Array, labels: Int32Array, households: Int32Array): number {
  let [same, all] = [0, 0]
  sides.forEach((side, atom) => {
    all += households[atom]!
    if (side === labels[atom]) same += households[atom]!
  })
  return Math.min(same, all - same) / Math.max(1, all)
}

/** Which side of a straight line each atom lies on, 0 or 1: the line of that direction with half of the households on each side. */
function sidesOf(
  { graph, atomOf, buildings }: LeafGraph,
  leaves: readonly Leaf[],
  features: GroundFeatures,
  direction: SplitDirection,
): Int32Array {
  const outline = leaves.flatMap(({ polygons }) =>
    polygons.flatMap(([ring]) =>
      Array.from({ length: ring!.length / 2 }, (_, i): [number, number] => [ring![i * 2]!, ring![i * 2 + 1]!]),
    ),
  )
  const scale = metersPerStep(outline[0]![1])
  const [ux, uy] = longestAxis(outline, scale)
  const [nx, ny] = direction === 'across' ? [ux, uy] : [-uy, ux]
  const sums = Array.from(graph.households, () => ({ weight: 0, at: 0 }))
  leaves.forEach(({ polygons }, leaf) => {
    const sum = sums[atomOf[leaf]!]!
    const add = (x: number, y: number, weight: number) => {
      sum.at += (x * scale.x * nx + y * scale.y * ny) * weight
      sum.weight += weight
    }
    const [x, y] = interiorPoint(polygons[0]!)
    add(x, y, 0.001)
    for (const building of buildings[leaf]!) {
      const one = features.buildings[building]!
      add(one.x, one.y, one.households)
    }
  })
  const placed = sums
    .map(({ at, weight }, atom) => ({ atom, at: at / weight }))
    .sort((a, b) => a.at - b.at || a.atom - b.atom)
  const all = graph.households.reduce((sum, own) => sum + own, 0)
  const sides = new Int32Array(graph.households.length)
  let held = 0
  for (const { atom } of placed) {
    const own = graph.households[atom]!
    sides[atom] = (held + own / 2) * 2 < all ? 0 : 1
    held += own
  }
  return sides
}
