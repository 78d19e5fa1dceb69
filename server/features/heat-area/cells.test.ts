import { expect, it } from 'vitest'
import { toGround } from '#domain/heat/metric-plane.ts'
import { neighboursOf } from '#domain/heat/neighbours.ts'
import { seededRandom } from '#domain/heat/random.ts'
import { findSignificance } from '#domain/heat/significance.ts'
import { toLattice } from '#domain/partition/lattice.ts'
import { cellAt, cellPolygon, coverWithCells } from './cells.ts'
import { measure, type Polygons } from './ground.ts'

/** Long: COAST_SETS=1000. */
const COAST_SETS = Number(process.env.COAST_SETS ?? 40)

const plane = { longitude: 120.75, latitude: 37.8 }
/** Rings given in metres about the middle. */
const polygon = (...rings: [number, number][][]): Polygons => [
  rings.map((ring) => [...ring, ring[0]!].map(([east, north]) => toGround(plane, east, north))),
]
const square = (west: number, south: number, side: number): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
]
const codes = (polygons: Polygons, cellMeters = 100) => {
  const lattice = coverWithCells(polygons, plane, cellMeters)!
  return Array.from(
    lattice.columns,
    (column, cell) => `${lattice.firstColumn + column}:${lattice.firstRow + lattice.rows[cell]!}`,
  )
}

it('covers a square with the cells it meets', () => {
  expect(codes(polygon(square(10, 10, 180)))).toEqual(['0:0', '1:0', '0:1', '1:1'])
  expect(codes(polygon(square(-50, -50, 20)))).toEqual(['-1:-1'])
})

it('covers what a slanted border only touches, and leaves a hole open', () => {
  const slanted = codes(
    polygon([
      [5, 5],
      [385, 5],
      [5, 385],
    ]),
  )
  expect(slanted).toEqual(['0:0', '1:0', '2:0', '3:0', '0:1', '1:1', '2:1', '0:2', '1:2', '0:3'])
  const holed = codes(polygon(square(10, 10, 480), square(95, 95, 310).reverse()))
  expect(holed).not.toContain('2:2')
  expect(holed).toHaveLength(16)
})

it('measures of each cell the ground inside, so that a coast is not taken for empty land', () => {
  const expectGround = (polygons: Polygons, expected: number[]) => {
    const { squareMeters } = coverWithCells(polygons, plane, 100)!
    expect(squareMeters).toHaveLength(expected.length)
    for (const [cell, meters] of expected.entries()) expect(Math.abs(squareMeters[cell]! - meters)).toBeLessThan(1)
  }
  expectGround(polygon(square(10, 10, 180)), [8100, 8100, 8100, 8100])
  expectGround(
    polygon([
      [5, 5],
      [185, 5],
      [5, 185],
    ]),
    [8975, 3612.5, 3612.5],
  )
  const holed = polygon(square(10, 10, 280), square(50, 50, 200).reverse())
  expectGround(holed, [5600, 4000, 5600, 4000, 4000, 5600, 4000, 5600])
})

it('finds the cell of a place, and none outside', () => {
  const lattice = coverWithCells(polygon(square(10, 10, 180)), plane, 100)!
  const at = (east: number, north: number) => {
    const [longitude, latitude] = toGround(plane, east, north)
    return cellAt(lattice, toLattice(longitude), toLattice(latitude))
  }
  expect([at(50, 50), at(150, 50), at(50, 150), at(150, 189), at(250, 50), at(50, -1)]).toEqual([0, 1, 2, 3, -1, -1])
  // below the border at 10 m and above it
  expect([at(50, 9), at(50, 11), at(195, 150)]).toEqual([-1, 0, -1])
})

it('draws of a cell the ground that is counted in it, and whole squares where no border runs', () => {
  const island = polygon(square(10, 10, 480), square(210, 210, 30).reverse())
  const lattice = coverWithCells(island, plane, 100)!
  for (const cell of lattice.columns.keys()) {
    const { squareMeters } = measure(cellPolygon(lattice, cell), plane)
    expect(Math.abs(squareMeters - lattice.squareMeters[cell]!)).toBeLessThan(1e-3)
  }
  const drawn = Array.from(lattice.columns.keys(), (cell) => measure(cellPolygon(lattice, cell), plane).squareMeters)
  expect(drawn.reduce((sum, meters) => sum + meters, 0)).toBeCloseTo(480 ** 2 - 30 ** 2, 2)
  expect([lattice.cut.size, lattice.columns.length]).toEqual([17, 25])
})

it('finds no spots in issues that are evenly spread by chance, on ground of which four fifths are cut by a ragged coast', () => {
  const random = seededRandom(61)
  // capes and deep bays all round
  const coast = Array.from({ length: 120 }, (_, corner): [number, number] => {
    const reach = corner % 2 === 0 ? 3100 : 1100 + 1200 * random()
    const angle = (2 * Math.PI * corner) / 120
    return [reach * Math.cos(angle), reach * Math.sin(angle)]
  })
  const lattice = coverWithCells(polygon(coast), plane, 400)!
  const { columns, rows, squareMeters, firstColumn, firstRow } = lattice
  const east = Float64Array.from(columns, (column) => (firstColumn + column + 0.5) * 400)
  const north = Float64Array.from(rows, (row) => (firstRow + row + 0.5) * 400)
  const neighbours = neighboursOf(east, north, { withinMeters: 500, atLeast: 6 })
  let sets = 0
  for (let set = 0; set < COAST_SETS; set++) {
    const counts = new Int32Array(columns.length)
    for (let filed = 0; filed < 6_000; ) {
      const [x, y] = toGround(plane, 6200 * random() - 3100, 6200 * random() - 3100)
      const cell = cellAt(lattice, toLattice(x), toLattice(y))
      if (cell < 0) continue
      counts[cell]!++
      filed++
    }
    const found = findSignificance({
      ...{ counts, bases: squareMeters, neighbours, permutations: 499, furtherDraws: 200_000 },
      ...{ falseDiscoveryRate: 0.05, seed: set },
    })
    if (found.class.some((spot) => spot !== 0)) sets++
  }
  expect(lattice.cut.size / columns.length).toBeGreaterThan(0.8)
  // three deviations above the stated rate; taken for whole cells, the coast is found cold in every set
  expect(sets / COAST_SETS).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / COAST_SETS))
}, 300_000)

it('covers nothing with nothing, and refuses more cells than a picture holds', () => {
  expect(coverWithCells([], plane, 100)?.columns).toHaveLength(0)
  expect(coverWithCells(polygon(square(0, 0, 30_000)), plane, 100)).toBeNull()
})

it('measures ground with holes, however rings turn', () => {
  const outer = square(0, 0, 300)
  for (const hole of [square(100, 100, 100), square(100, 100, 100).reverse()]) {
    const { squareMeters, east } = measure(polygon(outer, hole), plane)
    expect([Math.round(squareMeters), Math.round(east)]).toEqual([80_000, 150])
  }
  expect(measure([], plane).squareMeters).toBe(0)
})
