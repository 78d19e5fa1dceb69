import { describe, expect, it } from 'vitest'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { retakeCensus, takeCensus } from './census.ts'
import { scatteredPoints } from './draft.fixture.ts'
import { applyChange, applyOperation, type Draft, type DraftChange, replay } from './draft.ts'
import { brokenCensus, brokenLaws, nestedDraft } from './nested.fixture.ts'
import { seeded, totalDoubleArea } from './partition.fixture.ts'
import { randomOperation } from './random-operation.fixture.ts'

/** Steps in one run; a longer life by PLAN_STEPS=1000000. */
const STEPS = Number(process.env.PLAN_STEPS ?? 450)
/** Number of the first draft: a long life can be parted among processes. */
const FIRST = Number(process.env.PLAN_FIRST ?? 0)
/** Steps of one draft before it is undone to its start. */
const LIFE = 150
/** How often everything is looked at; in between, what a step touched is counted. */
const LOOK = Number(process.env.PLAN_LOOK ?? 10)
/** A long life takes its time: ten times what a step takes on a quiet machine. */
const LIMIT_MILLISECONDS = 20_000 + 20 * STEPS

describe('random hands on a plan of two levels', () => {
  it('keep every law, and are undone to the bit', { timeout: LIMIT_MILLISECONDS }, () => {
    const start = nestedDraft(3, 2, 2, 5)
    const points = scatteredPoints(400, 6, 4, 9)
    const whole = totalDoubleArea(start.partition)
    const made = new Map<string, number>()
    const refused = new Map<string, number>()
    let steps = 0
    for (let life = FIRST; steps < STEPS; life++) {
      const random = seeded(life * 7919 + 1)
      let draft: Draft = start
      let census = takeCensus(draft.partition, points)
      const begun = census
      const inverses: DraftChange[] = []
      const operations: PlanOperation[] = []
      for (let i = 0; i < LIFE; i++, steps++) {
        const operation = randomOperation(draft, random, i)
        const applied = applyOperation(draft, operation)
        const where = () => `life ${life}, step ${i}: ${JSON.stringify(operation)}`
        if (!applied.ok) {
          refused.set(applied.reason, (refused.get(applied.reason) ?? 0) + 1)
          continue
        }
        made.set(operation.kind, (made.get(operation.kind) ?? 0) + 1)
        draft = applied.draft
        census = retakeCensus(census, draft.partition, applied.inverse.patch, points)
        inverses.push(applied.inverse)
        operations.push(operation)
        if (i % LOOK === 0) {
          expect(brokenLaws(draft), where()).toEqual([])
          expect(brokenCensus(draft, census, points), where()).toEqual([])
        }
      }
      expect(brokenLaws(draft), `life ${life}`).toEqual([])
      expect(brokenCensus(draft, census, points), `life ${life}`).toEqual([])
      // a cut that ends on the outer border bends it by less than a step; everything else leaves the whole as it is
      expect(Math.abs(totalDoubleArea(draft.partition) / whole - 1)).toBeLessThan(1e-6)
      const again = replay(start, operations)
      expect(again.ok && again.draft).toEqual(draft)
      for (const inverse of inverses.reverse()) {
        const undone = applyChange(draft, inverse)
        census = retakeCensus(census, undone.draft.partition, inverse.patch, points)
        draft = undone.draft
      }
      expect(draft, `life ${life}`).toEqual(start)
      expect(census).toEqual(begun)
    }
    if (process.env.PLAN_STEPS)
      process.stdout.write(`${steps} steps ${JSON.stringify(Object.fromEntries([...made, ...refused]))}\n`)
    for (const kind of [
      'move-vertex',
      'insert-vertex',
      'delete-vertex',
      'hand-over',
      'reshape',
      'split',
      'merge',
      'assign',
      'draw',
      'name-rest',
      'redraw',
    ])
      expect(made.get(kind), kind).toBeGreaterThan(0)
  })
})
