import type { Position } from '#domain/contract/common.ts'
import type { PlanGround } from '#domain/contract/plan.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import { doubleArea, toMultiPolygon } from '#domain/partition/polygon.ts'
import { type AtomGraph, atomGraph } from './atom-graph.ts'
import { coarseGraph } from './coarse-graph.ts'
import type { Norm } from './cut-tree.ts'
import { unionOf } from './ground-of-parts.ts'
import { keepCodes } from './keep-codes.ts'
import { planAtoms } from './plan-atoms.ts'
import { figuresOf, type PlanFigures, standingFigures, sumFigures } from './plan-figures.ts'
import type { PreparedCommunity, StandingGrid } from './prepare-ground.ts'
import { type Help, whatHelps } from './what-helps.ts'
import type { NoPlan } from './why-none.ts'
import type { Wishes } from './wishes.ts'

export interface DrawSettings {
  norm: Norm
  aim: number
  /** Norm of the micro-grids inside of grids; null draws none. */
  microNorm: Norm | null
  wishes: Wishes
  start: 'anew' | 'today'
  seed: number
  /** Name of a new grid, by the number it has among those of its community. */
  nameOf(community: string, number: number): string
  microNameOf(grid: string, number: number): string
}

/** Ground for which no plan was found; its grids stay as they stand. */
export interface Unplanned {
  community: string
  reason: NoPlan['reason'] | 'disconnected'
  households: number
  place: Position
  /** Number of the compound above the maximum, -1 where it is none. */
  compound: number
  helps: Help[]
}

/** A compound within the maximum that several grids share, since nothing else keeps the norm. */
export interface SharedCompound {
  /** Its number. */
  compound: number
  households: number
  grids: number
}

export interface DrawnPlan {
  grids: PlanGround['grids']
  microGrids: PlanGround['microGrids']
  /** Of all grids that could be drawn, those that stay too. */
  figures: PlanFigures
  unplanned: Unplanned[]
  shared: SharedCompound[]
  /** Codes of free grids that stay as they stand. */
  untouched: string[]
}

/** Recombinations for each grid that may come out, and for each micro-grid. */
const STEPS_A_GRID = 200
const STEPS_A_MICRO_GRID = 15
/** At least so many: a few large atoms have few ways, but none of them should be missed. */
const LEAST_STEPS = 600

/** Draws one plan on prepared ground. Null when cancelled. */
export function drawPlan(
  prepared: readonly PreparedCommunity[],
  settings: DrawSettings,
  watch: { progress(share: number): void; cancelled(): boolean },
): DrawnPlan | null {
  const grids: PlanGround['grids'] = []
  const microGrids: PlanGround['microGrids'] = []
  const unplanned: Unplanned[] = []
  const figures: PlanFigures[] = []
  const untouched: string[] = []
  const shared: SharedCompound[] = []
  for (const [done, community] of prepared.entries()) {
    watch.progress(done / prepared.length)
    const labels = labelsOf(community, settings, done, watch)
    if (labels === null) return null
    unplanned.push(...labels.unplanned)
    if (labels.labels === null) {
      untouched.push(...community.grids.map((grid) => grid.code))
      grids.push(...community.grids.map(groundOfStanding))
      figures.push(standingFigures(community, settings))
      continue
    }
    const { parts, keeps } = labels
    shared.push(...labels.shared)
    let fresh = community.grids.length
    for (let part = 0; part < parts; part++) {
      const atoms = [...labels.labels.keys()].filter((atom) => labels.labels![atom] === part)
      const standing = community.grids[keeps[part]!]
      const name = standing?.name ?? settings.nameOf(community.code, ++fresh)
      const place = grids.length
      grids.push({
        ...{ code: standing?.code ?? null, name, kind: 'base', community: community.code },
        ground: shapeOf(unionOf(community.drawn.partition, atoms.map(String))),
      })
      for (const [number, list] of microParts(community.fine, atoms, settings).entries())
        microGrids.push({
          ...{ code: null, grid: place, name: settings.microNameOf(name, number + 1) },
          ground: shapeOf(unionOf(community.drawn.partition, list.map(String))),
        })
    }
    figures.push(figuresOf(community, labels.labels, parts, keeps, settings))
  }
  return { grids, microGrids, unplanned, shared, untouched, figures: sumFigures(figures, settings) }
}

/** A grid that stays, as ground of a plan. */
export function groundOfStanding({ code, name, kind, community, polygons }: StandingGrid): PlanGround['grids'][number] {
  return { code, name, kind, community, ground: { type: 'MultiPolygon', coordinates: polygons as Position[][][] } }
}

type Labels =
  | { labels: Int32Array; parts: number; keeps: Int32Array; unplanned: Unplanned[]; shared: SharedCompound[] }
  | { labels: null; unplanned: Unplanned[] }

/** Part of each fine atom of a community; where none is found with compounds whole, some may be shared between grids. */
function labelsOf(
  community: PreparedCommunity,
  settings: DrawSettings,
  number: number,
  watch: { cancelled(): boolean },
): Labels | null {
  const whole = labelsWith(community, settings, number, watch)
  if (whole === null || !whole.unplanned.some(({ reason }) => reason === 'not-found')) return whole
  const { drawn, fine, keepsShares } = community
  const limit = Math.floor(settings.norm[1] / 2)
  const parted = labelsWith({ ...community, ...coarseGraph(drawn, fine, limit, keepsShares) }, settings, number, watch)
  return parted === null || parted.labels !== null ? parted : whole
}

/** Null labels when a piece of the community where people live has no legal plan. */
function labelsWith(
  community: PreparedCommunity,
  settings: DrawSettings,
  number: number,
  { cancelled }: { cancelled(): boolean },
): Labels | null {
  const { coarse, coarseOf, fine } = community
  const households = coarse.households.reduce((sum, own) => sum + own, 0)
  const plan = planAtoms(
    coarse,
    {
      ...{ norm: settings.norm, aim: settings.aim, wishes: settings.wishes, start: settings.start },
      seed: settings.seed * 7_919 + number,
      steps: Math.max(LEAST_STEPS, Math.ceil((households / settings.aim) * STEPS_A_GRID)),
    },
    { progress: () => {}, cancelled },
  )
  if (plan === null) return null
  // ground where nobody lives hangs on the nearest grid, though nothing joins them
  const lived = plan.unplanned.filter((none) => none.reason !== 'nobody-lives-here')
  if (lived.length > 0 || plan.parts === 0) {
    const several = plan.unplanned.length > 1 || plan.parts > 0
    const told = lived.length > 0 ? lived : plan.unplanned
    return { labels: null, unplanned: told.map((none) => unplannedOf(community, none, several, settings.norm)) }
  }
  const labels = Int32Array.from(coarseOf, (atom) => plan.labels[atom]!)
  joinApart(community, labels)
  const keeps = keepCodes(plan.parts, labels, fine.today, fine.households)
  return { labels, parts: plan.parts, keeps, unplanned: [], shared: sharedIn(community, labels, settings.norm[1]) }
}

/** Compounds that would fit into one grid and lie in several; where shares of today stay, in more than today. */
function sharedIn(
  { drawn: { atoms }, fine, keepsShares }: PreparedCommunity,
  labels: Int32Array,
  most: number,
): SharedCompound[] {
  const found = new Map<number, { compound: number; households: number; parts: Set<number>; today: Set<number> }>()
  atoms.forEach(({ compound, households }, atom) => {
    if (compound < 0) return
    const known = found.get(compound) ?? { compound, households: 0, parts: new Set(), today: new Set() }
    found.set(compound, known)
    known.households += households
    if (households === 0) return
    known.parts.add(labels[atom]!)
    known.today.add(fine.today[atom]!)
  })
  return [...found.values()]
    .filter(({ households, parts, today }) => parts.size > (keepsShares ? today.size : 1) && households <= most)
    .map(({ compound, households, parts }) => ({ compound, households, grids: parts.size }))
}

/** Gives atoms without a part to the part whose ground lies nearest. */
function joinApart({ drawn }: PreparedCommunity, labels: Int32Array): void {
  const apart = [...labels.keys()].filter((atom) => labels[atom]! < 0)
  if (apart.length === 0) return
  const middle = (atom: number) => interiorPoint(largest(unionOf(drawn.partition, [String(atom)])))
  const known = [...labels.keys()]
    .filter((atom) => labels[atom]! >= 0)
    .map((atom) => ({ label: labels[atom]!, at: middle(atom) }))
  for (const atom of apart) {
    const [x, y] = middle(atom)
    let [best, least] = [0, Number.POSITIVE_INFINITY]
    for (const { label, at } of known) {
      const off = Math.hypot(at[0] - x, at[1] - y)
      if (off < least) [best, least] = [label, off]
    }
    labels[atom] = best
  }
}

function unplannedOf(
  { code, drawn, coarseOf, neighbours }: PreparedCommunity,
  none: NoPlan,
  several: boolean,
  norm: Norm,
): Unplanned {
  const coarse = new Set(none.atom === null ? none.atoms : [none.atom])
  const atoms = [...coarseOf.keys()].filter((atom) => coarse.has(coarseOf[atom]!))
  const [x, y] = interiorPoint(largest(unionOf(drawn.partition, atoms.map(String))))
  const isApart = several && (none.reason === 'below-minimum' || none.reason === 'between-norms')
  const compound = none.atom === null ? -1 : (drawn.atoms[atoms[0]!]?.compound ?? -1)
  const about = { households: none.households, isAtom: none.atom !== null, isCompound: compound >= 0 }
  return {
    community: code,
    reason: isApart ? 'disconnected' : none.reason,
    households: none.households,
    place: toPosition(x, y),
    compound,
    helps: whatHelps(about, norm, isApart ? [] : neighbours),
  }
}

/**
 * Atoms of each micro-grid of a grid, parted as grids are. A building above the maximum is a micro-grid of its own size;
 * where no parting keeps the norm, the grid is one micro-grid.
 */
function microParts(fine: AtomGraph, atoms: readonly number[], { microNorm, seed }: DrawSettings): number[][] {
  if (microNorm === null) return []
  const place = new Map(atoms.map((atom, i) => [atom, i]))
  const edges = atoms.flatMap((atom, a) => {
    const found = []
    for (let at = fine.offsets[atom]!; at < fine.offsets[atom + 1]!; at++) {
      const b = place.get(fine.neighbours[at]!)
      if (b !== undefined && b > a) found.push({ a, b, lengthMeters: fine.lengthMeters[at]!, cost: fine.cost[at]! })
    }
    return found
  })
  const households = atoms.map((atom) => fine.households[atom]!)
  const graph = atomGraph(households, edges)
  const [least, most] = [microNorm[0], Math.max(microNorm[1], ...households)]
  const aim = (microNorm[0] + microNorm[1]) / 2
  const all = households.reduce((sum, own) => sum + own, 0)
  const plan = planAtoms(graph, {
    ...{ norm: [least, most], aim, seed, start: 'anew', steps: Math.ceil((all / aim) * STEPS_A_MICRO_GRID) },
    wishes: { compact: 1, alongRoads: 0.5, evenHouseholds: 0.5, evenIssues: 0, fewMoved: 0 },
  })
  if (!plan || plan.unplanned.length > 0) return [[...atoms]]
  const lists: number[][] = Array.from({ length: plan.parts }, () => [])
  plan.labels.forEach((label, i) => {
    lists[label]!.push(atoms[i]!)
  })
  return lists
}

function shapeOf(polygons: readonly LatticePolygon[]): PlanGround['grids'][number]['ground'] {
  return { type: 'MultiPolygon', coordinates: toMultiPolygon(polygons) }
}

function largest(polygons: readonly LatticePolygon[]): LatticePolygon {
  return polygons.reduce((one, other) => (doubleArea([other]) > doubleArea([one]) ? other : one))
}
