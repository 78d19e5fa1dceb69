import { describe, expect, it } from 'vitest'
import { ratioAfter, restAfter } from './frame-budget.ts'

describe('a budget of frames', () => {
  it('lets a quick map draw at once and a slow one rest four times as long as it drew', () => {
    expect(restAfter(2, 0.2)).toBe(8)
    expect(restAfter(100, 0.2)).toBe(400)
  })

  it('never lets a picture wait so long that it tells too late what happened', () => {
    expect(restAfter(2_000, 0.2)).toBe(600)
  })
})

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
