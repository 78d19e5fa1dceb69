import type { Position } from '#domain/contract/common.ts'
import { boxOf } from '#domain/coordinate/box-of.ts'
import { type MetricPlane, toGround, toPlane } from '#domain/heat/metric-plane.ts'
import { STEPS_PER_DEGREE } from '#domain/partition/lattice.ts'
import { areaOf, type CellPolygons, clipToCells, contains, type Place } from './clip-to-cells.ts'
import type { Polygons } from './ground.ts'

/** Square cells of the heat's lattice inside a box of columns and rows, numbered row by row from the south-west. */
export interface CellLattice {
  plane: MetricPlane
  cellMeters: number
  firstColumn: number
  firstRow: number
  width: number
  height: number
  /** By column and row: the cell's number, -1 where there is none. */
  numberOf: Int32Array
  /** By number: column and row from the south-west corner. */
  columns: Int32Array
  rows: Int32Array
  /** By number: how much of the cell is ground of the polygons; of one that is hardly touched at least a 256th. */
  squareMeters: Float64Array
  /** By number, of cells that a border runs through: the ground in them, in cells from the lattice's origin. */
  cut: ReadonlyMap<number, CellPolygons>
}

/** How a cell meets the ground: a border runs through it, or none does. */
const CUT = 1
const WHOLE = 2
/** More cells than this are no picture any more, and no list either. */
export const MOST_CELLS = 40_000
/** Of the box around them: what a map may hold in memory. */
const MOST_BOX_CELLS = 4_000_000

/** Cells that meet the ground of polygons; null when there would be too many. */
export function coverWithCells(polygons: Polygons, plane: MetricPlane, cellMeters: number): CellLattice | null {
  const ground = polygons.map((rings) =>
    rings.map((ring) => ring.map((position) => toCells(position, plane, cellMeters))),
  )
  const rings = ground.flat()
  if (rings.length === 0)
    return numbered({ plane, cellMeters, firstColumn: 0, firstRow: 0, width: 0, height: 0 }, new Uint8Array(0), ground)
  const [west, south, east, north] = boxOf(rings.flat())
  const [firstColumn, firstRow] = [Math.floor(west), Math.floor(south)]
  const [width, height] = [Math.floor(east) - firstColumn + 1, Math.floor(north) - firstRow + 1]
  if (!(width * height <= MOST_BOX_CELLS)) return null
  const met = new Uint8Array(width * height)
  const mark = (column: number, row: number, how: number) => {
    met[(row - firstRow) * width + column - firstColumn] ||= how
  }
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++)
      for (const [column, row] of cellsAlong(ring[i - 1]!, ring[i]!)) mark(column, row, CUT)
  for (let row = firstRow; row < firstRow + height; row++)
    for (const [from, to] of insideOf(rings, row + 0.5))
      for (let column = Math.ceil(from - 0.5); column <= Math.floor(to - 0.5); column++) mark(column, row, WHOLE)
  return numbered({ plane, cellMeters, firstColumn, firstRow, width, height }, met, ground)
}

/** The cell in whose ground a place in steps of 1e-7 degree lies; -1 when there is none. */
export function cellAt(lattice: CellLattice, x: number, y: number): number {
  const { plane, cellMeters, firstColumn, firstRow, width, height, numberOf, cut } = lattice
  const [east, north] = toPlane(plane, x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE)
  const column = Math.floor(east / cellMeters) - firstColumn
  const row = Math.floor(north / cellMeters) - firstRow
  if (!(column >= 0 && column < width && row >= 0 && row < height)) return -1
  const number = numberOf[row * width + column]!
  const ground = cut.get(number)
  return ground && !contains(ground, [east / cellMeters, north / cellMeters]) ? -1 : number
}

/** Its square, turning counter-clockwise, closed; of a cell that a border runs through the ground in it. */
export function cellPolygon({ plane, cellMeters, ...lattice }: CellLattice, cell: number): Polygons {
  const ground = lattice.cut.get(cell)
  if (ground)
    return ground.map((rings) =>
      rings.map((ring) => ring.map(([x, y]): Position => toGround(plane, x * cellMeters, y * cellMeters))),
    )
  const column = lattice.firstColumn + lattice.columns[cell]!
  const row = lattice.firstRow + lattice.rows[cell]!
  const corner = (right: number, up: number): Position =>
    toGround(plane, (column + right) * cellMeters, (row + up) * cellMeters)
  return [[[corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)]]]
}

function toCells([longitude, latitude]: Position, plane: MetricPlane, cellMeters: number): Place {
  const [east, north] = toPlane(plane, longitude, latitude)
  return [east / cellMeters, north / cellMeters]
}

/** Cells that a straight line goes through: those of the middles between its crossings with the lattice. */
function cellsAlong([ax, ay]: Place, [bx, by]: Place): Place[] {
  const shares = [0, 1]
  for (const [a, b] of [
    [ax, bx],
    [ay, by],
  ] as const)
    for (let line = Math.ceil(Math.min(a, b)); line <= Math.floor(Math.max(a, b)); line++)
      if (a !== b) shares.push((line - a) / (b - a))
  shares.sort((one, other) => one - other)
  return shares.slice(1).map((share, i) => {
    const middle = (share + shares[i]!) / 2
    return [Math.floor(ax + (bx - ax) * middle), Math.floor(ay + (by - ay) * middle)]
  })
}

/** Stretches of a level line inside of rings taken together. */
function insideOf(rings: readonly (readonly Place[])[], level: number): Place[] {
  const crossings: number[] = []
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1]!
      const [bx, by] = ring[i]!
      if (ay <= level !== by <= level) crossings.push(ax + ((level - ay) / (by - ay)) * (bx - ax))
    }
  crossings.sort((one, other) => one - other)
  return crossings.filter((_, i) => i % 2 === 0).map((from, i): Place => [from, crossings[2 * i + 1]!])
}

type CellBox = Omit<CellLattice, 'numberOf' | 'columns' | 'rows' | 'squareMeters' | 'cut'>

/** A cell that is hardly touched is not taken for nothing: its rate would be beyond measure. */
const LEAST_SHARE = 1 / 256

function numbered(
  box: CellBox,
  met: Uint8Array,
  polygons: readonly (readonly (readonly Place[])[])[],
): CellLattice | null {
  const { width, cellMeters } = box
  const cellOf = (place: number) =>
    [box.firstColumn + (place % width), box.firstRow + Math.floor(place / width)] as const
  const touched = Array.from(met.keys()).filter((place) => met[place] === CUT)
  if (touched.length > MOST_CELLS) return null
  const clipped = clipToCells(polygons, touched.map(cellOf))
  const groundOf = (place: number) => clipped.get(cellOf(place).join(' '))
  const places = Array.from(met.keys()).filter((place) => met[place] === WHOLE || groundOf(place))
  if (places.length > MOST_CELLS) return null
  const numberOf = new Int32Array(met.length).fill(-1)
  for (const [number, place] of places.entries()) numberOf[place] = number
  const cut = new Map(
    places.flatMap((place, number): [number, CellPolygons][] => {
      const ground = met[place] === CUT ? groundOf(place) : undefined
      return ground ? [[number, ground]] : []
    }),
  )
  return {
    ...box,
    numberOf,
    cut,
    columns: Int32Array.from(places, (place) => place % width),
    rows: Int32Array.from(places, (place) => Math.floor(place / width)),
    squareMeters: Float64Array.from(places, (_, number) => {
      const ground = cut.get(number)
      return (ground ? Math.max(LEAST_SHARE, areaOf(ground)) : 1) * cellMeters ** 2
    }),
  }
}
