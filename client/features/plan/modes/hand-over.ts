import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { areaLayers, stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps, type StepPreview } from '../step-preview.ts'
import type { ModeDesk } from './mode.types.ts'

/** Ground can only go to a grid that is chosen. */
export function needsChosen(_open: OpenDraft, chosen: string | null): string | null {
  return chosen === null ? 'chooseFirst' : null
}

/** What handing the ground inside a ring to the chosen grid would do. */
export function previewHandOver(desk: ModeDesk, area: readonly Position[]): StepPreview | Refusal {
  const to = desk.chosen()
  if (to === null || area.length < 3) return { ok: false, reason: 'line-too-short', at: null }
  return previewSteps(desk.open().work, [{ kind: 'hand-over', to, area: [...area] }])
}

/** Shows the ring and what it would do, with the figures at the pointer; answers why not, or null. */
export function showHandOver(
  desk: ModeDesk,
  area: readonly Position[],
  pointer: { x: number; y: number } | null,
): Refusal['reason'] | null {
  const preview = previewHandOver(desk, area)
  desk.draw([
    ...(preview.ok ? stepPreviewLayers(preview, desk.open().base.norm, desk.theme()) : []),
    ...areaLayers(area, preview.ok, desk.theme()),
  ])
  const quiet = area.length < 3
  desk.say({
    pointer,
    tip: quiet
      ? null
      : preview.ok
        ? { kind: 'figures', preview, stopped: false, snapped: null }
        : { kind: 'refused', reason: preview.reason },
  })
  return preview.ok ? null : preview.reason
}

/** Hands the ground inside a ring to the chosen grid. */
export function takeHandOver(desk: ModeDesk, area: readonly Position[]): boolean {
  const to = desk.chosen()
  if (to === null) return false
  const operation: PlanOperation = { kind: 'hand-over', to, area: [...area] }
  if (!desk.take(operation)) return false
  const grid = desk.open().work.draft.grids.get(to)?.name ?? to
  desk.say({ told: { key: 'told.handed', values: { grid } }, tip: null })
  return true
}

/** The words at the foot of a mode that hands ground over. */
export function handOverHint(desk: ModeDesk, key: string): { key: string; values: { grid: string } } {
  const to = desk.chosen()
  return { key, values: { grid: (to !== null && desk.open().work.draft.grids.get(to)?.name) || '' } }
}
