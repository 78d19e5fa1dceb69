import { expect, test } from 'vitest'
import { countPieces } from './count-pieces.ts'

test('edges that share nodes are one piece, the longest is the first', () => {
  expect(countPieces([1, 2, 7, 8, 8], [2, 3, 8, 9, 7], [10, 10, 100, 50, 30])).toEqual({
    pieces: 2,
    largestShare: 0.9,
    lengthMeters: 200,
    pieceOf: Int32Array.from([1, 1, 0, 0, 0]),
    lengths: [180, 20],
  })
})

test('a network without edges has no pieces', () => {
  expect(countPieces([], [], [])).toMatchObject({ pieces: 0, largestShare: null, lengthMeters: 0 })
})
