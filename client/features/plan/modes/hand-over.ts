import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { areaOf, type Level } from '#domain/partition/area.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import { joinSteps } from '../made-together.ts'
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

/** Shows rings and what handing their ground over would do, with the figures at the pointer; answers why not, or null. */
export function showHandOver(
  desk: ModeDesk,
  areas: readonly (readonly Position[])[],
  pointer: { x: number; y: number } | null,
): Refusal['reason'] | null {
  const preview = previewHandOver(desk, areas)
  desk.draw([
    ...(preview.ok ? stepPreviewLayers(preview, normOf(desk.open().base, desk.level()), desk.theme()) : []),
    ...areas.flatMap((area, part) => areaLayers(area, preview.ok, desk.theme(), true, part)),
  ])
  desk.say({
    pointer,
    tip: areas.every((area) => area.length < 3)
      ? null
      : preview.ok
        ? { kind: 'figures', preview, stopped: false, snapped: null }
        : { kind: 'refused', reason: preview.reason },
  })
  return preview.ok ? null : preview.reason
}

/** Hands the ground inside rings to the chosen area, a step each; those that change nothing are left out. */
export function takeHandOver(desk: ModeDesk, areas: readonly (readonly Position[])[]): boolean {
  const to = desk.chosen()
  if (to === null) return false
  const preview = previewHandOver(desk, areas)
  const steps = preview.ok ? preview.operations : areas.slice(0, 1).map((area) => handOver(desk, to, area))
  if (!steps.every((step) => desk.take(step))) return false
  joinSteps(steps)
  desk.say({ told: { key: 'told.handed', values: { grid: nameOf(desk, to) } }, tip: null })
  return true
}

/** What handing the ground inside rings to the chosen area would do. */
function previewHandOver(desk: ModeDesk, areas: readonly (readonly Position[])[]): StepPreview | Refusal {
  const to = desk.chosen()
  const whole = areas.filter((area) => area.length >= 3)
  if (to === null || whole.length === 0) return { ok: false, reason: 'line-too-short', at: null }
  const { work } = desk.open()
  const steps: PlanOperation[] = []
  let refused: Refusal | null = null
  for (const area of whole) {
    const tried = previewSteps(work, desk.level(), [...steps, handOver(desk, to, area)])
    if (tried.ok) steps.push(handOver(desk, to, area))
    else if (tried.reason !== 'nothing-changes') return tried
    else refused = tried
  }
  return steps.length === 0 && refused ? refused : previewSteps(work, desk.level(), steps)
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
