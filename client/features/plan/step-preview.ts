import type { PlanOperation } from '#domain/contract/plan.ts'
import { type Area, areaOf, areaOfFace, facesAt, type Level } from '#domain/partition/area.ts'
import type { Draft } from '#domain/partition/draft.ts'
import type { Arc, Refusal } from '#domain/partition/partition.types.ts'
import { type Figures, figuresOf } from './figures.ts'
import { perform, type Work } from './work.ts'

/** An area that a step changes: what it amounts to before and after; null where it is not there. */
export interface PreviewSide extends Area {
  readonly before: Figures | null
  readonly after: Figures | null
}

/** What steps would do: the work after them, the areas that change, the borders that are new or run elsewhere. */
export interface StepPreview {
  readonly ok: true
  readonly level: Level
  readonly operations: readonly PlanOperation[]
  readonly work: Work
  readonly sides: readonly PreviewSide[]
  readonly arcs: readonly Arc[]
}

/** Makes steps on the side, without keeping them; counts grids, or micro-grids. Refused where one of them is. */
export function previewSteps(work: Work, level: Level, operations: readonly PlanOperation[]): StepPreview | Refusal {
  let after = work
  for (const operation of operations) {
    const made = perform(after, operation)
    if (!made.ok) return made
    after = made.work
  }
  const faces = touchedFaces(work, after)
  return {
    ok: true,
    level,
    operations,
    work: after,
    sides: knownFirst(work.draft, level, changedCodes(work.draft, after.draft, level, faces)).map((code) =>
      sideOf(code, level, work, after),
    ),
    arcs: changedArcs(work.draft, after.draft, level, faces),
  }
}

/** Faces that the steps since `before` changed. */
function touchedFaces(before: Work, after: Work): Set<string> {
  const touched = new Set<string>()
  for (const { inverse } of after.steps.slice(before.steps.length))
    for (const changes of [inverse.patch.faces, inverse.grids, inverse.microGrids ?? []])
      for (const [code] of changes) touched.add(code)
  return touched
}

/** Open areas whose ground, kind or name became another. */
function changedCodes(was: Draft, is: Draft, level: Level, faces: ReadonlySet<string>): string[] {
  const codes = new Set<string>()
  for (const face of faces) for (const draft of [was, is]) codes.add(areaOfFace(draft, level, face))
  return [...codes].filter((code) => {
    const [old, now] = [areaOf(was, level, code), areaOf(is, level, code)]
    if ((now ?? old)?.locked !== false) return false
    if (old?.name !== now?.name || old?.kind !== now?.kind || old?.grid !== now?.grid) return true
    const [before, after] = [facesAt(was, level, code), facesAt(is, level, code)]
    return (
      before.length !== after.length ||
      before.some((face, i) => face !== after[i] || was.partition.faces.get(face) !== is.partition.faces.get(face))
    )
  })
}

function sideOf(code: string, level: Level, before: Work, after: Work): PreviewSide {
  const area = (areaOf(after.draft, level, code) ?? areaOf(before.draft, level, code))!
  return { ...area, before: figuresOf(before, level, code), after: figuresOf(after, level, code) }
}

/** Areas that stand already, then new ones by code. */
function knownFirst(was: Draft, level: Level, codes: readonly string[]): string[] {
  const stands = (code: string) => facesAt(was, level, code).length > 0
  return [...codes.filter(stands), ...codes.filter((code) => !stands(code)).sort()]
}

/** Arcs that run elsewhere, and those that stay and come to part areas of the level: a border of micro-grids, of grids. */
function changedArcs(before: Draft, after: Draft, level: Level, faces: ReadonlySet<string>): Arc[] {
  const arcs = new Set<Arc>()
  for (const code of faces)
    for (const id of after.partition.faces.get(code)?.arcs ?? []) {
      const arc = after.partition.arcs.get(id)!
      if (before.partition.arcs.get(id) !== arc || (parts(after, level, arc) && !parts(before, level, arc)))
        arcs.add(arc)
    }
  return [...arcs]
}

function parts(draft: Draft, level: Level, { left, right }: Arc): boolean {
  const areaAt = (face: string | null) => (face === null ? null : areaOfFace(draft, level, face))
  return areaAt(left) !== areaAt(right)
}
