import { describe, expect, it } from 'vitest'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { buildPartition } from './build-partition.ts'
import { applyChange, applyOperation } from './draft.ts'
import { packBorders } from './drawn-borders.ts'
import { facesOf, groundOf } from './ground.ts'
import { brokenLaws, nestedDraft } from './nested.fixture.ts'
import { totalDoubleArea } from './partition.fixture.ts'
import { doubleArea, toMultiPolygon } from './polygon.ts'

type Redraw = Extract<PlanOperation, { kind: 'redraw' }>

/** 3 x 2 grids of 2 x 2 micro-grids. */
const draft = nestedDraft(3, 2, 2, 5)
const shapeOf = (...grids: string[]) => grids.flatMap((code) => toMultiPolygon(groundOf(draft, code)))
const bordersOf = (...areas: ReturnType<typeof shapeOf>[]) =>
  packBorders(buildPartition(areas.map((polygons, i) => ({ code: String(i), polygons }))).partition, Number)
const make = (given: Partial<Redraw>) =>
  applyOperation(draft, { kind: 'redraw', from: [], grids: [], microGrids: [], borders: bordersOf(), ...given })

describe('grids drawn anew', () => {
  const swapped = make({
    from: ['A-1-1', 'A-2-1', 'A-2-0'],
    grids: [
      { code: 'A-1-1', name: 'one' },
      { code: 'NEW', name: 'new' },
    ],
    borders: bordersOf(shapeOf('A-2-1', 'A-2-0'), shapeOf('A-1-1')),
  })

  it('take whole micro-grids along, give up codes that are not named, begin new ones, and keep every law', () => {
    if (!swapped.ok) throw new Error(swapped.reason)
    const now = swapped.draft
    expect(brokenLaws(now)).toEqual([])
    expect(facesOf(now, 'NEW')).toEqual(facesOf(draft, 'A-1-1'))
    expect(facesOf(now, 'A-1-1')).toEqual([...facesOf(draft, 'A-2-0'), ...facesOf(draft, 'A-2-1')].sort())
    expect(now.grids.has('A-2-1')).toBe(false)
    expect(now.grids.get('NEW')).toMatchObject({ name: 'new', community: '370600001001', kind: 'base' })
    expect(totalDoubleArea(now.partition)).toBe(totalDoubleArea(draft.partition))
  })

  it('are taken back in one stroke, to the bit', () => {
    if (!swapped.ok) throw new Error(swapped.reason)
    expect(applyChange(swapped.draft, swapped.inverse).draft).toEqual(draft)
  })

  it('are parted into new micro-grids where those are drawn too', () => {
    const made = make({
      from: ['A-1-1'],
      grids: [{ code: 'A-1-1', name: 'one' }],
      microGrids: [{ code: 'M', name: 'm', grid: 0 }],
      borders: bordersOf(shapeOf('A-1-1')),
    })
    if (!made.ok) throw new Error(made.reason)
    expect(facesOf(made.draft, 'A-1-1')).toEqual(['M'])
    expect(brokenLaws(made.draft)).toEqual([])
    expect(doubleArea(groundOf(made.draft, 'A-1-1'))).toBe(doubleArea(groundOf(draft, 'A-1-1')))
  })

  it('split through a micro-grid give its other part its name and a number', () => {
    const ring = groundOf(draft, 'G-2-2')[0]![0]!
    const xs = ring.filter((_, i) => i % 2 === 0)
    const middle = (Math.min(...xs) + Math.max(...xs)) / 2 / 1e7
    const ys = groundOf(draft, 'A-1-1')
      .flat(2)
      .filter((_, i) => i % 2 === 1)
    const line: [number, number][] = [
      [middle, Math.min(...ys) / 1e7 - 0.01],
      [middle, Math.max(...ys) / 1e7 + 0.01],
    ]
    const split = applyOperation(draft, { kind: 'split', face: 'A-1-1', line, keep: 'left', code: 'NEW', name: 'new' })
    if (!split.ok) throw new Error(split.reason)
    const names = split.draft.grids.get('NEW')!.microGrids.map((code) => split.draft.microGrids.get(code)!.name)
    expect(names).toContain('G-2-2 2')
    expect(brokenLaws(split.draft)).toEqual([])
  })

  it('are refused with a reason where a code is taken or unknown, columns do not fit, or a grid gets no ground', () => {
    const one = { from: ['A-1-1'], borders: bordersOf(shapeOf('A-1-1')) }
    const grids = [{ code: 'A-1-1', name: 'one' }]
    const cases: [Partial<Redraw>, string][] = [
      [{ ...one, grids: [{ code: 'A-2-1', name: 'taken' }] }, 'code-taken'],
      [{ ...one, from: ['NONE'], grids }, 'unknown-face'],
      [{ ...one, grids, borders: { ...one.borders, y: '' } }, 'line-malformed'],
      [{ ...one, grids, borders: { ...one.borders, x: 'g' } }, 'line-malformed'],
      [{ ...one, grids: [...grids, { code: 'EMPTY', name: 'empty' }] }, 'hands-over-everything'],
    ]
    for (const [given, reason] of cases) expect(make(given)).toMatchObject({ ok: false, reason })
  })
})
