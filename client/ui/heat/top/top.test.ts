import { expect, it } from 'vitest'
import type { Surface } from '#domain/heat/surface.ts'
import type { AreaFigures } from '../areas/area-figures.ts'
import { peaksOf } from './peaks.ts'
import { rankAreas } from './rank-areas.ts'

const surface = (values: number[], width: number): Surface => ({
  plane: { longitude: 120, latitude: 37 },
  cellMeters: 50,
  bandwidthMeters: 100,
  firstColumn: 0,
  firstRow: 0,
  width,
  height: values.length / width,
  values: Float32Array.from(values),
})

it('lists peaks by height, one of a plateau, none in the shadow of a higher one', () => {
  const values = [0, 0, 0, 0, 0, 0, 7, 7, 0, 0, 0, 9, 0, 0, 0, 5, 0, 8, 0, 0, 0, 0, 0, 0]
  expect(peaksOf(surface(values, 6), 9).map(({ value }) => value)).toEqual([9, 7, 5])
  expect(peaksOf(surface(values, 6), 1).map(({ value }) => value)).toEqual([9])
  expect(peaksOf(surface([], 0), 9)).toEqual([])
})

it('counts what is less as much as what is more', () => {
  expect(peaksOf(surface([0, 0, 0, 0, -6, 0, 0, 0, 3], 9), 9).map(({ value }) => value)).toEqual([-6, 3])
})

it('ranks spots by how far they stand out, and leaves out what does not', () => {
  const area = (code: string, z: number, found: 'hot' | 'cold' | 'none') => ({
    code,
    count: 1,
    households: 10,
    z,
    p: 0.01,
    q: 0.02,
    class: found,
  })
  const figures: AreaFigures = {
    kind: 'significance',
    answer: {
      county: '370699',
      by: 'grid',
      filter: {
        state: 'all',
        from: null,
        to: null,
        category: null,
        source: null,
        hours: null,
        weekdays: null,
      },
      areaCount: 3,
      count: 3,
      outside: 0,
      households: 30,
      sequence: 1,
      at: '2026-11-21T06:00:00Z',
      base: 'households',
      permutations: 999,
      falseDiscoveryRate: 0.05,
      bandwidthMeters: 300,
      areas: [area('a', 3, 'hot'), area('b', 9, 'none'), area('c', -4, 'cold')],
    },
  }
  expect(rankAreas(figures, 9).map((figure) => figure.area.code)).toEqual(['c', 'a'])
})
