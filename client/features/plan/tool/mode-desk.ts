import type { MapView } from '#client/map/map-view.types.ts'
import { readTheme } from '#client/state/view.ts'
import type { Position } from '#domain/contract/common.ts'
import type { Level } from '#domain/partition/area.ts'
import { borderLines } from '../border-index.ts'
import { guidesNear } from '../guides.ts'
import { type ModeDesk, placeOf } from '../modes/mode.types.ts'
import { makeStep, type StepRefusal } from '../open-plan.ts'
import { openDraft } from '../plan-desk.ts'
import { type SnapScale, snap } from '../snap.ts'
import { say } from './said.ts'

/** A hand is as exact as this, CSS pixels. */
const tolerancePixels = { mouse: 10, finger: 22 }

export interface DeskWays {
  level(): Level
  chosen(): string | null
  choose(code: string | null): void
  outline(code: string | null): void
  leave(): void
  refused(reason: StepRefusal['reason']): void
}

/** The desk that modes work at, over the draft that is open now. */
export function createModeDesk(view: MapView, ways: DeskWays): ModeDesk {
  return {
    view,
    open() {
      const open = openDraft()
      if (!open) throw new Error('a mode is on without a draft')
      return open
    },
    theme: readTheme,
    level: ways.level,
    chosen: ways.chosen,
    choose: ways.choose,
    outline: ways.outline,
    leave: ways.leave,
    snap(pointer, kinds) {
      const place = placeOf(pointer)
      if (pointer.alt || kinds.length === 0) return { at: place, kind: null, name: '' }
      const scale = scaleAt(view, pointer.finger)
      const [dx, dy] = reachOf(scale)
      const box = [place[0] - dx, place[1] - dy, place[0] + dx, place[1] + dy] as const
      const open = openDraft()
      const ground = { border: open ? borderLines(open.work.draft, box) : [], ...guidesNear(box) }
      return snap(place, ground, scale, kinds)
    },
    take(operation) {
      const refusal = makeStep(operation)
      if (refusal) ways.refused(refusal.reason)
      return refusal === null
    },
    say,
    draw: (layers) => view.setDeckLayers('plan-tool', layers),
  }
}

/** How the screen measures here. */
export function scaleAt(view: MapView, finger: boolean): SnapScale {
  const { zoom, latitude } = view.getCamera()
  const pixels = (512 * 2 ** zoom) / 360
  return {
    pixelsPerDegree: [pixels, pixels / Math.cos((latitude * Math.PI) / 180)],
    tolerancePixels: finger ? tolerancePixels.finger : tolerancePixels.mouse,
  }
}

/** Degrees that the tolerance measures, east and north. */
function reachOf({ pixelsPerDegree, tolerancePixels }: SnapScale): Position {
  return [tolerancePixels / pixelsPerDegree[0], tolerancePixels / pixelsPerDegree[1]]
}
