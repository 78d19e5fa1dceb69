import { chainArcs } from '#domain/partition/chain-arcs.ts'
import { type Path, ringDoubleArea } from '#domain/partition/lattice.ts'
import { metersPerStep } from '#domain/partition/metric.ts'
import { Vertices } from '#domain/partition/node-edges.ts'
import type { LatticePolygon, Partition } from '#domain/partition/partition.types.ts'
import { type AtomEdge, type BorderKind, borderKinds, crossingCost } from './atom-graph.ts'
import { type CutGround, createCutter } from './cut-ground.ts'
import { createCellFinder } from './find-cells.ts'
import type { GroundFeatures } from './ground-features.ts'
import { joinScraps } from './join-scraps.ts'
import { type Labelled, labelGround } from './label-ground.ts'
import type { StepMeters } from './site-sampling.ts'

/** The smallest pieces of ground a plan moves. */
export interface Atom {
  /** Number of its compound in the features, -1 for none. */
  compound: number
  /** Atoms of one group belong together unless the group is above the maximum: a compound, a block. */
  group: number
  households: number
}

export interface DrawnAtoms {
  /** Faces are atoms by their number as text. */
  partition: Partition
  atoms: Atom[]
  edges: (AtomEdge & { kind: BorderKind })[]
  /** Atom of each building of the features, -1 for those beyond the region. */
  atomOfBuilding: Int32Array
}

/** Kinds in the order in which they name a border that several share. */
const order: readonly BorderKind[] = ['arterial', 'river', 'street', 'lane', 'wall']

/**
 * Draws the atoms of a region (polygons in lattice steps): compounds with the ground up to the middle of the streets
 * around, and blocks between roads, rivers and walls where no compound stands; those of more than `most` households are
 * parted between their buildings. Filtering graphs by natural cuts: Delling, Goldberg, Razenshteyn and Werneck, "Graph
 * partitioning with natural cuts" (PUNCH), 2011. Borders between atoms run along roads, rivers, walls or midlines.
 */
export function drawAtoms(region: readonly LatticePolygon[], features: GroundFeatures, most: number): DrawnAtoms {
  const box = boxOf(region)
  const meters = metersPerStep((box[1] + box[3]) / 2)
  const near = nearby(features, box)
  const margin = 100_000
  const vertices = new Vertices(near.west - margin, near.south - margin)
  const cutter = createCutter(vertices)
  const kind = (name: BorderKind) => borderKinds.indexOf(name)
  for (const name of order) {
    for (const road of near.roads) if (road.kind === name) cutter.line(road.line, kind(name))
    if (name === 'river')
      for (const rings of near.water)
        for (const ring of rings) cutter.line([...ring, ring[0]!, ring[1]!], kind('river'))
  }
  features.compounds.forEach(({ polygons }, compound) => {
    for (const rings of polygons)
      if (meets(boxOf([rings]), box)) for (const ring of rings) cutter.ring(ring, compound + 1, kind('wall'))
  })
  for (const rings of region) for (const ring of rings) cutter.ring(ring, 0, kind('street'))
  const labelled = labelGround(vertices, cutter.cut(), features, most, meters)
  return atomsOf(vertices, labelled, features, meters)
}

function atomsOf(vertices: Vertices, labelled: Labelled, features: GroundFeatures, meters: StepMeters): DrawnAtoms {
  const { ground, label } = labelled
  const find = createCellFinder(ground.cells)
  const cellOfBuilding = features.buildings.map(({ x, y }) => find(x, y))
  const weight = new Float64Array(ground.cells.length)
  cellOfBuilding.forEach((cell, building) => {
    // a building without households is still somebody's: its ground is no scrap
    if (cell > 0) weight[cell]! += features.buildings[building]!.households + 0.001
  })
  const length = ground.edges.map(({ from, to }) =>
    Math.hypot((vertices.x[to]! - vertices.x[from]!) * meters.x, (vertices.y[to]! - vertices.y[from]!) * meters.y),
  )
  const area = ground.cells.map(
    ({ rings }) => (rings.reduce((sum, ring) => sum + ringDoubleArea(ring), 0) / 2) * meters.x * meters.y,
  )
  const { atom, labels } = joinScraps(ground, label, { weight, length, area })
  const atoms = labels.map(
    (one): Atom => ({ compound: labelled.compoundOf(one), group: labelled.groupOf(one), households: 0 }),
  )
  const atomOfBuilding = Int32Array.from(cellOfBuilding, (cell) => (cell > 0 ? atom[cell]! : -1))
  atomOfBuilding.forEach((one, building) => {
    if (one >= 0) atoms[one]!.households += features.buildings[building]!.households
  })
  return {
    partition: chainArcs(
      vertices,
      ground.edges.map((edge, i) => ({
        ...edge,
        left: ownerOf(atom, ground.left[i]!),
        right: ownerOf(atom, ground.right[i]!),
      })),
      atoms.map((_, i) => String(i)),
    ),
    atoms,
    edges: edgesOf(ground, atom, length),
    atomOfBuilding,
  }
}

function ownerOf(atom: Int32Array, cell: number): number | null {
  const owner = atom[cell]!
  return owner < 0 ? null : owner
}

/** Borders that atoms share: their metres, and what they cost by what they run along; the kind is that of most metres. */
function edgesOf({ edges, left, right }: CutGround, atom: Int32Array, length: readonly number[]): DrawnAtoms['edges'] {
  const found = new Map<string, { a: number; b: number; meters: number[] }>()
  edges.forEach(({ origin = 0 }, i) => {
    const [one, other] = [atom[left[i]!]!, atom[right[i]!]!]
    if (one < 0 || other < 0 || one === other) return
    const [a, b] = one < other ? [one, other] : [other, one]
    const known = found.get(`${a} ${b}`) ?? { a, b, meters: borderKinds.map(() => 0) }
    found.set(`${a} ${b}`, known)
    known.meters[origin]! += length[i]!
  })
  return [...found.values()].map(({ a, b, meters }) => {
    const lengthMeters = meters.reduce((sum, part) => sum + part, 0)
    const cost =
      meters.reduce((sum, part, kind) => sum + part * crossingCost[borderKinds[kind]!], 0) /
      Math.max(lengthMeters, 1e-9)
    return { a, b, lengthMeters, cost, kind: borderKinds[meters.indexOf(Math.max(...meters))]! }
  })
}

type Box = readonly [number, number, number, number]

function boxOf(polygons: readonly LatticePolygon[]): Box {
  let [west, south, east, north] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const [outer] of polygons)
    for (let i = 0; i < outer!.length; i += 2) {
      west = Math.min(west, outer![i]!)
      east = Math.max(east, outer![i]!)
      south = Math.min(south, outer![i + 1]!)
      north = Math.max(north, outer![i + 1]!)
    }
  return [west, south, east, north]
}

function meets([west, south, east, north]: Box, [otherWest, otherSouth, otherEast, otherNorth]: Box): boolean {
  return west <= otherEast && east >= otherWest && south <= otherNorth && north >= otherSouth
}

/** Stretches of roads and rings of water that meet a box, and the south-western corner of all of them. */
function nearby({ roads, water, compounds }: GroundFeatures, box: Box) {
  const stretches = roads.flatMap(({ kind, line }) =>
    stretchesIn(line, box).map((stretch) => ({ kind, line: stretch })),
  )
  const wet = water.filter((rings) => meets(boxOf([rings]), box))
  let [west, south] = box
  const all = [
    ...stretches.map(({ line }) => line),
    ...wet.flat(),
    ...compounds.flatMap(({ polygons }) => polygons.filter((rings) => meets(boxOf([rings]), box)).flat()),
  ]
  for (const path of all)
    for (let i = 0; i < path.length; i += 2) {
      west = Math.min(west, path[i]!)
      south = Math.min(south, path[i + 1]!)
    }
  return { roads: stretches, water: wet, west, south }
}

/** Runs of segments whose boxes meet a box. */
function stretchesIn(line: Path, box: Box): number[][] {
  const found: number[][] = []
  let open: number[] | null = null
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!]
    if (!meets([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)], box)) {
      open = null
      continue
    }
    if (open) open.push(bx, by)
    else {
      open = [ax, ay, bx, by]
      found.push(open)
    }
  }
  return found
}
