import { expect, it } from 'vitest'
import { measureOf, measureShape, type Place } from './measure.ts'

const square: Place[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]

it('measures a degree of the equator as 111.195 km', () => {
  expect(
    measureOf(
      [
        [0, 0],
        [1, 0],
      ],
      'distance',
    ),
  ).toMatchObject({ squareMeters: 0, crossed: false })
  expect(
    measureOf(
      [
        [0, 0],
        [1, 0],
      ],
      'distance',
    ).meters,
  ).toBeCloseTo(111_195, -1)
})

it('measures a square degree at the equator within a thousandth of 12,364 km²', () => {
  const { squareMeters, meters } = measureOf(square, 'area')
  expect(squareMeters / 12_364e6).toBeCloseTo(1, 3)
  expect(meters / (4 * 111_195)).toBeCloseTo(1, 3)
})

it('says when a border crosses itself', () => {
  expect(measureOf([square[0]!, square[2]!, square[1]!, square[3]!], 'area').crossed).toBe(true)
  expect(measureOf(square, 'area').crossed).toBe(false)
})

it('is nothing before there is something', () => {
  for (const places of [[], [square[0]!]])
    expect(measureOf(places, 'area')).toEqual({ meters: 0, squareMeters: 0, crossed: false })
  expect(measureOf(square.slice(0, 2), 'area').squareMeters).toBe(0)
})

it('draws corners, the line to the pointer, and the area once there are three', () => {
  const kinds = (places: Place[], mode: 'distance' | 'area', pointer: Place | null) =>
    measureShape(places, mode, pointer).features.map(({ geometry }) => geometry.type)
  expect(kinds([], 'distance', square[0]!)).toEqual([])
  expect(kinds([square[0]!], 'distance', square[1]!)).toEqual(['Point', 'LineString'])
  expect(kinds(square.slice(0, 2), 'area', square[2]!)).toEqual(['Point', 'Point', 'LineString', 'Polygon'])
})
