import { describe, expect, it } from 'vitest'
import { moved, newStep, printMinute, readMinute, roundSeconds, sceneOf } from './program-draft.ts'

describe('a program being written', () => {
  it('moves a step up and down, and leaves it where there is no further', () => {
    const items = Object.freeze(['a', 'b', 'c'])
    expect(moved(items, 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(items, 2, -1)).toEqual(['a', 'c', 'b'])
    expect(moved(items, 0, -1)).toEqual(items)
    expect(moved(items, 2, 1)).toEqual(items)
  })

  it('begins a scene with the first thing there is, and offers none where there is nothing', () => {
    expect(sceneOf('street', { street: '1', category: undefined })).toEqual({ kind: 'street', street: '1' })
    expect(sceneOf('category', { street: '1', category: undefined })).toBeNull()
    expect(sceneOf('circles', { street: undefined, category: undefined })).toEqual({ kind: 'circles' })
  })

  it('prints and reads minutes of the day, and says how long a round takes', () => {
    expect(printMinute(450)).toBe('07:30')
    expect(readMinute('07:30')).toBe(450)
    expect(readMinute('')).toBeNull()
    expect(roundSeconds([newStep, { ...newStep, scene: { kind: 'each-street' }, seconds: 10 }], 8)).toBe(140)
  })
})
