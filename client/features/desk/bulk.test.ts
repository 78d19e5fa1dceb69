import { expect, test } from 'vitest'
import { bulkKindsOf, refusedByReason } from './bulk.ts'

test('a role is offered what the lifecycle lets it do', () => {
  expect(bulkKindsOf('district')).toEqual(['assign', 'supervise', 'remind'])
  expect(bulkKindsOf('leader')).toEqual(['supervise'])
  expect(bulkKindsOf('viewer')).toEqual([])
  expect(bulkKindsOf(undefined)).toEqual([])
})

test('refusals stand under their reasons, the most frequent first', () => {
  expect(
    refusedByReason([
      { number: 'I1', refused: 'not-now' },
      { number: 'I2', refused: null },
      { number: 'I3', refused: 'conflict' },
      { number: 'I4', refused: 'not-now' },
    ]),
  ).toEqual([
    { reason: 'not-now', numbers: ['I1', 'I4'] },
    { reason: 'conflict', numbers: ['I3'] },
  ])
})
