import { censusOfGrids } from '#domain/partition/area.ts'
import { type CountedPoints, tally } from '#domain/partition/census.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { compactness, measure } from '#domain/partition/measure.ts'
import { judge } from '#domain/partition/rules/judge.ts'
import { gridsOfPoints } from '#domain/plan-code/moved-households.ts'
import { comparePlans } from '#domain/plan-compare/compare-plans.ts'
import type { StoredBase } from '#server/plan/plan-base.ts'
import type { CountedDraft } from '../sheet/gather-map.ts'
import type { ReportPage, ReportSide } from './report.types.ts'

/** Figures of the base grids of one side of a plan. */
export function sideOf(side: CountedDraft, stood: CountedDraft, base: StoredBase): ReportSide {
  const { draft, points, census } = side
  const { norm, microGridNorm, rules, compounds } = base
  const grids = [...draft.grids.values()].filter(({ locked, kind }) => !locked && kind === 'base')
  const byGrid = censusOfGrids({ draft, census })
  const counts = grids.map(({ code }) => tally(points, byGrid.of.get(code)))
  const households = counts.map((count) => count.households)
  const issues = counts.map((count) => count.issues)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const round = grids.map(({ code }) => compactness(measure(groundOf(draft, code))))
  return {
    grids: grids.length,
    within: households.filter((own) => own >= norm[0] && own <= norm[1]).length,
    fewest: grids.length === 0 ? 0 : Math.min(...households),
    most: Math.max(0, ...households),
    issuesMean: mean(issues),
    issuesMost: Math.max(0, ...issues),
    compactness: grids.length === 0 ? null : mean(round),
    findings: judge({ draft, census, points, base: stood, norm, microGridNorm, rules, compounds }).length,
  }
}

/** Households and issues that change hands between two sides, the largest first. `beyond` is what lies in no grid called. */
export function flowsOf(before: CountedDraft, after: CountedDraft, beyond: string): ReportPage['flows'] {
  const { points } = after
  const codes = [...new Set([...before.draft.grids.keys(), ...after.draft.grids.keys()])]
  const numbers = new Map(codes.map((code, number) => [code, number]))
  const columnOf = ({ draft, census }: CountedDraft) =>
    Int32Array.from(gridsOfPoints(draft, census, points.x.length), (code) => numbers.get(code) ?? -1)
  const column = (values: CountedPoints['households']) => Int32Array.from(values)
  const compared = comparePlans({
    ...{ one: columnOf(before), other: columnOf(after), grids: codes.length },
    ...{ households: column(points.households), issues: column(points.issues) },
  })
  const nameIn = ({ draft }: CountedDraft, number: number) => draft.grids.get(codes[number] ?? '')?.name ?? beyond
  return compared.flows
    .filter(({ households, issues }) => households > 0 || issues > 0)
    .map(({ from, to, households, issues }) => ({
      ...{ from: nameIn(before, from), to: nameIn(after, to), households, issues },
    }))
}
