import { expect, test } from 'vitest'
import type { Change } from '#domain/contract/change.ts'
import { freeCode, withChange, withoutChange } from './changes.ts'

const add: Change = {
  kind: 'add-station',
  code: 'new-1',
  name: 'New',
  position: [120, 37],
  level: 'corner',
  services: [],
  hours: [],
  capacityHouseholds: null,
}
const move = (code: string, longitude: number): Change => ({ kind: 'move-station', code, position: [longitude, 37] })
const made = (...list: Change[]) => list.reduce<Change[]>(withChange, [])

test('a station moved twice was moved once, to the last place, and keeps its place in the list', () => {
  const gate: Change = { kind: 'open-gate', compound: 'c', position: [120, 37], opensMinute: 0, closesMinute: 1440 }
  expect(made(move('a', 120.1), gate, move('b', 120), move('a', 120.2))).toEqual([
    move('a', 120.2),
    gate,
    move('b', 120),
  ])
})

test('a station added and then moved and changed was added so', () => {
  const change: Change = { kind: 'change-station', code: 'new-1', services: ['meals'] }
  expect(made(add, move('new-1', 121), change)).toEqual([{ ...add, position: [121, 37], services: ['meals'] }])
})

test('a station added and closed never was; one of the county that is closed is told nothing more of', () => {
  expect(made(add, { kind: 'close-station', code: 'new-1' })).toEqual([])
  expect(made(move('a', 120.1), { kind: 'close-station', code: 'a' })).toEqual([{ kind: 'close-station', code: 'a' }])
})

test('changes of the same station join field by field', () => {
  expect(
    made(
      { kind: 'change-station', code: 'a', services: ['meals'] },
      { kind: 'change-station', code: 'a', capacityHouseholds: 900 },
    ),
  ).toEqual([{ kind: 'change-station', code: 'a', services: ['meals'], capacityHouseholds: 900 }])
})

test('an entry is taken out by its place, and a list is never changed itself', () => {
  const list = Object.freeze([add, move('a', 120.1)])
  expect(withoutChange(list, 0)).toEqual([move('a', 120.1)])
  withChange(list, move('a', 120.5))
  expect(list).toHaveLength(2)
})

test('new codes are the first that nobody has', () => {
  expect(freeCode('new', new Set(['new-1', 'new-3']))).toBe('new-2')
})
