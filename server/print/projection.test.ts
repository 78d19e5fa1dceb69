import { expect, it } from 'vitest'
import { sphereMeters } from '#domain/coverage/sphere.ts'
import { barMeters, boxAround, boxFor, projectInto } from './projection.ts'

const frame = { x: 10, y: 20, width: 500, height: 300 }

it('fills the frame, north up, and is true to scale in its middle', () => {
  const box = boxFor(boxAround([120.7, 37.6], 1250), frame)
  const projection = projectInto(box, frame)
  expect([projection.x(box[0]), projection.x(box[2])].map(Math.round)).toEqual([10, 510])
  expect([projection.y(box[3]), projection.y(box[1])].map(Math.round)).toEqual([20, 320])
  const meters = sphereMeters(120.7, 37.6, 120.71, 37.6)
  expect((projection.x(120.71) - projection.x(120.7)) / meters).toBeCloseTo(projection.pointsPerMeter, 5)
})

it('gives a scale bar a round length that fits', () => {
  for (const pointsPerMeter of [0.001, 0.037, 0.08, 0.21, 3]) {
    const meters = barMeters(100, { pointsPerMeter, x: Number, y: Number })
    expect(meters * pointsPerMeter).toBeGreaterThan(39)
    expect(meters * pointsPerMeter).toBeLessThanOrEqual(100)
    expect([1, 2, 5]).toContain(Number(String(meters)[0]))
  }
})
