import { expect, it } from 'vitest'
import { packValues } from '#domain/heat/pack-surface.ts'
import { classColors, heatLayers } from './heat.layer.ts'
import { type Heat, heatOf } from './heat.ts'
import { bandwidthStops, nearestStop } from './use-bandwidth.ts'

const ramp = ['a', 'b', 'c', 'd', 'e', 'f']

it('gives every class a colour, the highest the highest', () => {
  expect(classColors(ramp, 6)).toEqual(ramp)
  expect(classColors(ramp, 3)).toEqual(['d', 'e', 'f'])
  const fill = heatLayers(ramp, 3, 0.8)[0]
  expect(fill).toMatchObject({
    type: 'fill',
    paint: { 'fill-color': ['step', ['get', 'class'], 'd', 1, 'e', 2, 'f'], 'fill-opacity': 0.8 },
  })
})

it('finds the stop of a slider nearest to a bandwidth, also between stops', () => {
  expect(bandwidthStops[nearestStop(300)]).toBe(300)
  expect(bandwidthStops[nearestStop(333)]).toBe(300)
  expect(bandwidthStops[nearestStop(50)]).toBe(50)
  expect(bandwidthStops[nearestStop(5000)]).toBe(5000)
})

it('unpacks what the server packed, in its byte order', () => {
  const values = Float32Array.from([0, 1, 2.5, 10, 40, 300])
  const surface: Heat['surface'] = {
    plane: { longitude: 120, latitude: 37 },
    cellMeters: 50,
    bandwidthMeters: 300,
    firstColumn: -1,
    firstRow: -1,
    width: 3,
    height: 2,
    values,
  }
  const { steps, stepPerSquareKilometer } = packValues(surface)
  const base64 = Buffer.from(steps.buffer).toString('base64')
  const header: Heat['header'] = {
    county: '370699',
    unit: 'issues/km²',
    kernel: 'quartic',
    bandwidthMeters: 300,
    cellMeters: 50,
    breaks: [2, 5],
    filter: { state: 'open', from: null, to: null, category: null, source: null, hours: null, weekdays: null },
    count: 1,
    outside: 0,
    sum: 1,
    peak: 300,
    before: null,
    sequence: 1,
    at: '2026-11-21T06:00:00Z',
  }
  const grid = {
    projection: 'sinusoidal' as const,
    origin: [120, 37] as [number, number],
    firstColumn: -1,
    firstRow: -1,
    width: 3,
    height: 2,
  }
  const heat = heatOf(
    { ...header, grid, values: { encoding: 'packed', stepPerSquareKilometer, base64 } },
    { type: 'FeatureCollection', properties: header, features: [] },
  )
  expect(heat.surface.values.every((value, index) => Math.abs(value - values[index]!) <= 300 / 65_535)).toBe(true)
  expect(heat.surface).toMatchObject({ width: 3, height: 2, firstColumn: -1 })
})
