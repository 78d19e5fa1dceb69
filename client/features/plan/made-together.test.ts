import { expect, it } from 'vitest'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { joinSteps, madeTogether } from './made-together.ts'

const step = (face: string): PlanOperation => ({ kind: 'rename', face, name: face })

it('knows the steps of one stroke from those of another and from single ones', () => {
  const [first, second, third, single] = ['1', '2', '3', '4'].map(step)
  joinSteps([first!, second!])
  joinSteps([third!, step('5')])
  joinSteps([single!])
  expect(madeTogether(first, second)).toBe(true)
  expect(madeTogether(second, third)).toBe(false)
  expect(madeTogether(single, single)).toBe(false)
  expect(madeTogether(undefined, first)).toBe(false)
  // the same words, another stroke
  expect(madeTogether(first, step('1'))).toBe(false)
})
