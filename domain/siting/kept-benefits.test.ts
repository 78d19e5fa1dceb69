import { expect, it } from 'vitest'
import { keepBenefits } from './kept-benefits.ts'

it('asks once about each of the candidates that take turns, tells them as they were, and forgets the one asked about longest ago', () => {
  const demand = new Int32Array(1)
  const benefit = new Float64Array(1)
  const asked: number[] = []
  const benefitsOf = keepBenefits((candidate) => {
    asked.push(candidate)
    demand[0] = candidate
    benefit[0] = 2 * candidate
    return { count: 1, demand, benefit }
  })
  const first = benefitsOf(7)
  for (let other = 1_000; other < 1_400; other++) benefitsOf(other)
  expect(benefitsOf(7)).toBe(first)
  expect(first).toEqual({ count: 1, demand: Int32Array.of(7), benefit: Float64Array.of(14) })
  expect(asked.length).toBe(401)
  for (let other = 2_000; other < 3_000; other++) benefitsOf(other)
  benefitsOf(7)
  expect(asked.filter((candidate) => candidate === 7).length).toBe(2)
})
