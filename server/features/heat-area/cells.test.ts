import { expect, it } from 'vitest'
import { toGround } from '#domain/heat/metric-plane.ts'
import { toLattice } from '#domain/partition/lattice.ts'
import { cellAt, cellPolygon, coverWithCells } from './cells.ts'
import { measure, type Polygons } from './ground.ts'

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
    for (const [cell, meters] of expected.entries()) expect(Math.abs(squareMeters[cell]! - meters)).toBeLessThan(320)
  }
  expectGround(polygon(square(10, 10, 180)), [8100, 8100, 8100, 8100])
  expectGround(
    polygon([
      [5, 5],
      [185, 5],
      [5, 185],
    ]),
    [8975, 3612, 3612],
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
  expect([at(50, 50), at(150, 50), at(50, 150), at(150, 199), at(250, 50), at(50, -1)]).toEqual([0, 1, 2, 3, -1, -1])
  const { squareMeters, east, north } = measure(cellPolygon(lattice, 2), plane)
  expect([Math.round(squareMeters), Math.round(east), Math.round(north)]).toEqual([10_000, 50, 150])
})

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
