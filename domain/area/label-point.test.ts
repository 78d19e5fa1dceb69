import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelPoint } from './label-point.ts'

test('the label of a square stands in its middle', () => {
  const [x, y] = labelPoint([[0, 0, 10, 0, 10, 10, 0, 10, 0, 0]])
  expect(x).toBeCloseTo(5, 0)
  expect(y).toBeCloseTo(5, 0)
})

test('the label of an L stands in its thick corner, not in the notch', () => {
  const [x, y] = labelPoint([[0, 0, 10, 0, 10, 3, 3, 3, 3, 10, 0, 10]])
  expect(x < 3 || y < 3).toBe(true)
})

test('the label avoids a hole in the middle', () => {
  const [x, y] = labelPoint([
    [0, 0, 10, 0, 10, 10, 0, 10],
    [3, 3, 7, 3, 7, 7, 3, 7],
  ])
  expect(x > 3 && x < 7 && y > 3 && y < 7).toBe(false)
})

test('a ring without inside gives the middle of its box, one point gives itself', () => {
  expect(labelPoint([[0, 0, 4, 0, 0, 0]])).toEqual([2, 0])
  expect(labelPoint([[7, 8]])).toEqual([7, 8])
})

test('the label of any star-shaped polygon lies inside it', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 }), (radii) => {
      const angle = (2 * Math.PI) / radii.length
      const ring = radii.flatMap((radius, at) => [radius * Math.cos(at * angle), radius * Math.sin(at * angle)])
      const [x, y] = labelPoint([ring])
      expect(isInside(x, y, ring)).toBe(true)
    }),
    { seed: 7 },
  )
})

function isInside(x: number, y: number, ring: number[]): boolean {
  let inside = false
  for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
    const [ax, ay, bx, by] = [ring[at]!, ring[at + 1]!, ring[before]!, ring[before + 1]!]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}
