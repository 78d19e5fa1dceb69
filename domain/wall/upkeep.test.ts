import { describe, expect, it } from 'vitest'
import { reloadReason, shiftAt } from './upkeep.ts'

const page = { minute: 600, reloadAt: 240, age: 5 * 3_600_000, heapShare: 0.3 }

describe('the upkeep of a page that runs for months', () => {
  it('begins anew at night, or before its heap is full, and never twice within an hour', () => {
    expect(reloadReason(page)).toBeNull()
    expect(reloadReason({ ...page, minute: 240 })).toBe('night')
    expect(reloadReason({ ...page, minute: 240, age: 59 * 60_000 })).toBeNull()
    expect(reloadReason({ ...page, heapShare: 0.61 })).toBe('heap')
    expect(reloadReason({ ...page, heapShare: null })).toBeNull()
  })

  it('shifts its picture every minute and is back at its place after nine, on the whole nowhere', () => {
    const shifts = Array.from({ length: 9 }, (_, minute) => shiftAt(minute * 60_000))
    expect(new Set(shifts.map(String)).size).toBe(9)
    expect(shifts.reduce((sum, [right, down]) => sum + right + down, 0)).toBeCloseTo(0)
    expect(shiftAt(9 * 60_000)).toEqual(shiftAt(0))
    expect(shifts.flat().every((part) => Math.abs(part) < 0.2)).toBe(true)
  })
})
