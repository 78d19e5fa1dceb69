import { expect, it } from 'vitest'
import type { HeatSignificance } from '#domain/contract/heat-area.ts'
import { areaClass, areaClasses, countClasses } from './area-classes.ts'
import type { AreaFigures, Areas } from './area-figures.ts'
import { areaLayers, joinAreas, reclassAreas } from './areas.layer.ts'
import { boundsOf, polygonsContain } from './bounds-of.ts'
import { spanOf } from './span-of.ts'

const square = (west: number, south: number): [number, number][] => [
  [west, south],
  [west + 1, south],
  [west + 1, south + 1],
  [west, south + 1],
  [west, south],
]
const areas: Areas = {
  type: 'FeatureCollection',
  properties: { county: '370699', by: 'grid', bounds: [0, 0, 2, 1] },
  features: ['a', 'b'].map((code, index) => ({
    type: 'Feature',
    properties: { code, name: `第${index + 1}网格`, community: '松园社区', households: 300, squareMeters: 10_000 },
    geometry: { type: 'MultiPolygon', coordinates: [[square(index, 0)]] },
  })),
}
const header = {
  county: '370699',
  by: 'grid' as const,
  filter: { state: 'all' as const, from: null, to: null, category: null, source: null, hours: null, weekdays: null },
  areaCount: 2,
  count: 9,
  outside: 0,
  households: 600,
  sequence: 1,
  at: '2026-11-21T06:00:00Z',
}
const rate = (smoothed: number | null, before: number | null = null) => ({
  kind: 'rate' as const,
  area: {
    code: 'a',
    count: 3,
    households: 300,
    raw: 10,
    smoothed,
    low: 1,
    high: 20,
    small: false,
    before: before === null ? null : { count: 1, smoothed: before, low: 0, high: 40 },
  },
})
const rates = (compared: boolean): AreaFigures => ({
  kind: 'rate',
  answer: {
    ...header,
    unit: 'issues/1000 households',
    mean: 15,
    breaks: [5, 10],
    before: compared ? { from: '2026-11-07T06:00:00Z', to: '2026-11-14T06:00:00Z', count: 3 } : null,
    areas: [],
  },
})

it('classes a rate by its breaks, and has no class where there is nothing to measure against', () => {
  const figures = rates(false)
  const classOf = (smoothed: number | null) => areaClass(rate(smoothed), figures, [5, 10])
  expect([0, 0.001, 5, 9.9, 10, null].map(classOf)).toEqual(['0', '0', '1', '1', '2', 'no-base'])
  expect(areaClass(undefined, figures, [5, 10])).toBe('no-base')
  expect(areaClasses(figures, [5, 10]).map(({ key }) => key)).toEqual(['0', '1', '2', 'no-base'])
})

it('classes the change of a rate by size and sign', () => {
  const figures = rates(true)
  expect(areaClass(rate(10, 4), figures, [5, 10])).toBe('2')
  expect(areaClass(rate(4, 15), figures, [5, 10])).toBe('-3')
  expect(areaClass(rate(4, 4.5), figures, [5, 10])).toBe('-1')
  expect(areaClass(rate(4), figures, [5, 10])).toBe('1')
})

it('draws a spot stronger when it is found at a hundredth as well', () => {
  const figures: AreaFigures = {
    kind: 'significance',
    answer: {
      ...header,
      base: 'households',
      permutations: 999,
      falseDiscoveryRate: 0.05,
      bandwidthMeters: 300,
      areas: [],
    },
  }
  const spot = (found: HeatSignificance['class'], q: number) =>
    areaClass(
      { kind: 'significance', area: { code: 'a', count: 1, households: 1, z: 3, p: q, q, class: found } },
      figures,
      [],
    )
  expect([spot('hot', 0.01), spot('hot', 0.02), spot('none', 0.001), spot('cold', 0.001), spot('unjudged', 1)]).toEqual(
    ['hotStrong', 'hot', 'none', 'coldStrong', 'no-base'],
  )
})

it('joins class and mark to the ground, and puts marks inside', () => {
  const joined = joinAreas(
    areas,
    (code) => (code === 'a' ? 'hot' : 'none'),
    (key) => (key === 'hot' ? '▲' : ''),
  )
  expect(joined.features.map(({ geometry, properties }) => [geometry.type, properties?.class])).toEqual([
    ['MultiPolygon', 'hot'],
    ['Point', 'hot'],
    ['MultiPolygon', 'none'],
  ])
  const mark = joined.features[1]?.geometry
  expect(mark?.type === 'Point' && mark.coordinates.every((value) => value > 0.2 && value < 0.8)).toBe(true)
  expect(joined.features[0]?.geometry).toBe(areas.features[0]?.geometry)
  const [fill] = areaLayers({
    classes: [{ key: 'hot', token: '--more-4' }],
    ramp: (token) => token,
    opacity: 0.7,
    theme: 'light',
  })
  expect(fill).toMatchObject({
    paint: { 'fill-color': ['match', ['get', 'class'], 'hot', '--more-4', 'transparent'], 'fill-opacity': 0.7 },
  })
})

it('gives other classes to a joined ground and leaves the features that keep theirs the very same', () => {
  const bare = joinAreas(
    areas,
    () => '',
    () => '',
  )
  const classed = reclassAreas(bare, (area) => (area === 0 ? '3' : ''))
  expect(classed.features.map(({ id, properties }) => [id, properties?.class])).toEqual([
    [0, '3'],
    [1, ''],
  ])
  expect(classed.features[0]?.geometry).toBe(bare.features[0]?.geometry)
  expect(classed.features[1]).toBe(bare.features[1])
  expect(bare.features[0]?.properties?.class).toBe('')
})

it('counts areas by class', () => {
  expect([...countClasses(['hot', 'none', 'hot'])]).toEqual([
    ['hot', 2],
    ['none', 1],
  ])
})

it('knows the box of polygons and what lies in them, holes left out', () => {
  const hole: [number, number][] = [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.6, 0.6],
    [0.4, 0.6],
    [0.4, 0.4],
  ]
  const polygons = [[square(0, 0), hole], [square(5, 5)]]
  expect(boundsOf(polygons)).toEqual([0, 0, 6, 6])
  expect(
    [
      [0.2, 0.2],
      [0.5, 0.5],
      [5.5, 5.5],
      [3, 3],
    ].map(([x = 0, y = 0]) => polygonsContain(polygons, x, y)),
  ).toEqual([true, false, true, false])
})

it('spans weeks from their first midnight to the end of the last', () => {
  expect(spanOf(['2026-11-02', '2026-11-09'], 'Asia/Shanghai')).toEqual({
    from: '2026-11-01T16:00:00.000Z',
    to: '2026-11-15T16:00:00.000Z',
  })
})
