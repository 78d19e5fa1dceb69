import { describe, expect, it } from 'vitest'
import { ratioAfter } from './moving-pixels.ts'

describe('the pixels of a moving map', () => {
  const frames = (milliseconds: number, count = 12) => Array<number>(count).fill(milliseconds)

  it('become fewer where frames come slowly, but never less than one', () => {
    expect(ratioAfter(2, frames(90))).toBe(1.5)
    expect(ratioAfter(1.2, frames(90))).toBe(1)
    expect(ratioAfter(1, frames(400))).toBe(1)
  })

  it('stay where frames are quick, few, or slow only now and then', () => {
    expect(ratioAfter(2, frames(17))).toBe(2)
    expect(ratioAfter(2, frames(90, 11))).toBe(2)
    expect(ratioAfter(2, [...frames(17, 8), ...frames(300, 4)])).toBe(2)
  })
})
