import { expect, test } from 'vitest'
import { lifecycle } from '#domain/issue/lifecycle.ts'
import { sortOffers } from './act-order.ts'

test('what may be pressed stands in the order of an issue’s life; the rest keeps its reason', () => {
  const { first, allowed, refused } = sortOffers([
    { kind: 'note', refused: null },
    { kind: 'supervise', refused: null },
    { kind: 'assign', refused: null },
    { kind: 'close', refused: 'not-now' },
  ])
  expect(allowed).toEqual(['assign', 'supervise', 'note'])
  expect(first).toBe('assign')
  expect(refused).toEqual([{ kind: 'close', reason: 'not-now' }])
})

test('every act of the lifecycle that a post can do has its button', () => {
  const ofPosts = new Set(lifecycle.filter(({ roles }) => roles.some((role) => role !== 'clock')).map(({ act }) => act))
  const { allowed } = sortOffers([...ofPosts].map((kind) => ({ kind, refused: null })))
  expect(new Set(allowed)).toEqual(ofPosts)
})
