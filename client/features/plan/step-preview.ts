import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Draft } from '#domain/partition/draft.ts'
import type { Arc, Refusal } from '#domain/partition/partition.types.ts'
import { type Figures, figuresOf } from './figures.ts'
import { perform, type Work } from './work.ts'

/** A grid that a step changes: what it amounts to before and after; null where it is not there. */
export interface PreviewSide {
  readonly code: string
  readonly name: string
  readonly kind: 'base' | 'dedicated'
  readonly before: Figures | null
  readonly after: Figures | null
}

/** What steps would do: the work after them, the grids that change, the borders that are new or run elsewhere. */
export interface StepPreview {
  readonly ok: true
  readonly operations: readonly PlanOperation[]
  readonly work: Work
  readonly sides: readonly PreviewSide[]
  readonly arcs: readonly Arc[]
}

/** Makes steps on the side, without keeping them. Refused where one of them is. */
export function previewSteps(work: Work, operations: readonly PlanOperation[]): StepPreview | Refusal {
  let after = work
  for (const operation of operations) {
    const made = perform(after, operation)
    if (!made.ok) return made
    after = made.work
  }
  const codes = changedCodes(work, after)
  return {
    ok: true,
    operations,
    work: after,
    sides: codes.map((code) => sideOf(code, work, after)),
    arcs: changedArcs(work.draft, after.draft, codes),
  }
}

/** Open grids whose ground, kind or name the steps since `before` changed. */
function changedCodes(before: Work, after: Work): string[] {
  const touched = new Set<string>()
  for (const { inverse } of after.steps.slice(before.steps.length)) {
    for (const [code] of inverse.patch.faces) touched.add(code)
    for (const [code] of inverse.grids) touched.add(code)
  }
  const [was, is] = [before.draft, after.draft]
  return [...touched].filter(
    (code) =>
      (is.grids.get(code) ?? was.grids.get(code))?.locked === false &&
      (is.partition.faces.get(code) !== was.partition.faces.get(code) || is.grids.get(code) !== was.grids.get(code)),
  )
}

function sideOf(code: string, before: Work, after: Work): PreviewSide {
  const grid = (after.draft.grids.get(code) ?? before.draft.grids.get(code))!
  return { code, name: grid.name, kind: grid.kind, before: figuresOf(before, code), after: figuresOf(after, code) }
}

function changedArcs(before: Draft, after: Draft, codes: readonly string[]): Arc[] {
  const arcs = new Set<Arc>()
  for (const code of codes)
    for (const id of after.partition.faces.get(code)?.arcs ?? []) {
      const arc = after.partition.arcs.get(id)!
      if (before.partition.arcs.get(id) !== arc) arcs.add(arc)
    }
  return [...arcs]
}
