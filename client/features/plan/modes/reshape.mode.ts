import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { guidesNear } from '../guides.ts'
import { normOf } from '../norm-state.ts'
import { levelOf } from '../split-preview.ts'
import { areaLayers, stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps } from '../step-preview.ts'
import { scaleAt } from '../tool/mode-desk.ts'
import { traceGuides } from '../trace-guides.ts'
import { drawLine } from './draw-line.ts'
import { type Mode, noSnapping } from './mode.types.ts'

/** Around two corners, in parts of their distance, guides are looked for that join them. */
const LOOK_AROUND = 0.5

/** Redraws a stretch of border: freehand in one stroke, or by corners, between which roads, walls and water are followed. */
export const reshapeMode: Mode = {
  cursor: 'crosshair',
  holdsDrags: true,
  modifier: noSnapping,
  enter(desk) {
    const stepOf = (line: readonly Position[]): PlanOperation => ({
      kind: 'reshape',
      ...levelOf(desk.level()),
      line: [...line],
    })
    return drawLine({
      desk,
      kinds: ['node', 'border', 'road', 'compound'],
      freehand: true,
      hints: { empty: { key: 'hint.reshape' }, begun: { key: 'hint.reshaping' } },
      finish: 'reshape',
      follow(from, to) {
        const guided = [from, to].every(({ kind }) => kind === 'road' || kind === 'compound')
        if (!guided) return null
        const reach = Math.max(Math.abs(to.at[0] - from.at[0]), Math.abs(to.at[1] - from.at[1])) * LOOK_AROUND
        const { road, compound } = guidesNear([
          Math.min(from.at[0], to.at[0]) - reach,
          Math.min(from.at[1], to.at[1]) - reach,
          Math.max(from.at[0], to.at[0]) + reach,
          Math.max(from.at[1], to.at[1]) + reach,
        ])
        return traceGuides([...road, ...compound], from.at, to.at, scaleAt(desk.view, false).pixelsPerDegree)
      },
      show(line, pointer, snapped) {
        if (line.length < 2) {
          desk.draw(areaLayers(line, true, desk.theme()))
          desk.say({ tip: null, pointer })
          return 'line-too-short'
        }
        const { work, base } = desk.open()
        const preview = previewSteps(work, desk.level(), [stepOf(line)])
        desk.draw([
          ...(preview.ok ? stepPreviewLayers(preview, normOf(base, desk.level()), desk.theme()) : []),
          ...areaLayers(line, preview.ok, desk.theme(), false),
        ])
        desk.say({
          pointer,
          tip: preview.ok
            ? {
                kind: 'figures',
                preview,
                stopped: false,
                snapped: snapped?.kind ? { kind: snapped.kind, name: snapped.name } : null,
              }
            : { kind: 'refused', reason: preview.reason },
        })
        return preview.ok ? null : preview.reason
      },
      take(line) {
        if (!desk.take(stepOf(line))) return false
        desk.say({ told: { key: 'told.reshaped' } })
        return true
      },
    })
  },
}
