import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { buildPartition } from './build-partition.ts'
import { retakeCensus, takeCensus } from './census.ts'
import { crookedDraft, scatteredPoints } from './draft.fixture.ts'
import { applyChange, applyOperation, type Draft } from './draft.ts'
import { toPosition } from './lattice.ts'
import { brokenPromises, ORIGIN, totalDoubleArea } from './partition.fixture.ts'
import { doubleArea, multiPolygonOf, polygonsOf } from './polygon.ts'
import { TrieMap } from './trie-map.ts'

const draft = crookedDraft(3, 3, 11)
const points = scatteredPoints(500, 3, 3, 2)
const at = (x: number, y: number): Position => [ORIGIN[0] + x * 0.003, ORIGIN[1] + y * 0.003]

const applied = (from: Draft, operation: PlanOperation) => {
  const result = applyOperation(from, operation)
  if (!result.ok) throw new Error(`${result.reason} at ${result.at}`)
  return result
}
const areaOf = (from: Draft, code: string) => doubleArea(polygonsOf(from.partition, code))

/** The vertices of the border between two faces. */
function borderOf({ partition }: Draft, one: string, other: string): Position[] {
  const arc = [...partition.arcs.values()].find(
    ({ left, right }) => (left === one && right === other) || (left === other && right === one),
  )!
  return Array.from({ length: arc.points.length / 2 }, (_, i) => toPosition(arc.points[i * 2]!, arc.points[i * 2 + 1]!))
}
const border = borderOf(draft, 'G-1-1', 'G-2-1')
const bend = border[1]!
const joint = border[0]!
const shifted = ([x, y]: Position, dx: number, dy = 0): Position => [x + dx, y + dy]

describe('moving a vertex', () => {
  it('moves the border for both sides at once; what one gains the other gives', () => {
    const { draft: next } = applied(draft, { kind: 'move-vertex', at: bend, to: shifted(bend, 0.0003) })
    expect(brokenPromises(next.partition)).toEqual([])
    expect(multiPolygonOf(next.partition, 'G-1-1')[0]![0]).toContainEqual(borderOf(next, 'G-1-1', 'G-2-1')[1])
    const gained = areaOf(next, 'G-1-1') - areaOf(draft, 'G-1-1')
    expect(gained).toBeGreaterThan(0)
    expect(areaOf(next, 'G-2-1') - areaOf(draft, 'G-2-1')).toBe(-gained)
    expect(polygonsOf(next.partition, 'G-0-0')).toBe(polygonsOf(draft.partition, 'G-0-0'))
  })

  it('takes a joint with all borders that run to it', () => {
    const { draft: next } = applied(draft, { kind: 'move-vertex', at: joint, to: shifted(joint, 0.0002, 0.0002) })
    expect(brokenPromises(next.partition)).toEqual([])
    expect(totalDoubleArea(next.partition)).toBe(totalDoubleArea(draft.partition))
    expect(borderOf(next, 'G-1-1', 'G-2-1')[0]).not.toEqual(joint)
  })

  it('is undone to the bit, and keeps only what it moved', () => {
    const { draft: next, inverse } = applied(draft, { kind: 'move-vertex', at: joint, to: shifted(joint, 0.0002) })
    expect(applyChange(next, inverse).draft).toEqual(draft)
    expect(JSON.stringify(inverse).length).toBeLessThan(500)
  })

  it('stops before another border, and says where', () => {
    const far = shifted(bend, 0.03)
    const refused = applyOperation(draft, { kind: 'move-vertex', at: bend, to: far })
    expect(refused).toMatchObject({ ok: false, reason: 'crosses-border' })
    if (refused.ok || !refused.at) throw new Error('no place')
    expect(refused.at[0]).toBeGreaterThan(bend[0])
    expect(brokenPromises(applied(draft, { kind: 'move-vertex', at: bend, to: refused.at }).draft.partition)).toEqual(
      [],
    )
  })

  it('turns no island inside out', () => {
    const ring = (...places: Position[]): Position[] => [...places, places[0]!]
    const island = ring(at(1, 1), at(2, 1), at(1.5, 2))
    const { partition } = buildPartition([
      { code: 'A', polygons: [[ring(at(0, 0), at(3, 0), at(3, 3), at(0, 3)), island]] },
      { code: 'B', polygons: [[island]] },
    ])
    const grids = TrieMap.from(
      [...draft.grids.values()].slice(0, 2).map((grid, i) => ['AB'[i]!, { ...grid, code: 'AB'[i]! }] as const),
    )
    const lake: Draft = { ...draft, partition, grids }
    for (const corner of island.slice(0, 3)) {
      const center = at(1.5, 1.33)
      const through: Position = [2 * center[0] - corner[0], 2 * center[1] - corner[1]]
      expect(applyOperation(lake, { kind: 'move-vertex', at: corner, to: through })).toMatchObject({
        reason: 'crosses-border',
      })
      const out = applied(lake, { kind: 'move-vertex', at: corner, to: shifted(corner, 0.0001, 0.0001) })
      expect(brokenPromises(out.draft.partition)).toEqual([])
      expect(applyChange(out.draft, out.inverse).draft).toEqual(lake)
    }
    expect(applyOperation(lake, { kind: 'delete-vertex', at: island[0]! })).toMatchObject({
      reason: 'border-too-short',
    })
  })

  it.each([
    ['nothing-changes', bend, bend],
    ['unknown-vertex', at(1.51, 1.52), bend],
    ['outer-border', multiPolygonOf(draft.partition, 'G-0-0')[0]![0]![0]!, at(0.1, 0.1)],
    ['place-too-far', bend, [bend[1], bend[0] - 90] as Position],
  ] as [string, Position, Position][])('refuses with %s', (reason, from, to) => {
    expect(applyOperation(draft, { kind: 'move-vertex', at: from, to })).toMatchObject({ ok: false, reason })
  })

  it('refuses where a locked neighbour lies on one side', () => {
    const grids = draft.grids.with('G-2-1', { ...draft.grids.get('G-2-1')!, locked: true })
    const operation: PlanOperation = { kind: 'move-vertex', at: bend, to: shifted(bend, 0.0001) }
    expect(applyOperation({ ...draft, grids }, operation)).toMatchObject({ reason: 'face-locked' })
  })
})

describe('inserting and deleting a vertex', () => {
  const between: [Position, Position] = [border[1]!, border[2]!]
  const middle: Position = [(between[0][0] + between[1][0]) / 2, (between[0][1] + between[1][1]) / 2]

  it('bends a border to a new vertex; deleting it brings the border back', () => {
    const to = shifted(middle, 0.0002)
    const { draft: next, inverse } = applied(draft, { kind: 'insert-vertex', between, at: to })
    expect(brokenPromises(next.partition)).toEqual([])
    expect(borderOf(next, 'G-1-1', 'G-2-1')).toHaveLength(border.length + 1)
    expect(applyChange(next, inverse).draft).toEqual(draft)
    const here = borderOf(next, 'G-1-1', 'G-2-1')[2]!
    expect(applied(next, { kind: 'delete-vertex', at: here }).draft).toEqual(draft)
    const turned: PlanOperation = { kind: 'insert-vertex', between: [between[1], between[0]], at: to }
    expect(applied(draft, turned).draft).toEqual(next)
  })

  it('refuses what is not there, what joins, and what would meet another border', () => {
    expect(applyOperation(draft, { kind: 'delete-vertex', at: joint })).toMatchObject({
      reason: 'vertex-joins-borders',
    })
    expect(applyOperation(draft, { kind: 'delete-vertex', at: middle })).toMatchObject({ reason: 'unknown-vertex' })
    expect(
      applyOperation(draft, { kind: 'insert-vertex', between: [border[0]!, border[2]!], at: middle }),
    ).toMatchObject({
      reason: 'unknown-edge',
    })
    expect(applyOperation(draft, { kind: 'insert-vertex', between, at: shifted(middle, 0.03) })).toMatchObject({
      reason: 'crosses-border',
    })
  })

  it('random hands keep every promise, the area, the counts, and are undone to the bit', () => {
    const offset = fc.integer({ min: -400, max: 400 }).map((share) => share / 1e5)
    const step = fc.record({
      kind: fc.constantFrom('move-vertex', 'insert-vertex', 'delete-vertex'),
      arc: fc.nat(),
      vertex: fc.nat(),
      dx: offset,
      dy: offset,
    })
    const whole = totalDoubleArea(draft.partition)
    let made = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 30 }), (steps) => {
        let state = { draft, census: takeCensus(draft.partition, points) }
        for (const { kind, arc, vertex, dx, dy } of steps) {
          const arcs = [...state.draft.partition.arcs.values()]
          const { points: path } = arcs[arc % arcs.length]!
          const i = vertex % (path.length / 2 - 1)
          const here = toPosition(path[i * 2]!, path[i * 2 + 1]!)
          const next = toPosition(path[i * 2 + 2]!, path[i * 2 + 3]!)
          const operation: PlanOperation =
            kind === 'move-vertex'
              ? { kind, at: here, to: shifted(here, dx, dy) }
              : kind === 'insert-vertex'
                ? { kind, between: [here, next], at: shifted(here, dx, dy) }
                : { kind: 'delete-vertex', at: here }
          let result = applyOperation(state.draft, operation)
          if (!result.ok && result.reason === 'crosses-border' && kind === 'move-vertex')
            result = applyOperation(state.draft, { kind, at: here, to: result.at! })
          if (!result.ok) continue
          made++
          expect(brokenPromises(result.draft.partition)).toEqual([])
          expect(totalDoubleArea(result.draft.partition)).toBe(whole)
          const census = retakeCensus(state.census, result.draft.partition, result.inverse.patch, points)
          expect(census).toEqual(takeCensus(result.draft.partition, points))
          expect(applyChange(result.draft, result.inverse).draft).toEqual(state.draft)
          state = { draft: result.draft, census }
        }
      }),
      { numRuns: 40, seed: 7 },
    )
    expect(made).toBeGreaterThan(200)
  })
})
