import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { type PlanRuleName, planRules, type RuleSeverity } from '#domain/contract/county.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { assignTones, neighboursByArea } from './assign-tones.ts'
import { retakeCensus, takeCensus, tally, tallyWithin } from './census.ts'
import { compareCensus } from './compare-census.ts'
import { crookedDraft, scatteredPoints } from './draft.fixture.ts'
import { applyChange, applyOperation, type Draft, replay } from './draft.ts'
import { extendLine } from './extend-line.ts'
import { nextCode } from './next-code.ts'
import { ORIGIN } from './partition.fixture.ts'
import { polygonsOf } from './polygon.ts'
import { proposeSplit } from './propose-split.ts'
import { blockingOf, judge } from './rules/judge.ts'
import { planSplit } from './split-face.ts'
import { TrieMap } from './trie-map.ts'

const draft = crookedDraft(4, 3, 23)
const points = scatteredPoints(400, 4, 3, 5)
const census = takeCensus(draft.partition, points)
const at = (x: number, y: number): Position => [ORIGIN[0] + x * 0.003, ORIGIN[1] + y * 0.003]
const cut: PlanOperation = {
  kind: 'split',
  face: 'G-1-1',
  line: [at(0.5, 1.5), at(2.5, 1.5)],
  keep: 'left',
  code: '370600001001001',
  name: 'new',
}

const applied = (from: Draft, operation: PlanOperation) => {
  const result = applyOperation(from, operation)
  if (!result.ok) throw new Error(result.reason)
  return result
}

describe('operations of a plan', () => {
  it('split keeps the old code and name on the side told, the other side is a new grid of the same community', () => {
    const { draft: next } = applied(draft, cut)
    expect(next.grids.get('370600001001001')).toMatchObject({ name: 'new', community: '370600001001' })
    expect(next.grids.get('G-1-1')).toBe(draft.grids.get('G-1-1'))
    expect(next.grids.size).toBe(13)
  })

  it('replay tells which operation was refused and why', () => {
    const result = replay(draft, [cut, { kind: 'merge', into: 'G-0-0', from: 'G-3-2' }, cut])
    expect(result).toMatchObject({ ok: false, index: 1, reason: 'not-neighbours' })
    expect(replay(draft, [cut, { kind: 'rename', face: 'G-1-1', name: 'renamed' }])).toMatchObject({ ok: true })
  })

  it('locked grids refuse every operation', () => {
    const grids = draft.grids.with('G-1-1', { ...draft.grids.get('G-1-1')!, locked: true })
    const locked = { ...draft, grids }
    for (const operation of [
      cut,
      { kind: 'merge', into: 'G-0-1', from: 'G-1-1' },
      { kind: 'rename', face: 'G-1-1', name: 'x' },
    ] as PlanOperation[])
      expect(applyOperation(locked, operation)).toMatchObject({ ok: false, reason: 'face-locked' })
  })

  it('the next code follows the highest of the community and leaves the dedicated numbers alone', () => {
    let { grids } = draft
    for (const code of ['370600001001007', '370600001001901'])
      grids = grids.with(code, { ...draft.grids.get('G-1-1')!, code })
    expect(nextCode({ ...draft, grids }, '370600001001')).toBe('370600001001008')
    expect(nextCode(draft, '370600001001')).toBe('370600001001001')
  })
})

describe('the census', () => {
  it('finds every household in exactly one face or outside', () => {
    const seen = [...[...census.of.values()].flat(), ...census.outside].sort((a, b) => a - b)
    expect(seen).toEqual(Array.from({ length: 400 }, (_, i) => i))
  })

  it('stays equal to a count from scratch through any plan, forward and back', () => {
    const coordinate = fc.double({ min: -0.5, max: 4.5, noNaN: true })
    const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 4 })
    const step = fc.record({ face: fc.nat(), other: fc.nat(), line: fc.option(line) })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), (steps) => {
        let state = { draft, census }
        for (const [i, next] of steps.entries()) {
          const codes = [...state.draft.grids.keys()]
          const face = codes[next.face % codes.length]!
          const operation: PlanOperation = next.line
            ? {
                kind: 'split',
                face,
                line: next.line.map(([x, y]) => at(x, y)),
                keep: 'right',
                code: `N${i}`,
                name: 'n',
              }
            : { kind: 'merge', into: face, from: codes[next.other % codes.length]! }
          const result = applyOperation(state.draft, operation)
          if (!result.ok) continue
          const touched = retakeCensus(state.census, result.draft.partition, result.inverse.patch, points)
          expect(touched).toEqual(takeCensus(result.draft.partition, points))
          const undone = applyChange(result.draft, result.inverse)
          expect(undone.draft).toEqual(state.draft)
          expect(retakeCensus(touched, undone.draft.partition, undone.inverse.patch, points)).toEqual(state.census)
          state = { draft: result.draft, census: touched }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('previews both sides of a line as the split will count them', () => {
    const preview = planSplit(draft.partition, 'G-1-1', cut.kind === 'split' ? cut.line : [], ['G-1-1', 'new'])
    if (!preview.ok) throw new Error(preview.reason)
    const list = census.of.get('G-1-1')!
    const after = takeCensus(applied(draft, cut).draft.partition, points)
    expect(tallyWithin(points, list, preview.left)).toEqual(tally(points, after.of.get('G-1-1')))
    expect(tallyWithin(points, list, preview.right)).toEqual(tally(points, after.of.get('370600001001001')))
  })

  it('compares a plan with today', () => {
    const { draft: next } = applied(draft, cut)
    const after = takeCensus(next.partition, points)
    const comparison = compareCensus(points, [200, 400], { draft, census }, { draft: next, census: after })
    expect(comparison.movedHouseholds).toBe(tally(points, after.of.get('370600001001001')).households)
    expect(comparison.planned.grids).toBe(comparison.today.grids + 1)
    expect(compareCensus(points, [200, 400], { draft, census }, { draft, census }).movedHouseholds).toBe(0)
  })
})

describe('help for the hand', () => {
  const standsAt = (code: string) => (line: [number, number][]) => planSplit(draft.partition, code, line, ['a', 'b']).ok

  it('prolongs a line that stops inside to the border', () => {
    const line = extendLine(polygonsOf(draft.partition, 'G-1-1'), [at(1.4, 1.5), at(1.6, 1.5)])
    expect(planSplit(draft.partition, 'G-1-1', line, ['a', 'b']).ok).toBe(true)
    const long = [at(0.5, 1.5), at(2.5, 1.5)]
    expect(extendLine(polygonsOf(draft.partition, 'G-1-1'), long)).toEqual(long)
  })

  it.each(['across', 'along'] as const)('proposes a balanced split %s the longest axis', (direction) => {
    const list = census.of.get('G-2-1')!
    const line = proposeSplit(polygonsOf(draft.partition, 'G-2-1'), points, list, direction, standsAt('G-2-1'))
    const preview = planSplit(draft.partition, 'G-2-1', line!, ['a', 'b'])
    if (!preview.ok) throw new Error(preview.reason)
    const whole = tally(points, list).households
    expect(Math.abs(tallyWithin(points, list, preview.left).households / whole - 0.5)).toBeLessThan(0.12)
  })

  it('gives neighbours different tones and recolours nothing but what a cut made', () => {
    const tones = assignTones(draft)
    for (const [code, others] of neighboursByArea(draft, 'grid'))
      for (const other of others) expect(tones.get(other)).not.toBe(tones.get(code))
    const next = assignTones(applied(draft, cut).draft, tones)
    for (const [code, tone] of tones) expect(next.get(code)).toBe(tone)
  })
})

describe('rules', () => {
  const world = {
    draft,
    census,
    points,
    base: { draft, census },
    norm: [200, 400] as const,
    microGridNorm: [20, 50] as const,
    rules: planRules.parse({}),
    compounds: Array.from({ length: 10 }, (_, i) => ({ code: `C${i}`, name: `c${i}` })),
  }

  it('tell grids under and over the norm with the households they are off', () => {
    for (const finding of judge({ ...world, norm: [800, 900] })) {
      if (finding.rule !== 'too-few-households' && finding.rule !== 'too-many-households') continue
      const { households } = tally(points, census.of.get(finding.face))
      expect(finding.values.off).toBe(households < 800 ? 800 - households : households - 900)
      expect(finding.severity).toBe('block')
    }
    expect(judge({ ...world, norm: [0, 100_000] }).filter((finding) => finding.severity === 'block')).toEqual([])
  })

  it('tell a compound that a grid shares with another, once in each smaller share', () => {
    const split = judge({ ...world, norm: [0, 100_000] }).filter((finding) => finding.rule === 'compound-split')
    expect(split.length).toBeGreaterThan(0)
    expect(new Set(split.map((finding) => finding.id)).size).toBe(split.length)
  })

  it('tell a grid that took in households of another community', () => {
    const grids = draft.grids.with('G-1-1', { ...draft.grids.get('G-1-1')!, community: '370600001002' })
    const begun = { draft: { ...draft, grids }, census }
    const merged = applied(begun.draft, { kind: 'merge', into: 'G-0-1', from: 'G-1-1' }).draft
    const findings = judge({ ...world, base: begun, draft: merged, census: takeCensus(merged.partition, points) })
    expect(findings.filter((finding) => finding.rule === 'community-crossed')).toMatchObject([
      {
        face: 'G-0-1',
        values: { community: '370600001002', households: tally(points, census.of.get('G-1-1')).households },
      },
    ])
    expect(judge({ ...world, base: begun, draft: begun.draft }).some(({ rule }) => rule === 'community-crossed')).toBe(
      false,
    )
  })

  const only = (name: PlanRuleName, severity: RuleSeverity, more: object = {}) => {
    const off = Object.fromEntries(Object.keys(world.rules.severity).map((one) => [one, 'off']))
    return { ...world, rules: planRules.parse({ severity: { ...off, [name]: severity }, ...more }) }
  }

  it('tell load, compactness and narrow ground by the limits of the county, as severely as it says', () => {
    const [first] = judge(only('load', 'block', { issuesPerWorker: 1 }))
    expect(first).toMatchObject({ rule: 'overloaded', severity: 'block', values: { most: 1 } })
    expect(judge(only('load', 'off', { issuesPerWorker: 1 }))).toEqual([])
    expect(judge(only('compactness', 'warn', { leastCompactness: 1 }))).toHaveLength(draft.grids.size)
    expect(judge(only('compactness', 'warn', { leastCompactness: 0 }))).toEqual([])
    const narrow = judge(only('too-narrow', 'warn', { leastWidthMeters: 1_000 }))
    expect(narrow).toHaveLength(draft.grids.size)
    for (const { rule, values } of narrow) if (rule === 'too-narrow') expect(values.meters).toBeGreaterThan(50)
  })

  it('tell micro-grids outside of their norm when the county wants it', () => {
    const named = applied(draft, { kind: 'name-rest', face: 'G-1-1', code: 'M', name: '微' }).draft
    const judged = (norm: [number, number]) =>
      judge({
        ...only('micro-grid-norm', 'warn'),
        draft: named,
        census: takeCensus(named.partition, points),
        microGridNorm: norm,
      })
    expect(judged([99_999, 100_000])).toMatchObject([{ face: 'M', rule: 'micro-grid-too-small' }])
    expect(judged([0, 100_000])).toEqual([])
  })

  it('let a plan be blocked by what it brings, not by what stood before', () => {
    const strict = { ...only('household-norm', 'block'), norm: [0, 1] as const }
    expect(judge(strict).length).toBeGreaterThan(0)
    expect(blockingOf(strict, false)).toEqual([])
    expect(blockingOf(strict, true)).toEqual(judge(strict))
    const line: [number, number][] = [
      [ORIGIN[0] - 0.01, ORIGIN[1] + 0.0015],
      [ORIGIN[0] + 0.02, ORIGIN[1] + 0.0015],
    ]
    const split = applied(draft, { kind: 'split', face: 'G-0-0', line, keep: 'left', code: 'NEW', name: '新' }).draft
    const brought = blockingOf({ ...strict, draft: split, census: takeCensus(split.partition, points) }, false)
    expect(brought.map((finding) => finding.face)).toEqual(['NEW'])
  })

  it('are silent on grids beyond the scope', () => {
    const grids = TrieMap.from([...draft.grids].map(([code, grid]) => [code, { ...grid, locked: true }] as const))
    expect(judge({ ...world, draft: { ...draft, grids }, norm: [800, 900] })).toEqual([])
  })
})
