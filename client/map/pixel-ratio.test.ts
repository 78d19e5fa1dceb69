import { describe, expect, it } from 'vitest'
import { leastRatio, ratioAfterMoving, ratioAfterPictures } from './pixel-ratio.ts'

const frames = (milliseconds: number, count = 12) => Array<number>(count).fill(milliseconds)

describe('the pixels of a moving map', () => {
  it('become fewer where frames come slowly, but never less than what is on it needs', () => {
    expect(ratioAfterMoving(2, frames(90), 1)).toBe(1.5)
    expect(ratioAfterMoving(1.2, frames(90), 1)).toBe(1)
    expect(ratioAfterMoving(1, frames(400), 1)).toBe(1)
    expect(ratioAfterMoving(1, frames(400), 0.5)).toBe(0.75)
  })

  it('stay where frames are quick, few, or slow only now and then', () => {
    expect(ratioAfterMoving(2, frames(17), 1)).toBe(2)
    expect(ratioAfterMoving(2, frames(90, 11), 1)).toBe(2)
    expect(ratioAfterMoving(2, [...frames(17, 8), ...frames(300, 4)], 1)).toBe(2)
  })
})

describe('the pixels of a map that stands', () => {
  it('become as many as it draws in a second, but never less than what is on it needs', () => {
    expect(ratioAfterPictures(1, [4_000, 4_000, 4_000], 0.25)).toBe(0.5)
    expect(ratioAfterPictures(1, [9_000, 9_000, 9_000], 0.5)).toBe(0.5)
    expect(ratioAfterPictures(1, [9_000, 9_000, 9_000], 1)).toBe(1)
  })

  it('stay where one of the last three pictures was quick', () => {
    expect(ratioAfterPictures(1, [4_000, 4_000], 0.25)).toBe(1)
    expect(ratioAfterPictures(1, [4_000, 700, 4_000], 0.25)).toBe(1)
    expect(ratioAfterPictures(1, [4_000, 4_000, 4_000, 700], 0.25)).toBe(1)
  })

  it("are at least those of a screen at arm's length for what is on it", () => {
    expect([0.6, 1, 2, 4].map(leastRatio)).toEqual([1, 1, 0.5, 0.25])
  })
})
