import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readHeat } from './DensityReading.tsx'
import { heatLayers } from './heat.layer.ts'
import { heatColors, heatOf } from './heat.ts'
import { differenceClass, divergingColors, type RampToken, sequentialColors } from './heat-ramp.ts'
import { bandwidthStops, nearestStop } from './settings/bandwidth-stops.ts'

const ramp = (token: RampToken) => token

it('gives every class a colour, the highest the highest', () => {
  expect(sequentialColors(6).map(({ token }) => token)).toEqual([1, 2, 3, 4, 5, 6].map((step) => `--heat-${step}`))
  expect(sequentialColors(3).map(({ token }) => token)).toEqual(['--heat-4', '--heat-5', '--heat-6'])
  expect(heatLayers(sequentialColors(3), ramp, 0.8)[0]).toMatchObject({
    type: 'fill',
    paint: {
      'fill-color': ['match', ['get', 'class'], 0, '--heat-4', 1, '--heat-5', 2, '--heat-6', 'transparent'],
      'fill-opacity': 0.8,
    },
  })
})

it('colours more and less alike, from nearly even ground to the strongest', () => {
  expect(divergingColors(3)).toEqual([
    { class: -3, token: '--less-6' },
    { class: -2, token: '--less-4' },
    { class: -1, token: '--less-1' },
    { class: 1, token: '--more-1' },
    { class: 2, token: '--more-4' },
    { class: 3, token: '--more-6' },
  ])
  expect([-9, -5, -1, 1, 5, 40].map((value) => differenceClass(value, [2, 5, 10]))).toEqual([-3, -3, -1, 1, 3, 4])
})

it('finds the stop of a slider nearest to a bandwidth, also between stops', () => {
  expect(bandwidthStops[nearestStop(300)]).toBe(300)
  expect(bandwidthStops[nearestStop(333)]).toBe(300)
  expect(bandwidthStops[nearestStop(50)]).toBe(50)
  expect(bandwidthStops[nearestStop(5000)]).toBe(5000)
})

it('reads what the server sent as densities, below 0 where a comparison says less', () => {
  const header = {
    county: '370699',
    unit: 'issues/km²' as const,
    kernel: 'quartic' as const,
    bandwidthMeters: 300,
    cellMeters: 50,
    breaks: [2, 5],
    filter: {
      state: 'all' as const,
      from: null,
      to: null,
      category: null,
      source: null,
      hours: null,
      weekdays: null,
    },
    count: 1,
    outside: 0,
    sum: 1,
    peak: 300,
    before: { from: '2026-11-07T06:00:00Z', to: '2026-11-14T06:00:00Z', count: 3 },
    sequence: 1,
    at: '2026-11-21T06:00:00Z',
    grid: {
      projection: 'sinusoidal' as const,
      origin: [120, 37] as [number, number],
      firstColumn: -1,
      firstRow: -1,
      width: 3,
      height: 1,
    },
    stepPerSquareKilometer: 0.5,
    beforeStepPerSquareKilometer: 2,
  }
  const heat = heatOf({ ok: true, header, steps: Int16Array.of(-4, 0, 7), before: Uint16Array.of(6, 0, 10) })
  expect([...heat.surface.values]).toEqual([-2, 0, 3.5])
  expect([...(heat.before?.values ?? [])]).toEqual([12, 0, 20])
  expect(heat.surface).toMatchObject({ width: 3, height: 1, firstColumn: -1, plane: { longitude: 120, latitude: 37 } })
  expect(heatColors(heat.header).map((color) => color.class)).toEqual([-3, -2, -1, 1, 2, 3])
})

it('reads a change with its interval, which is wide where little was filed and holds the change', () => {
  const lattice = {
    plane: { longitude: 120, latitude: 37 },
    cellMeters: 50,
    bandwidthMeters: 300,
    firstColumn: -1,
    firstRow: -1,
  }
  const even = (density: number) => ({ ...lattice, width: 3, height: 3, values: new Float32Array(9).fill(density) })
  const read = readHeat({ surface: even(-20), before: even(50) }, 120, 37)
  expect(read).toMatchObject({ value: -20, compared: { now: 30, before: 50 } })
  expect(read.low).toBeLessThan(-20)
  // 30 and 50 per km² are 4.7 and 7.9 issues under the kernel: chance makes as much
  expect(read.high).toBeGreaterThan(0)
  const plain = readHeat({ surface: even(500), before: null }, 120, 37)
  expect([plain.compared, plain.low > 380, plain.high < 640]).toEqual([null, true, true])
})

for (const theme of ['dark', 'light'] as const) {
  it(`steps evenly from the land to the strongest on ${theme}, more and less equally light`, () => {
    const at = (name: string) => lightness(tokenValue(theme, name))
    const way = theme === 'dark' ? 1 : -1
    for (const name of ['heat', 'more', 'less']) {
      const steps = [1, 2, 3, 4, 5, 6].map((step) => at(`--${name}-${step}`))
      for (let i = 1; i < steps.length; i++) expect(way * (steps[i]! - steps[i - 1]!), name).toBeGreaterThan(4)
    }
    for (let step = 1; step <= 6; step++)
      expect(Math.abs(at(`--more-${step}`) - at(`--less-${step}`)), `step ${step}`).toBeLessThan(5)
  })
}

const css = readFileSync(path.join(import.meta.dirname, '../tokens.css'), 'utf8')

/** Value of a token; the light theme's stand after the dark one's. */
function tokenValue(theme: 'dark' | 'light', name: string): string {
  const [dark = '', light = ''] = css.split('[data-theme="light"]')
  return new RegExp(`${name}:\\s*(#[0-9a-f]{6})`).exec(theme === 'dark' ? dark : light)?.[1] ?? ''
}

/** CIE L* of a colour, 0 black to 100 white. */
function lightness(hex: string): number {
  const linear = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  const y = 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (y * 24389) / 27
}
