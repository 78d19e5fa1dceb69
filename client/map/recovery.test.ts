import { expect, test } from 'vitest'
import { nextRung } from './recovery.ts'

test('a context just lost is given time to come back by itself', () => {
  expect(nextRung({ lostForMs: 100, rebuilds: 0, sinceReloadMs: null })).toBe('wait')
})

test('a context that stays lost has its map rebuilt', () => {
  expect(nextRung({ lostForMs: 1600, rebuilds: 0, sinceReloadMs: null })).toBe('rebuild')
})

test('when rebuilding does not help the page is reloaded, but not in a loop', () => {
  expect(nextRung({ lostForMs: 1600, rebuilds: 3, sinceReloadMs: null })).toBe('reload')
  expect(nextRung({ lostForMs: 1600, rebuilds: 3, sinceReloadMs: 20_000 })).toBe('give-up')
  expect(nextRung({ lostForMs: 1600, rebuilds: 3, sinceReloadMs: 400_000 })).toBe('reload')
})
