import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { areaOf, type Level } from '#domain/partition/area.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import { normOf } from '../norm-state.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { levelOf } from '../split-preview.ts'
import { areaLayers, stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps, type StepPreview } from '../step-preview.ts'
import type { ModeDesk } from './mode.types.ts'

/** Ground can only go to an area that is chosen. */
export function needsChosen(_open: OpenDraft, chosen: string | null, level: Level): string | null {
  if (chosen !== null) return null
  return level === 'grid' ? 'chooseFirst' : 'chooseMicroFirst'
}

/** What handing the ground inside a ring to the chosen grid would do. */
export function previewHandOver(desk: ModeDesk, area: readonly Position[]): StepPreview | Refusal {
  const to = desk.chosen()
  if (to === null || area.length < 3) return { ok: false, reason: 'line-too-short', at: null }
  return previewSteps(desk.open().work, desk.level(), [handOver(desk, to, area)])
}

/** Shows the ring and what it would do, with the figures at the pointer; answers why not, or null. */
export function showHandOver(
  desk: ModeDesk,
  area: readonly Position[],
  pointer: { x: number; y: number } | null,
): Refusal['reason'] | null {
  const preview = previewHandOver(desk, area)
  desk.draw([
    ...(preview.ok ? stepPreviewLayers(preview, normOf(desk.open().base, desk.level()), desk.theme()) : []),
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
  if (!desk.take(handOver(desk, to, area))) return false
  desk.say({ told: { key: 'told.handed', values: { grid: nameOf(desk, to) } }, tip: null })
  return true
}

/** The words at the foot of a mode that hands ground over. */
export function handOverHint(desk: ModeDesk, key: string): { key: string; values: { grid: string } } {
  const to = desk.chosen()
  return { key, values: { grid: to === null ? '' : nameOf(desk, to) } }
}

function handOver(desk: ModeDesk, to: string, area: readonly Position[]): PlanOperation {
  return { kind: 'hand-over', ...levelOf(desk.level()), to, area: [...area] }
}

function nameOf(desk: ModeDesk, code: string): string {
  return areaOf(desk.open().work.draft, desk.level(), code)?.name ?? code
}
