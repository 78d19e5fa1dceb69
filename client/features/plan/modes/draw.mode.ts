import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { areaOf } from '#domain/partition/area.ts'
import { openAreaAt } from '../find-area.ts'
import { normOf } from '../norm-state.ts'
import { freshCode, levelOf } from '../split-preview.ts'
import { areaLayers, stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps } from '../step-preview.ts'
import { drawLine } from './draw-line.ts'
import { type Mode, type ModeDesk, noSnapping } from './mode.types.ts'
import { newAreaName } from './split.mode.ts'

/** A new grid or micro-grid on the ground inside a drawn ring: one stroke, or corners by clicks. */
export const drawMode: Mode = {
  cursor: 'crosshair',
  holdsDrags: true,
  modifier: noSnapping,
  enter: (desk) =>
    drawLine({
      desk,
      kinds: ['node', 'border', 'road', 'compound'],
      freehand: true,
      hints: {
        empty: { key: desk.level() === 'grid' ? 'hint.draw' : 'hint.drawMicro' },
        begun: { key: 'hint.ring' },
      },
      finish: 'draw',
      show(line, pointer) {
        const step = stepOf(desk, line)
        const { work, base } = desk.open()
        const preview = step && previewSteps(work, desk.level(), [step])
        desk.draw([
          ...(preview?.ok ? stepPreviewLayers(preview, normOf(base, desk.level()), desk.theme()) : []),
          ...areaLayers(line, line.length < 3 || preview?.ok === true, desk.theme()),
        ])
        desk.say({
          pointer,
          tip:
            line.length < 3 || !preview
              ? null
              : preview.ok
                ? { kind: 'figures', preview, stopped: false, snapped: null }
                : { kind: 'refused', reason: preview.reason },
        })
        if (!preview) return 'outside-of-plan'
        return preview.ok ? null : preview.reason
      },
      take(line) {
        const step = stepOf(desk, line)
        if (step?.kind !== 'draw' || !desk.take(step)) return false
        desk.say({ told: { key: 'told.drawn', values: { name: step.name } } })
        desk.choose(step.code)
        return true
      },
    }),
}

/** The step of a ring; null where no corner of it lies in open ground. */
function stepOf(desk: ModeDesk, area: readonly Position[]): PlanOperation | null {
  const open = desk.open()
  const { draft } = open.work
  if (area.length < 3) return null
  const middle: Position = [
    area.reduce((sum, [x]) => sum + x, 0) / area.length,
    area.reduce((sum, [, y]) => sum + y, 0) / area.length,
  ]
  const home = [middle, ...area].map((place) => openAreaAt(draft, 'grid', place)).find((code) => code !== null)
  const grid = home && areaOf(draft, 'grid', home)
  if (!grid) return null
  const code = freshCode(open.work, desk.level(), grid)
  const name = newAreaName(open, desk.level(), code, grid)
  return { kind: 'draw', ...levelOf(desk.level()), area: [...area], code, name }
}
