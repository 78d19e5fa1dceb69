import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { buildPartition } from './build-partition.ts'
import { mergeFaces } from './merge-faces.ts'
import { brokenPromises, crookedFaces, ORIGIN, totalDoubleArea } from './partition.fixture.ts'
import type { Partition } from './partition.types.ts'
import { applyPatch } from './patch.ts'
import { polygonsOf } from './polygon.ts'
import { splitFace } from './split-face.ts'

const COLUMNS = 3
const ROWS = 3
const CELL = 0.003

const base = frozen(buildPartition(crookedFaces(COLUMNS, ROWS, 11)).partition)
const middle = 'G-1-1'

/** Degrees from the fixture's corner, in cells. */
const at = (x: number, y: number): Position => [ORIGIN[0] + x * CELL, ORIGIN[1] + y * CELL]

describe('splitting a face', () => {
  it('cuts it into two along the line, left and right as drawn', () => {
    const split = splitFace(base, middle, [at(0.5, 1.5), at(2.5, 1.5)], ['north', 'south'])
    if (!split.ok) throw new Error(split.reason)
    expect(brokenPromises(split.partition)).toEqual([])
    expect(split.partition.faces.has(middle)).toBe(false)
    expect(polygonsOf(split.partition, 'north')[0]![0]![1]).toBeGreaterThan(
      polygonsOf(split.partition, 'south')[0]![0]![1]!,
    )
    expect(totalDoubleArea(split.partition)).toBe(totalDoubleArea(base))
  })

  it('takes a line with corners, and one that ends on a border vertex', () => {
    const [x, y] = polygonsOf(base, middle)[0]![0]!
    const line: Position[] = [[x! / 1e7, y! / 1e7], at(1.4, 1.6), at(1.6, 1.4), at(2.6, 1.7)]
    const split = splitFace(base, middle, line, [middle, 'new'])
    if (!split.ok) throw new Error(split.reason)
    expect(brokenPromises(split.partition)).toEqual([])
  })

  it.each([
    ['line-too-short', [at(1.5, 1.5)]],
    ['line-too-short', [at(1.5, 1.5), at(1.5, 1.5)]],
    ['line-does-not-cross', [at(0.1, 0.5), at(0.9, 0.5)]],
    ['line-starts-inside', [at(1.5, 1.5), at(2.5, 1.5)]],
    ['line-ends-inside', [at(0.5, 1.5), at(1.5, 1.5)]],
    ['line-crosses-itself', [at(0.5, 1.5), at(2.5, 1.5), at(2.5, 2.5), at(1.5, 0.5)]],
    ['line-malformed', [at(0.5, 1.5), [Number.NaN, 37.8]]],
    ['line-malformed', [at(0.5, 1.5), [-120, 37.8]]],
  ] as [string, Position[]][])('refuses with %s', (reason, line) => {
    expect(splitFace(base, middle, line, [middle, 'new'])).toMatchObject({ ok: false, reason })
  })

  it('refuses codes that are taken and faces that are not there', () => {
    const line = [at(0.5, 1.5), at(2.5, 1.5)]
    expect(splitFace(base, middle, line, ['G-0-0', 'new'])).toMatchObject({ reason: 'code-taken' })
    expect(splitFace(base, middle, line, ['new', 'new'])).toMatchObject({ reason: 'code-taken' })
    expect(splitFace(base, 'nowhere', line, ['a', 'b'])).toMatchObject({ reason: 'unknown-face' })
  })

  it('divides a ring-shaped face by a line through its hole, and refuses one that stops in the hole', () => {
    const ring = buildPartition([
      {
        code: 'A',
        polygons: [
          [
            [at(0, 0), at(3, 0), at(3, 3), at(0, 3), at(0, 0)],
            [at(1, 1), at(2, 1), at(2, 2), at(1, 2), at(1, 1)],
          ],
        ],
      },
    ]).partition
    const through = splitFace(ring, 'A', [at(-1, 1.5), at(4, 1.5)], ['north', 'south'])
    if (!through.ok) throw new Error(through.reason)
    expect(polygonsOf(through.partition, 'north')).toHaveLength(1)
    expect(brokenPromises(through.partition)).toEqual([])
    expect(splitFace(ring, 'A', [at(-1, 1.5), at(1.5, 1.5)], ['a', 'b'])).toMatchObject({
      reason: 'line-does-not-separate',
    })
  })
})

describe('merging faces', () => {
  it('refuses faces without a common border', () => {
    expect(mergeFaces(base, 'G-0-0', 'G-2-2')).toMatchObject({ reason: 'not-neighbours' })
    expect(mergeFaces(base, 'G-0-0', 'G-1-1')).toMatchObject({ reason: 'not-neighbours' })
    expect(mergeFaces(base, 'G-0-0', 'G-0-0')).toMatchObject({ reason: 'same-face' })
    expect(mergeFaces(base, 'G-0-0', 'nowhere')).toMatchObject({ reason: 'unknown-face' })
  })

  it('takes in a face that lies inside', () => {
    const island = buildPartition([
      {
        code: 'A',
        polygons: [
          [
            [at(0, 0), at(3, 0), at(3, 3), at(0, 3), at(0, 0)],
            [at(1, 1), at(2, 1), at(2, 2), at(1, 2), at(1, 1)],
          ],
        ],
      },
      { code: 'B', polygons: [[[at(1, 1), at(2, 1), at(2, 2), at(1, 2), at(1, 1)]]] },
    ]).partition
    const merged = mergeFaces(island, 'A', 'B')
    if (!merged.ok) throw new Error(merged.reason)
    expect(polygonsOf(merged.partition, 'A')[0]).toHaveLength(1)
    expect(brokenPromises(merged.partition)).toEqual([])
  })
})

describe('laws', () => {
  const coordinate = fc.double({ min: -0.5, max: 3.5, noNaN: true })
  const line = fc
    .array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 6 })
    .map((points) => points.map(([x, y]) => at(x, y)))
  const code = fc.constantFrom(...base.faces.keys())

  it('split then merge leaves no trace, in bits', () => {
    fc.assert(
      fc.property(code, line, (face, drawn) => {
        const split = splitFace(base, face, drawn, [face, 'new'])
        if (!split.ok) return
        const merged = mergeFaces(split.partition, face, 'new')
        if (!merged.ok) throw new Error(merged.reason)
        expect(brokenPromises(merged.partition)).toEqual([])
        expect([...merged.partition.faces.keys()].sort()).toEqual([...base.faces.keys()].sort())
        for (const known of base.faces.keys())
          expect(polygonsOf(merged.partition, known)).toEqual(polygonsOf(base, known))
      }),
      { numRuns: 400 },
    )
  })

  it('random lines and merges keep every promise; every inverse restores; frozen input survives', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('split' as const), face: fc.nat(), line }),
      fc.record({ kind: fc.constant('merge' as const), face: fc.nat(), other: fc.nat() }),
    )
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let partition: Partition = base
        let made = 0
        for (const next of steps) {
          const codes = [...partition.faces.keys()]
          const face = codes[next.face % codes.length]!
          const result =
            next.kind === 'split'
              ? splitFace(partition, face, next.line, [face, `N${made++}`])
              : mergeFaces(partition, face, codes[next.other % codes.length]!)
          if (!result.ok) continue
          expect(brokenPromises(result.partition)).toEqual([])
          expect(areaDrift(result.partition)).toBeLessThan(1e-6)
          expect(applyPatch(result.partition, result.inverse).partition).toEqual(partition)
          partition = frozen(result.partition)
        }
      }),
      { numRuns: 200 },
    )
  })
})

/** Relative change of the whole: inner borders change nothing, the outer border bends by less than a step. */
function areaDrift(partition: Partition): number {
  return Math.abs(totalDoubleArea(partition) / totalDoubleArea(base) - 1)
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (value instanceof Map) for (const inner of value.values()) frozen(inner)
  else for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}
