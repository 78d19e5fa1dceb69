import { HEAT_LIMITS, type HeatOptions, type HeatRefusal, refuseHeatOptions } from './heat-options.ts'
import { type MetricPlane, toPlane } from './metric-plane.ts'
import type { Surface } from './surface.ts'
import { wholeAround } from './whole-around.ts'

/** Where a lattice's cells lie, in cells about the plane's origin. */
export type Lattice = Pick<Surface, 'firstColumn' | 'firstRow' | 'width' | 'height'>

/** The county on the lattice of its surfaces of one bandwidth: plain data, so that it can be kept and sent to a worker. */
export interface CountyMask extends Lattice {
  plane: MetricPlane
  cellMeters: number
  /** By cell, row by row from the south-west: 1 when it is the county's. */
  inside: Uint8Array
  /** By cell: 1 when every cell that a kernel from it reaches is the county's. */
  whole: Uint8Array
  /** By cell: 1 when the border runs through it. */
  crossed: Uint8Array
  /** The border's edges in cells, four numbers each: from x, y to x, y, counted from the lattice's south-west corner. */
  edges: Float64Array
  /** Edges of row `r`: `rowEdges[rowOffsets[r]]` to `rowEdges[rowOffsets[r + 1] - 1]`. */
  rowOffsets: Int32Array
  rowEdges: Int32Array
}

export type MaskResult = { ok: true; mask: CountyMask } | { ok: false; reason: HeatRefusal }

/**
 * Which cells are the county's: those whose centre is, and where its ground is thinner than a cell those that it touches,
 * so that every place of the county is within two cells of one.
 * The lattice spans the county and one bandwidth around it, whatever issues there are.
 * @param rings of the county's polygons, outer and holes alike, longitude and latitude in degrees; filled by even and odd
 */
export function maskCounty(
  rings: readonly (readonly (readonly [number, number])[])[],
  plane: MetricPlane,
  options: HeatOptions,
): MaskResult {
  const refusal = refuseHeatOptions(options)
  if (refusal) return { ok: false, reason: refusal }
  const { cellMeters } = options
  const edges = edgesOf(rings, plane, cellMeters)
  const lattice = latticeAround(edges, options.bandwidthMeters / cellMeters)
  if (lattice.width * lattice.height > HEAT_LIMITS.cells) return { ok: false, reason: 'too-many-cells' }
  for (let index = 0; index < edges.length; index += 2) {
    edges[index]! -= lattice.firstColumn
    edges[index + 1]! -= lattice.firstRow
  }
  const cells = lattice.width * lattice.height
  const rows = edgesByRow(edges, lattice.height)
  const mask: CountyMask = {
    plane,
    cellMeters,
    ...lattice,
    inside: new Uint8Array(cells),
    whole: new Uint8Array(cells),
    crossed: new Uint8Array(cells),
    edges,
    ...rows,
  }
  fillCentres(mask)
  markCrossed(mask)
  fillThin(mask)
  mask.whole = wholeAround(mask, Math.ceil(options.bandwidthMeters / cellMeters + 0.5))
  return { ok: true, mask }
}

/** Whether a place is in the county; x and y in cells from the lattice's south-west corner. Exact, not by cell. */
export function isInCounty(mask: CountyMask, x: number, y: number): boolean {
  if (!(x >= 0 && y >= 0 && x < mask.width && y < mask.height)) return false
  const row = Math.floor(y)
  const cell = row * mask.width + Math.floor(x)
  if (mask.crossed[cell] === 0) return mask.inside[cell] === 1
  const east = crossings(mask, row, y).filter((at) => at > x)
  return east.length % 2 === 1
}

/** Edges in cells about the plane's origin. */
function edgesOf(
  rings: readonly (readonly (readonly [number, number])[])[],
  plane: MetricPlane,
  cellMeters: number,
): Float64Array {
  const edges: number[] = []
  for (const ring of rings) {
    const corners = ring.map(([longitude, latitude]) =>
      toPlane(plane, longitude, latitude).map((meters) => meters / cellMeters),
    )
    for (const [index, [x, y]] of corners.entries()) {
      const [nextX, nextY] = corners[(index + 1) % corners.length]!
      edges.push(x!, y!, nextX!, nextY!)
    }
  }
  return Float64Array.from(edges)
}

/** The smallest lattice that holds kernels at all these places whole, with a rim of zeros for the contours to close on. */
export function latticeAround(places: Float64Array, radiusCells: number): Lattice {
  if (places.length === 0) return { firstColumn: 0, firstRow: 0, width: 0, height: 0 }
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let index = 0; index < places.length; index += 2) {
    west = Math.min(west, places[index]!)
    east = Math.max(east, places[index]!)
    south = Math.min(south, places[index + 1]!)
    north = Math.max(north, places[index + 1]!)
  }
  const firstColumn = Math.floor(west - radiusCells) - 1
  const firstRow = Math.floor(south - radiusCells) - 1
  const width = Math.ceil(east + radiusCells) + 1 - firstColumn
  const height = Math.ceil(north + radiusCells) + 1 - firstRow
  return { firstColumn, firstRow, width, height }
}

function edgesByRow(edges: Float64Array, height: number): Pick<CountyMask, 'rowOffsets' | 'rowEdges'> {
  const rowOffsets = new Int32Array(height + 1)
  const rowsOf = (edge: number): [number, number] => {
    const [y, nextY] = [edges[4 * edge + 1]!, edges[4 * edge + 3]!]
    return [Math.floor(Math.min(y, nextY)), Math.floor(Math.max(y, nextY))]
  }
  for (let edge = 0; edge < edges.length / 4; edge++)
    for (let [row, last] = rowsOf(edge); row <= last; row++) rowOffsets[row + 1]!++
  for (let row = 0; row < height; row++) rowOffsets[row + 1]! += rowOffsets[row]!
  const next = rowOffsets.slice()
  const rowEdges = new Int32Array(rowOffsets[height] ?? 0)
  for (let edge = 0; edge < edges.length / 4; edge++)
    for (let [row, last] = rowsOf(edge); row <= last; row++) rowEdges[next[row]!++] = edge
  return { rowOffsets, rowEdges }
}

/** Where the border crosses the height `y` of a row, from west to east. */
function crossings(
  { edges, rowOffsets, rowEdges }: Pick<CountyMask, 'edges' | 'rowOffsets' | 'rowEdges'>,
  row: number,
  y: number,
): number[] {
  const found: number[] = []
  for (let index = rowOffsets[row]!; index < rowOffsets[row + 1]!; index++) {
    const edge = 4 * rowEdges[index]!
    const [x, from, nextX, to] = [edges[edge]!, edges[edge + 1]!, edges[edge + 2]!, edges[edge + 3]!]
    if (from <= y !== to <= y) found.push(x + ((y - from) / (to - from)) * (nextX - x))
  }
  return found.sort((a, b) => a - b)
}

function fillCentres(mask: CountyMask): void {
  for (let row = 0; row < mask.height; row++) {
    const found = crossings(mask, row, row + 0.5)
    for (let pair = 0; pair + 1 < found.length; pair += 2)
      mask.inside.fill(
        1,
        row * mask.width + Math.ceil(found[pair]! - 0.5),
        row * mask.width + Math.ceil(found[pair + 1]! - 0.5),
      )
  }
}

function markCrossed({ edges, width, crossed }: CountyMask): void {
  for (let edge = 0; edge < edges.length; edge += 4) {
    const [x, y, nextX, nextY] = [edges[edge]!, edges[edge + 1]!, edges[edge + 2]!, edges[edge + 3]!]
    const slope = nextY === y ? 0 : (nextX - x) / (nextY - y)
    const [low, high] = y < nextY ? [y, nextY] : [nextY, y]
    for (let row = Math.floor(low); row <= Math.floor(high); row++) {
      // of the part of the edge that lies in this row
      const one = nextY === y ? x : x + (Math.max(low, row) - y) * slope
      const other = nextY === y ? nextX : x + (Math.min(high, row + 1) - y) * slope
      const first = Math.floor(Math.min(one, other) - 1e-9)
      const last = Math.floor(Math.max(one, other) + 1e-9)
      crossed.fill(1, row * width + first, row * width + last + 1)
    }
  }
}

/** Ground thinner than a cell: cells on the border with no cell of the county around become the county's. */
function fillThin({ width, inside, crossed }: CountyMask): void {
  const lonely: number[] = []
  for (let cell = crossed.indexOf(1); cell >= 0; cell = crossed.indexOf(1, cell + 1)) {
    const near = [-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1]
    if (near.every((step) => inside[cell + step] !== 1)) lonely.push(cell)
  }
  for (const cell of lonely) inside[cell] = 1
}
