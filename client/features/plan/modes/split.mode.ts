import i18next from 'i18next'
import type { Position } from '#domain/contract/common.ts'
import { planLimits } from '#domain/contract/plan.ts'
import type { Area, Level } from '#domain/partition/area.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { splitPreviewLayers } from '../split-preview.layer.ts'
import { previewSplit, type SplitPreview, splitOperation } from '../split-preview.ts'
import { drawLine } from './draw-line.ts'
import { type Mode, noSnapping } from './mode.types.ts'

/** Characters of a community's or grid's name in the name of something new, so that its number has room. */
const LONGEST_HOME = planLimits.nameLength - 20

/** Splits the grid or micro-grid a drawn line runs through, both sides counted while it is drawn. */
export const splitMode: Mode = {
  cursor: 'crosshair',
  holdsDrags: true,
  modifier: noSnapping,
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

/** The name that something new beside an area gets: its community or grid, and the number of its code. */
export function newAreaName({ base, work }: OpenDraft, level: Level, code: string, { community, grid }: Area): string {
  const numberAfter = (home: string) => Number(code.slice(home.length)) || code
  if (level === 'micro-grid') {
    const name = (work.draft.grids.get(grid)?.name ?? grid).slice(0, LONGEST_HOME)
    return i18next.t('plan:newMicroGridName', { grid: name, number: numberAfter(grid) })
  }
  const home = base.communities.find((known) => known.code === community)?.name ?? community
  return i18next.t('plan:newGridName', { community: home.slice(0, LONGEST_HOME), number: numberAfter(community) })
}

function tooShort(line: readonly Position[], level: Level): SplitPreview {
  return { ok: false, reason: 'line-too-short', at: null, line, level, area: null }
}
