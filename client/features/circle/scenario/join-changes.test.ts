import { expect, test } from 'vitest'
import type { Change } from '#domain/contract/change.ts'
import { joinChanges } from './save-scenario.ts'

const close = (code: string): Change => ({ kind: 'close-station', code })
const move = (code: string, longitude: number): Change => ({ kind: 'move-station', code, position: [longitude, 37] })

test('what both added stands in the joined list, theirs first', () => {
  expect(joinChanges([close('a')], [close('a'), close('b')], [close('a'), close('c')])).toEqual([
    close('a'),
    close('c'),
    close('b'),
  ])
})

test('what one of us took away since the common version is gone', () => {
  expect(joinChanges([close('a'), close('b')], [close('b')], [close('a'), close('b'), close('c')])).toEqual([
    close('b'),
    close('c'),
  ])
})

test('of a station that both moved, our place stands', () => {
  expect(joinChanges([], [move('a', 120.1)], [move('a', 120.9)])).toEqual([move('a', 120.1)])
})
