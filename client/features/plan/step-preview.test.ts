import { expect, it } from 'vitest'
import { takeCensus } from '#domain/partition/census.ts'
import { scatteredPoints } from '#domain/partition/draft.fixture.ts'
import { gridOf } from '#domain/partition/ground.ts'
import { nestedDraft } from '#domain/partition/nested.fixture.ts'
import { previewSteps } from './step-preview.ts'
import { beginWork } from './work.ts'

const draft = nestedDraft(3, 2, 2, 5)
const points = scatteredPoints(200, 6, 4, 3)
const work = beginWork({ draft, points, census: takeCensus(draft.partition, points), findings: [] })

it('a border of micro-grids that comes to part grids is shown, though it runs where it ran', () => {
  const preview = previewSteps(work, 'grid', [{ kind: 'assign', microGrids: ['G-2-2'], to: 'A-0-1' }])
  if (!preview.ok) throw new Error(preview.reason)
  expect(preview.sides.map(({ code }) => code).toSorted()).toEqual(['A-0-1', 'A-1-1'])
  expect(preview.arcs.length).toBeGreaterThan(0)
  for (const arc of preview.arcs) {
    expect(draft.partition.arcs.get(arc.id)).toBe(arc)
    const [one, other] = [gridOf(preview.work.draft, arc.left!), gridOf(preview.work.draft, arc.right!)]
    expect([one, other].toSorted()).toEqual(['A-0-1', 'A-1-1'])
    expect(gridOf(draft, arc.left!)).toBe(gridOf(draft, arc.right!))
  }
})
