import i18next from 'i18next'
import type { Position } from '#domain/contract/common.ts'
import type { Area, Level } from '#domain/partition/area.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { splitPreviewLayers } from '../split-preview.layer.ts'
import { previewSplit, type SplitPreview, splitOperation } from '../split-preview.ts'
import { drawLine } from './draw-line.ts'
import type { Mode } from './mode.types.ts'

/** Splits the grid or micro-grid a drawn line runs through, both sides counted while it is drawn. */
export const splitMode: Mode = {
  cursor: 'crosshair',
  holdsDrags: true,
  enter(desk) {
    let preview: { line: readonly Position[]; of: SplitPreview } | null = null
    const of = (line: readonly Position[]): SplitPreview => {
      if (preview?.line !== line)
        preview = { line, of: previewSplit(desk.open().work, desk.level(), line, desk.chosen()) }
      return preview.of
    }
    return drawLine({
      desk,
      kinds: ['node', 'border', 'road', 'compound'],
      freehand: false,
      hints: { empty: { key: 'hint.split' }, begun: { key: 'hint.drawing' } },
      finish: 'split',
      show(line, pointer) {
        if (line.length < 2) {
          desk.say({ tip: null, pointer })
          desk.draw(line.length === 0 ? [] : splitPreviewLayers(tooShort(line, desk.level()), line, desk.theme()))
          return 'line-too-short'
        }
        const shown = of(line)
        desk.say({ tip: { kind: 'split', preview: shown }, pointer })
        desk.draw(splitPreviewLayers(shown, line, desk.theme()))
        return shown.ok ? null : shown.reason
      },
      take(line) {
        const ended = of(line)
        const open = desk.open()
        const operation = splitOperation(open.work, ended, (code, area) => newAreaName(open, desk.level(), code, area))
        if (operation?.kind !== 'split') {
          // the tip says why in words; who cannot see it hears it
          if (!ended.ok) desk.say({ told: { key: `refusal.${ended.reason}` } })
          return false
        }
        const grid = ended.area?.name ?? operation.face
        if (!desk.take(operation)) return false
        desk.say({ told: { key: 'told.split', values: { grid, name: operation.name } } })
        desk.choose(operation.face)
        return true
      },
    })
  },
}

/** The name that something new beside an area gets. */
export function newAreaName({ base }: OpenDraft, level: Level, code: string, { community, grid }: Area): string {
  if (level === 'micro-grid')
    return i18next.t('plan:newMicroGridName', { number: Number(code.slice(grid.length)) || code })
  const home = base.communities.find((known) => known.code === community)?.name ?? community
  return i18next.t('plan:newGridName', { community: home, number: code.slice(-3) })
}

function tooShort(line: readonly Position[], level: Level): SplitPreview {
  return { ok: false, reason: 'line-too-short', at: null, line, level, area: null }
}
