import { describe, expect, it } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { type CountedPoints, takeCensus, tally, tallyElderly } from './census.ts'
import { scatteredPoints } from './draft.fixture.ts'
import { applyOperation, type Draft } from './draft.ts'
import { beginBend, beginDrag, type DragSession, type Side } from './drag.ts'
import { facesOf, groundOf } from './ground.ts'
import { toPosition } from './lattice.ts'
import { compactness, measure } from './measure.ts'
import { nestedDraft } from './nested.fixture.ts'
import { seeded } from './partition.fixture.ts'
import type { Refusal } from './partition.types.ts'
import { polygonsOf } from './polygon.ts'

const draft = nestedDraft(3, 2, 2, 5)
const scattered = scatteredPoints(3000, 6, 4, 9)
const points: CountedPoints = { ...scattered, elderly: Array.from(scattered.households, (count) => count % 7) }
const world = { draft, points, census: takeCensus(draft.partition, points) }

function begun(session: DragSession | Refusal): DragSession {
  if (!session.ok) throw new Error(session.reason)
  return session
}

/** What a count from scratch says of the same sides. */
function recount(next: Draft, sides: readonly Side[], of: 'grids' | 'microGrids'): Side[] {
  const census = takeCensus(next.partition, points)
  return sides.map(({ code }) => {
    const codes = of === 'grids' ? facesOf(next, code) : [code]
    const list = codes.flatMap((face) => census.of.get(face) ?? [])
    const measured = measure(of === 'grids' ? groundOf(next, code) : polygonsOf(next.partition, code))
    return {
      code,
      ...tally(points, list),
      elderly: tallyElderly(points, list),
      areaSquareMeters: measured.squareMeters,
      compactness: compactness(measured),
    }
  })
}

/** Counts are equal; areas, on the scale of each face's own latitude, within a thousandth. */
function expectSame(told: readonly Side[], counted: readonly Side[]): void {
  const counts = (sides: readonly Side[]) => sides.map(({ areaSquareMeters, compactness: round, ...rest }) => rest)
  expect(counts(told)).toEqual(counts(counted))
  for (const [i, side] of told.entries()) {
    expect(side.areaSquareMeters / counted[i]!.areaSquareMeters).toBeCloseTo(1, 3)
    expect(side.compactness).toBeCloseTo(counted[i]!.compactness, 3)
  }
}

describe('dragging a border', () => {
  it('tells at every place what a count from scratch tells, for grids and micro-grids', () => {
    const random = seeded(3)
    let dragged = 0
    let stopped = 0
    for (const arc of draft.partition.arcs.values())
      for (let i = 0; i + 3 < arc.points.length; i += 2) {
        const here = toPosition(arc.points[i]!, arc.points[i + 1]!)
        const next = toPosition(arc.points[i + 2]!, arc.points[i + 3]!)
        for (const session of [beginDrag(world, here), beginBend(world, [here, next])]) {
          if (!session.ok) continue
          const place: Position = [here[0] + (random() - 0.5) * 0.004, here[1] + (random() - 0.5) * 0.004]
          session.to([here[0] + 0.0001, here[1]])
          const told = session.to(place)
          const step = session.end()
          if (!step || random() < 0.7) continue
          const applied = applyOperation(draft, step)
          if (!applied.ok) throw new Error(`${applied.reason} ${JSON.stringify(step)}`)
          dragged++
          if (told.stopped) stopped++
          expectSame(told.grids, recount(applied.draft, told.grids, 'grids'))
          expectSame(told.microGrids, recount(applied.draft, told.microGrids, 'microGrids'))
          for (const { id, positions } of session.arcs()) {
            const moved = applied.draft.partition.arcs.get(id)!.points
            expect(positions).toEqual(
              Array.from({ length: moved.length / 2 }, (_, k) => toPosition(moved[k * 2]!, moved[k * 2 + 1]!)),
            )
          }
        }
      }
    expect(dragged).toBeGreaterThan(40)
    expect(stopped).toBeGreaterThan(3)
  })

  it('takes back what it swept when the hand comes back', () => {
    const arc = [...draft.partition.arcs.values()].find(({ left, right }) => left !== null && right !== null)!
    const here = toPosition(arc.points[2]!, arc.points[3]!)
    const session = begun(beginDrag(world, here))
    const before = session.to(here)
    session.to([here[0] + 0.0004, here[1] - 0.0003])
    expect(session.to(here)).toEqual(before)
    expect(session.end()).toBeNull()
  })

  it('withholds elderly people where the base does', () => {
    const arc = [...draft.partition.arcs.values()].find(({ left, right }) => left !== null && right !== null)!
    const here = toPosition(arc.points[2]!, arc.points[3]!)
    const session = begun(beginDrag({ ...world, points: scattered }, here))
    expect(session.to(here).grids.every((side) => side.elderly === null)).toBe(true)
  })

  it('refuses to begin where nothing may move', () => {
    const rim = [...draft.partition.arcs.values()].find(({ left, right }) => left === null || right === null)!
    const at = toPosition(rim.points[2]!, rim.points[3]!)
    expect(beginDrag(world, at)).toMatchObject({ ok: false, reason: 'outer-border' })
    expect(beginDrag(world, [at[0] + 0.00001, at[1]])).toMatchObject({ ok: false, reason: 'unknown-vertex' })
    expect(beginBend(world, [at, at])).toMatchObject({ ok: false, reason: 'unknown-edge' })
    const grids = draft.grids.with('A-1-1', { ...draft.grids.get('A-1-1')!, locked: true })
    const inside = [...draft.partition.arcs.values()].find(({ left }) => left === facesOf(draft, 'A-1-1')[0])!
    expect(
      beginDrag({ ...world, draft: { ...draft, grids } }, toPosition(inside.points[2]!, inside.points[3]!)),
    ).toMatchObject({
      reason: expect.stringMatching(/face-locked|outer-border/),
    })
  })
})
