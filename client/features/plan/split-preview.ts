import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { type Area, areaOf, type Count, countAt, groundAt, type Level } from '#domain/partition/area.ts'
import { extendLine } from '#domain/partition/extend-line.ts'
import { nextCode, nextMicroGridCode } from '#domain/partition/next-code.ts'
import type { LatticePolygon, Refusal } from '#domain/partition/partition.types.ts'
import { areaUnderLine } from './find-area.ts'
import { perform, type Work } from './work.ts'

export interface SplitSide {
  readonly polygons: readonly LatticePolygon[]
  readonly counts: Count
  /** The side that keeps the area's code and name: the one with more households. */
  readonly keeps: boolean
}

/** What a line would do if it ended here. */
export type SplitPreview = {
  /** The line with its ends prolonged to the border. */
  readonly line: readonly Position[]
  readonly level: Level
  /** What it would split. */
  readonly area: Area | null
} & ({ readonly ok: true; readonly left: SplitSide; readonly right: SplitSide } | Refusal)

/** Counts both sides of a line over the grid or micro-grid it runs through. */
export function previewSplit(
  work: Work,
  level: Level,
  drawn: readonly Position[],
  chosen: string | null,
): SplitPreview {
  const { draft } = work
  const code = areaUnderLine(draft, level, drawn, chosen)
  const area = code === null ? null : areaOf(draft, level, code)
  if (!area) return { ok: false, reason: 'line-does-not-cross', at: drawn[0] ?? null, line: drawn, level, area: null }
  const line = extendLine(groundAt(draft, level, area.code), drawn)
  const made = perform(work, splitStep(work, level, area, line, 'left', ''))
  if (!made.ok) return { ...made, line, level, area }
  const fresh = freshCode(work, level, area)
  const sideOf = (of: string) => ({
    polygons: groundAt(made.work.draft, level, of),
    counts: countAt(made.work, work.base.points, level, of),
  })
  const [left, right] = [sideOf(area.code), sideOf(fresh)]
  const keeps = left.counts.households >= right.counts.households
  return { ok: true, line, level, area, left: { ...left, keeps }, right: { ...right, keeps: !keeps } }
}

/** The step a legal preview stands for; `nameOf` makes the name of what is new from its code. */
export function splitOperation(
  work: Work,
  preview: SplitPreview,
  nameOf: (code: string, area: Area) => string,
): PlanOperation | null {
  const { area, level, line } = preview
  if (!preview.ok || area === null) return null
  const name = nameOf(freshCode(work, level, area), area)
  return splitStep(work, level, area, line, preview.left.keeps ? 'left' : 'right', name)
}

/** The code that something new beside an area gets for now; publishing gives the lasting one. */
export function freshCode(
  { draft }: Work,
  level: Level,
  { community, grid }: Pick<Area, 'community' | 'grid'>,
): string {
  return level === 'grid' ? nextCode(draft, community) : nextMicroGridCode(draft, grid)
}

function splitStep(
  work: Work,
  level: Level,
  area: Area,
  line: readonly Position[],
  keep: 'left' | 'right',
  name: string,
): PlanOperation {
  return {
    kind: 'split',
    ...levelOf(level),
    face: area.code,
    line: [...line],
    keep,
    code: freshCode(work, level, area),
    name,
  }
}

/** The level as operations say it: grids when nothing is said. */
export function levelOf(level: Level): { level?: 'micro-grid' } {
  return level === 'micro-grid' ? { level } : {}
}
