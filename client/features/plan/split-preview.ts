import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { type Tally, tally, tallyWithin } from '#domain/partition/census.ts'
import { extendLine } from '#domain/partition/extend-line.ts'
import { nextCode } from '#domain/partition/next-code.ts'
import type { LatticePolygon, Refusal } from '#domain/partition/partition.types.ts'
import { planSplit } from '#domain/partition/split-face.ts'
import { faceUnderLine } from './find-face.ts'
import type { Work } from './work.ts'

export interface PreviewSide {
  readonly polygons: readonly LatticePolygon[]
  readonly counts: Tally
  /** The side that keeps the grid's code and name: the one with more households. */
  readonly keeps: boolean
}

/** What a line would do if it ended here. */
export type SplitPreview = {
  /** The line with its ends prolonged to the border. */
  readonly line: readonly Position[]
  readonly face: string | null
} & ({ readonly ok: true; readonly left: PreviewSide; readonly right: PreviewSide } | Refusal)

/** Counts both sides of a line over the grid it runs through. Called while the pointer moves: well below a millisecond. */
export function previewSplit(work: Work, drawn: readonly Position[], chosen: string | null): SplitPreview {
  const { draft, census, base } = work
  const face = faceUnderLine(draft, drawn, chosen)
  if (face === null) return { ok: false, reason: 'line-does-not-cross', at: drawn[0] ?? null, line: drawn, face }
  const line = extendLine(draft.partition, face, drawn)
  const split = planSplit(draft.partition, face, line, [face, `${face}:new`])
  if (!split.ok) return { ...split, line, face }
  const list = census.of.get(face) ?? []
  const whole = tally(base.points, list)
  const left = tallyWithin(base.points, list, split.left)
  const right = {
    households: whole.households - left.households,
    buildings: whole.buildings - left.buildings,
    issues: whole.issues - left.issues,
  }
  const keeps = left.households >= right.households
  return {
    ok: true,
    line,
    face,
    left: { polygons: split.left, counts: left, keeps },
    right: { polygons: split.right, counts: right, keeps: !keeps },
  }
}

/** The step a legal preview stands for; `nameOf` makes the new grid's name from its code and community. */
export function splitOperation(
  work: Work,
  preview: SplitPreview,
  nameOf: (code: string, community: string) => string,
): PlanOperation | null {
  if (!preview.ok || preview.face === null) return null
  const { community } = work.draft.grids.get(preview.face)!
  const code = nextCode(work.draft, community)
  return {
    kind: 'split',
    face: preview.face,
    line: [...preview.line],
    keep: preview.left.keeps ? 'left' : 'right',
    code,
    name: nameOf(code, community),
  }
}
