import { expect, it } from 'vitest'
import { between, isWorthHiding, moved, resized } from './rectangles.ts'

it('a rectangle lies between two places whichever came first, and ends at the edge of the photo', () => {
  expect(between({ x: 0.75, y: 1.5 }, { x: 0.25, y: 0.5 })).toEqual({ x: 0.25, y: 0.5, width: 0.5, height: 0.5 })
  expect(between({ x: -1, y: -1 }, { x: 2, y: 2 })).toEqual({ x: 0, y: 0, width: 1, height: 1 })
})

it('a press without a drag hides nothing', () => {
  expect(isWorthHiding(between({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.9 }))).toBe(false)
  expect(isWorthHiding(between({ x: 0.5, y: 0.5 }, { x: 0.6, y: 0.6 }))).toBe(true)
})

it('moving and resizing stay within the photo', () => {
  const one = { x: 0.5, y: 0.5, width: 0.25, height: 0.25 }
  expect(moved(one, 1, -1)).toEqual({ x: 0.75, y: 0, width: 0.25, height: 0.25 })
  expect(resized(one, 1, -1)).toEqual({ x: 0.5, y: 0.5, width: 0.5, height: 0.02 })
})
