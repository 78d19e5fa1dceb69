import { expect, test } from 'vitest'
import { metersPerPixel, scaleLength } from './scale-length.ts'

test('at the equator and zoom 0 one pixel is the circumference over 512', () => {
  expect(metersPerPixel(0, 0)).toBeCloseTo(78_271.517, 2)
})

test('the bar is round, and never longer than asked for nor shorter than two fifths of it', () => {
  for (let zoom = 6; zoom <= 20; zoom += 0.25) {
    const { meters, pixels } = scaleLength(37.8, zoom, 120)
    expect(pixels).toBeLessThanOrEqual(120)
    expect(pixels).toBeGreaterThan(47)
    const lead = meters / 10 ** Math.floor(Math.log10(meters) + 1e-9)
    expect([1, 2, 5]).toContain(Math.round(lead))
  }
})
