import { describe, expect, it } from 'vitest'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { takeCensus } from '#domain/partition/census.ts'
import { crookedDraft, scatteredPoints } from '#domain/partition/draft.fixture.ts'
import { ORIGIN } from '#domain/partition/partition.fixture.ts'
import { differenceOf } from './save-draft.ts'
import { beginWork, operationsOf, perform, performAll, redo, undo } from './work.ts'

const draft = crookedDraft(3, 3, 4)
const points = scatteredPoints(200, 3, 3, 4)
const begun = beginWork({ draft, points, census: takeCensus(draft.partition, points), findings: [] })
const split = (code: string, y: number): PlanOperation => ({
  kind: 'split',
  face: 'G-1-1',
  line: [
    [ORIGIN[0] + 0.002, ORIGIN[1] + 0.003 * y],
    [ORIGIN[0] + 0.007, ORIGIN[1] + 0.003 * y],
  ],
  keep: 'left',
  code,
  name: code,
})
const merge: PlanOperation = { kind: 'merge', into: 'G-0-0', from: 'G-0-1' }

describe('a draft at work', () => {
  it('undo and redo go back and forth through every step, counts included', () => {
    const { work, refused } = performAll(begun, [split('a', 1.5), merge, { kind: 'rename', face: 'a', name: 'b' }])
    expect(refused).toBeNull()
    let back = work
    for (let i = 0; i < 3; i++) back = undo(back)
    expect(back.draft).toEqual(begun.draft)
    expect(back.census).toEqual(begun.census)
    expect(undo(back)).toBe(back)
    let forth = back
    for (let i = 0; i < 3; i++) forth = redo(forth)
    expect(forth.draft).toEqual(work.draft)
    expect(forth.census).toEqual(takeCensus(work.draft.partition, points))
    expect(redo(forth)).toBe(forth)
  })

  it('a new step gives up what was undone', () => {
    const { work } = performAll(begun, [split('a', 1.5), merge])
    const next = perform(undo(work), split('c', 1.6))
    expect(next.ok && next.work.undone).toEqual([])
  })

  it('a thousand steps are undone in turn', () => {
    const steps = Array.from({ length: 500 }, (_, i) => [
      split(`n${i}`, 1.5),
      { kind: 'merge', into: 'G-1-1', from: `n${i}` } as PlanOperation,
    ]).flat()
    let { work } = performAll(begun, steps)
    expect(work.steps).toHaveLength(1000)
    while (work.steps.length > 0) work = undo(work)
    expect(work.draft).toEqual(begun.draft)
  })
})

describe('what is sent', () => {
  const { work } = performAll(begun, [split('a', 1.5), merge])
  const ours = operationsOf(work)
  const copy = (operations: PlanOperation[]): PlanOperation[] => JSON.parse(JSON.stringify(operations))

  it('is only what the server has not', () => {
    expect(differenceOf({ version: 2, operations: copy(ours) }, ours)).toBeNull()
    expect(differenceOf({ version: 1, operations: copy(ours).slice(0, 1) }, ours)).toEqual({
      drop: 0,
      operations: [merge],
    })
    expect(differenceOf({ version: 2, operations: copy(ours) }, ours.slice(0, 1))).toEqual({ drop: 1, operations: [] })
    expect(differenceOf({ version: 2, operations: [split('a', 1.5), split('x', 1.2)] }, ours)).toEqual({
      drop: 1,
      operations: [merge],
    })
  })
})
