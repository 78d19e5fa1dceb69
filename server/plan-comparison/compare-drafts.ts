import { borderLines } from '#domain/autoplan/ground-features.ts'
import type { ComparedSide, PlanComparison } from '#domain/contract/plan-comparison.ts'
import { type CountedPoints, censusOf } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { gridOf, groundOf } from '#domain/partition/ground.ts'
import { compactness, measure } from '#domain/partition/measure.ts'
import { type AlongMeasure, alongMeasure, alongShare } from '#domain/plan-compare/along-lines.ts'
import { comparePlans } from '#domain/plan-compare/compare-plans.ts'
import { groundDifference } from '#domain/plan-compare/difference.ts'
import { innerBorders } from '#domain/plan-compare/inner-borders.ts'
import { readLines } from '#server/autoplan/read-features.ts'
import type { Context } from '#server/context.ts'
import { coverageStoreOf } from '#server/coverage/coverage-store.ts'
import { boxOfBase } from '#server/plan/box-of-base.ts'
import type { KnownBase } from '#server/plan/draft-store.ts'

/** A plan as it is compared. */
export interface ComparedDraft {
  /** '' for today. */
  id: string
  name: string
  draft: Draft
}

/** Compares the grids of two drafts of one area over the buildings and issues of a day. */
export async function compareDrafts(
  context: Context,
  { base, drafted: { points } }: KnownBase,
  one: ComparedDraft,
  other: ComparedDraft,
): Promise<PlanComparison> {
  const { county, norm } = base
  const lines = await readLines(context.db, county, boxOfBase(base))
  const codes = [...new Set([...openCodes(one.draft), ...openCodes(other.draft)])]
  const numbers = new Map(codes.map((code, number) => [code, number]))
  const [before, after] = [gridOfPoints(one.draft, points, numbers), gridOfPoints(other.draft, points, numbers)]
  // last of all points come those of issues, where nobody lives
  const [x, y] = [Int32Array.from(points.x), Int32Array.from(points.y)]
  const walking = coverageStoreOf(context).askOnce({ kind: 'posts', county, x, y, sides: [before, after] })
  const compared = comparePlans({
    one: before,
    other: after,
    households: Int32Array.from(points.households),
    issues: Int32Array.from(points.issues),
    grids: codes.length,
  })
  const along = alongMeasure(borderLines(lines))
  const grid = (number: number, { draft }: ComparedDraft) => {
    const code = codes[number]
    return code === undefined ? null : { code, name: draft.grids.get(code)?.name ?? code }
  }
  const [walkBefore, walkAfter] = await walking
  return {
    norm,
    households: compared.households,
    moved: compared.moved,
    one: { ...sideOf(one, compared.one, numbers, norm, along), walk: walkBefore! },
    other: { ...sideOf(other, compared.other, numbers, norm, along), walk: walkAfter! },
    flows: compared.flows.map(({ from, to, households, issues }) => ({
      ...{ from: grid(from, one), to: grid(to, other), households, issues },
    })),
    differences: groundDifference(groundsOf(one.draft), groundsOf(other.draft)),
  }
}

function openCodes(draft: Draft): string[] {
  return [...draft.grids.values()].filter((grid) => !grid.locked).map((grid) => grid.code)
}

function groundsOf(draft: Draft) {
  return openCodes(draft).map((code) => ({ code, polygons: groundOf(draft, code) }))
}

function gridOfPoints(draft: Draft, points: CountedPoints, numbers: ReadonlyMap<string, number>): Int32Array {
  const grids = new Int32Array(points.x.length).fill(-1)
  for (const [face, list] of censusOf(draft.partition, points).of) {
    const number = numbers.get(gridOf(draft, face)) ?? -1
    for (const i of list) grids[i] = number
  }
  return grids
}

function sideOf(
  { id, name, draft }: ComparedDraft,
  held: { households: Float64Array; issues: Float64Array },
  numbers: ReadonlyMap<string, number>,
  [least, most]: readonly [number, number],
  along: AlongMeasure,
): Omit<ComparedSide, 'walk'> {
  const base = openCodes(draft).filter((code) => draft.grids.get(code)!.kind === 'base')
  const households = base.map((code) => held.households[numbers.get(code)!]!)
  const issues = base.map((code) => held.issues[numbers.get(code)!]!)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const round = base.map((code) => compactness(measure(groundOf(draft, code))))
  return {
    ...{ id, name, grids: base.length },
    within: households.filter((own) => own >= least && own <= most).length,
    fewest: base.length === 0 ? 0 : Math.min(...households),
    most: Math.max(0, ...households),
    issuesMost: Math.max(0, ...issues),
    issuesMean: mean(issues),
    compactness: base.length === 0 ? null : mean(round),
    alongShare: alongShare(along(innerBorders(draft))),
  }
}
