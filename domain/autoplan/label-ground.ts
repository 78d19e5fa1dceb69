import { interiorPoint } from '#domain/partition/interior-point.ts'
import { type Path, ringDoubleArea } from '#domain/partition/lattice.ts'
import type { Vertices } from '#domain/partition/node-edges.ts'
import { aroundBuildings } from './around-buildings.ts'
import { borderKinds } from './atom-graph.ts'
import { type CutGround, cutFurther } from './cut-ground.ts'
import { createCellFinder } from './find-cells.ts'
import type { GroundFeatures } from './ground-features.ts'
import { midlines, type Sites } from './midlines.ts'
import { nearestLabel, noSites, type StepMeters, sampleAlong } from './site-sampling.ts'

/** Midlines may be smoothed by so much. */
const TOLERANCE_METERS = 1.5
/** Midlines run a little over the rim of their cell, lattice steps. */
const BEYOND_STEPS = 500

/**
 * What a cell belongs to. A compound is a label of its own, or each of its buildings is (above the maximum); a block
 * without compounds likewise.
 */
export interface Labelled {
  ground: CutGround
  /** Label of each cell, -1 outside of the region. */
  label: Int32Array
  /** Number of the building that owns a label, -1 for a whole compound or block. */
  buildingOf(label: number): number
  /** What labels of buildings are together: the number of their compound or block. */
  groupOf(label: number): number
  compoundOf(label: number): number
}

/**
 * Gives every cell of a region to a compound, a building or a block: ground in a compound is its own; open ground goes to
 * the compound whose wall is nearest, parted by midlines; compounds and blocks of more than `most` households are parted
 * between their buildings. `region` is the claim 0 of the cells, compounds are the claims from 1 on.
 */
export function labelGround(
  vertices: Vertices,
  ground: CutGround,
  features: GroundFeatures,
  most: number,
  meters: StepMeters,
): Labelled {
  const { cells } = ground
  const [compounds, buildings] = [features.compounds.length, features.buildings.length]
  const area = features.compounds.map(({ polygons }) =>
    polygons.reduce((sum, rings) => sum + Math.abs(ringDoubleArea(rings[0]!)), 0),
  )
  const compoundOfCell = cells.map(({ claims }) => {
    const own = claims.filter((claim) => claim > 0).map((claim) => claim - 1)
    return claims.includes(0)
      ? own.reduce((one, other) => (one < 0 || area[other]! < area[one]! ? other : one), -1)
      : -1
  })
  const inRegion = cells.map(({ claims }) => claims.includes(0))
  const find = createCellFinder(cells)
  const cellOfBuilding = features.buildings.map(({ x, y }) => find(x, y))
  const buildingsOf = new Map<number, number[]>()
  const households = new Map<number, number>()
  // a group is a compound, or an open cell by itself
  const groupOfCell = (cell: number) =>
    compoundOfCell[cell]! >= 0 ? compoundOfCell[cell]! : compounds + buildings + cell
  cellOfBuilding.forEach((cell, building) => {
    if (!inRegion[cell]) return
    const group = groupOfCell(cell)
    const list = buildingsOf.get(group)
    if (list) list.push(building)
    else buildingsOf.set(group, [building])
    households.set(group, (households.get(group) ?? 0) + features.buildings[building]!.households)
  })
  const groupOfBuilding = cellOfBuilding.map(groupOfCell)
  /** By group that is parted: the walls of the buildings somebody lives in. */
  const homes = new Map<number, Sites>()
  for (const [group, list] of buildingsOf) {
    const lived = list.filter((building) => features.buildings[building]!.households > 0)
    if (households.get(group)! <= most || lived.length < 2) continue
    const sites = noSites()
    for (const building of lived) addBuilding(sites, building, compounds + building)
    homes.set(group, sites)
  }

  /** Label of a place in a group: the group, or the nearest of its homes. */
  function labelIn(group: number, x: number, y: number): number {
    const sites = homes.get(group)
    return sites ? nearestLabel(sites, x, y, meters) : group
  }

  const walls = wallsOf(ground, compoundOfCell, inRegion)
  const sitesOf = new Map<number, Sites>()
  const plain = new Int32Array(cells.length).fill(-1)
  const lines: { cell: number; path: Path; kind: number }[] = []
  for (let cell = 1; cell < cells.length; cell++) {
    if (!inRegion[cell]) continue
    const group = groupOfCell(cell)
    const [x, y] = interiorPoint(cells[cell]!.rings)
    plain[cell] = labelIn(group, x, y)
    const sites = noSites()
    const own = (buildingsOf.get(group) ?? []).filter((building) => cellOfBuilding[building] === cell)
    if (homes.has(group)) {
      for (const building of own)
        addBuilding(sites, building, labelIn(group, features.buildings[building]!.x, features.buildings[building]!.y))
    } else if (compoundOfCell[cell]! < 0) {
      for (const { from, to, compound } of walls.get(cell) ?? []) {
        const [ax, ay, bx, by] = [vertices.x[from]!, vertices.y[from]!, vertices.x[to]!, vertices.y[to]!]
        sampleAlong(sites, [ax, ay, bx, by], (px, py) => labelIn(compound, px, py), meters, false)
      }
      if (sites.label.length > 0) {
        const nearest = own.map((building) =>
          nearestLabel(sites, features.buildings[building]!.x, features.buildings[building]!.y, meters),
        )
        for (const [i, building] of own.entries()) addBuilding(sites, building, nearest[i]!)
      }
    }
    if (sites.label.length === 0) continue
    sitesOf.set(cell, sites)
    const kind = borderKinds.indexOf(homes.has(group) ? 'inside' : 'midline')
    for (const path of midlines(sites, meters, TOLERANCE_METERS, boxAround(cells[cell]!.rings[0]!)))
      lines.push({ cell, path, kind })
  }

  function addBuilding(sites: Sites, building: number, label: number): void {
    const { footprint, x, y } = features.buildings[building]!
    for (const ring of footprint) sampleAlong(sites, ring, label, meters, true)
    if (footprint.length === 0) sampleAlong(sites, [x, y], label, meters, true)
  }

  const cut = lines.length === 0 ? ground : cutFurther(vertices, ground, lines)
  const label = Int32Array.from(cut.cells, ({ claims, rings }, cell) => {
    const parent = cut === ground ? cell : (claims[0] ?? 0)
    const sites = sitesOf.get(parent)
    if (!sites) return plain[parent]!
    const [x, y] = interiorPoint(rings)
    return nearestLabel(sites, x, y, meters)
  })
  const whole = aroundBuildings(vertices, cut, label, features.buildings)
  const isBuilding = (one: number) => one >= compounds && one < compounds + buildings
  const groupOf = (one: number) => (isBuilding(one) ? groupOfBuilding[one - compounds]! : one)
  return {
    ...whole,
    groupOf,
    buildingOf: (one) => (isBuilding(one) ? one - compounds : -1),
    compoundOf: (one) => (groupOf(one) < compounds ? groupOf(one) : -1),
  }
}

function boxAround(ring: Path): [number, number, number, number] {
  const box: [number, number, number, number] = [ring[0]!, ring[1]!, ring[0]!, ring[1]!]
  for (let i = 0; i < ring.length; i += 2) {
    box[0] = Math.min(box[0], ring[i]! - BEYOND_STEPS)
    box[1] = Math.min(box[1], ring[i + 1]! - BEYOND_STEPS)
    box[2] = Math.max(box[2], ring[i]! + BEYOND_STEPS)
    box[3] = Math.max(box[3], ring[i + 1]! + BEYOND_STEPS)
  }
  return box
}

interface Wall {
  from: number
  to: number
  compound: number
}

/** By open cell: the pieces of compounds' walls along it. */
function wallsOf(
  { edges, left, right }: CutGround,
  compoundOfCell: readonly number[],
  inRegion: readonly boolean[],
): Map<number, Wall[]> {
  const walls = new Map<number, Wall[]>()
  edges.forEach(({ from, to }, i) => {
    for (const [cell, other] of [
      [left[i]!, right[i]!],
      [right[i]!, left[i]!],
    ] as const) {
      if (!inRegion[cell] || compoundOfCell[cell]! >= 0 || compoundOfCell[other]! < 0) continue
      const list = walls.get(cell)
      const wall = { from, to, compound: compoundOfCell[other]! }
      if (list) list.push(wall)
      else walls.set(cell, [wall])
    }
  })
  return walls
}
