import { expect, it } from 'vitest'
import { countyCode } from '#domain/contract/common.ts'
import { countySettings } from '#domain/contract/county.ts'
import { toGround } from '#domain/heat/metric-plane.ts'
import { rateBreaks } from '#domain/heat/rate-breaks.ts'
import { densityBreaks } from '#domain/heat/window-breaks.ts'
import type { Areas } from './areas/area-figures.ts'
import { fitAreas, fitSurface } from './fit-classes.ts'
import type { HeatWindow } from './heat-choice.ts'
import { countyBreaks, sameBreaks } from './heat-classes.ts'

const now = new Date('2026-11-21T06:00:00Z')
const settings = countySettings.parse({ heatOpenBreaks: [20, 50, 100] })

it('fixes the classes that the server takes where none are told', () => {
  const days = (count: number): HeatWindow => ({ kind: 'days', days: count })
  const from = (count: number) => ({ from: new Date(now.getTime() - count * 86_400_000), to: null })
  const none = { from: null, to: null }
  for (const [window, asked] of [
    [{ kind: 'open' }, none],
    [days(1), from(1)],
    [days(30), from(30)],
    [
      { kind: 'dates', from: '2026-10-01', to: '2026-10-31' },
      { from: new Date('2026-09-30T16:00:00Z'), to: new Date('2026-10-31T16:00:00Z') },
    ],
  ] as const)
    for (const state of ['open', 'all'] as const) {
      const told = { state: window.kind === 'open' ? ('open' as const) : state, ...asked }
      expect(countyBreaks(settings, { kind: 'density', window, state })).toEqual(densityBreaks(settings, told, now))
      expect(countyBreaks(settings, { kind: 'rate', window, state })).toEqual(
        rateBreaks(settings.rateBreaks, told, now),
      )
    }
  expect(countyBreaks(settings, { kind: 'significance', window: days(30), state: 'all' })).toBe(null)
  const backwards = { kind: 'dates', from: '2026-11-20', to: '2026-09-01' } as const
  expect(countyBreaks(settings, { kind: 'density', window: backwards, state: 'all' })).toBe(null)
})

it('tells other classes from the same', () => {
  expect([sameBreaks([1, 2], [1, 2]), sameBreaks([1, 2], [1, 3]), sameBreaks(null, [1])]).toEqual([true, false, false])
})

it('fits classes to what is in sight, and to everything where nothing is', () => {
  const plane = { longitude: 120.75, latitude: 37.8 }
  const values = Float32Array.from({ length: 200 }, (_, cell) => (cell % 20 < 10 ? 1 + cell : -1000))
  const surface = {
    plane,
    cellMeters: 100,
    bandwidthMeters: 600,
    firstColumn: 0,
    firstRow: 0,
    width: 20,
    height: 10,
    values,
  }
  const [west, south] = toGround(plane, 0, 0)
  const [middle, north] = toGround(plane, 1000, 1000)
  const left = fitSurface(surface, [west - 0.001, south - 0.001, middle, north + 0.001])
  expect(left?.at(-1)).toBeLessThan(200)
  expect(fitSurface(surface, [0, 0, 1, 1])).toEqual(fitSurface(surface, [-180, -90, 180, 90]))
  expect(fitSurface({ ...surface, values: new Float32Array(200) }, [-180, -90, 180, 90])).toBe(null)
})

it('fits classes to areas of which a corner is in sight', () => {
  const area = (code: string, longitude: number): Areas['features'][number] => ({
    type: 'Feature',
    properties: { code, name: '', community: '', households: 1, squareMeters: 1 },
    geometry: {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [longitude, 0],
            [longitude + 1, 0],
            [longitude, 1],
          ],
        ],
      ],
    },
  })
  const features = [area('a', 0), area('b', 2), area('c', 50)]
  const areas: Areas = {
    type: 'FeatureCollection',
    properties: { county: countyCode.parse('370699'), by: 'grid', bounds: [0, 0, 51, 1] },
    features,
  }
  const values = new Map([
    ['a', 10],
    ['b', -20],
    ['c', 9_000],
  ])
  expect(fitAreas(areas, (code) => values.get(code) ?? null, [-1, -1, 10, 2])).toEqual([10, 20])
})
