import { expect, it } from 'vitest'
import type { PlanGround } from '#domain/contract/plan.ts'
import { applyOperation, type Draft } from '#domain/partition/draft.ts'
import { facesOf, groundOf } from '#domain/partition/ground.ts'
import { brokenLaws, nestedDraft } from '#domain/partition/nested.fixture.ts'
import { doubleArea, polygonsOf, toMultiPolygon } from '#domain/partition/polygon.ts'
import { redrawStep } from './redraw-step.ts'

const community = '370600001001'
const draft = nestedDraft(3, 2, 2, 5)
const codes = [...draft.grids.keys()]
const ground = (of: Draft, grids: readonly string[]): PlanGround['grids'][number]['ground'] => ({
  type: 'MultiPolygon',
  coordinates: grids.flatMap((code) => toMultiPolygon(groundOf(of, code))),
})
const stands = (code: string): PlanGround['grids'][number] => ({
  ...{ code, name: code, kind: 'base', community },
  ground: ground(draft, [code]),
})

it('a plan that is the draft is no step', () => {
  expect(redrawStep(draft, codes, { grids: codes.map(stands), microGrids: [] })).toBeNull()
})

it('names only what changes: a grid joined to its neighbour, a new one with the next code, micro-grids numbered on', () => {
  const [first, ...rest] = facesOf(draft, 'A-2-1')
  const micro = (code: string) => ({
    type: 'MultiPolygon' as const,
    coordinates: toMultiPolygon(polygonsOf(draft.partition, code)),
  })
  const plan: PlanGround = {
    grids: [
      ...codes.filter((code) => !['A-1-1', 'A-2-0', 'A-2-1'].includes(code)).map(stands),
      { ...stands('A-2-0'), ground: ground(draft, ['A-2-0', 'A-1-1']) },
      { code: null, name: 'new', kind: 'base', community, ground: ground(draft, ['A-2-1']) },
    ],
    microGrids: [first!, ...rest].map((code, i) => ({
      code: null,
      name: `${i}`,
      grid: codes.length - 2,
      ground: micro(code),
    })),
  }
  const step = redrawStep(draft, codes, plan)!
  expect(step.from.toSorted()).toEqual(['A-1-1', 'A-2-0', 'A-2-1'])
  expect(step.grids.map(({ code }) => code)).toEqual(['A-2-0', `${community}001`])
  expect(step.microGrids.map(({ code }) => code)).toEqual([1, 2, 3, 4].map((n) => `${community}00100${n}`))
  const made = applyOperation(draft, step)
  if (!made.ok) throw new Error(made.reason)
  expect(brokenLaws(made.draft)).toEqual([])
  expect(doubleArea(groundOf(made.draft, `${community}001`))).toBe(doubleArea(groundOf(draft, 'A-2-1')))
  // what lay in the joined grids stays whole
  expect(facesOf(made.draft, 'A-2-0')).toEqual([...facesOf(draft, 'A-1-1'), ...facesOf(draft, 'A-2-0')].sort())
})
