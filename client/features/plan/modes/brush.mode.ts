import { buffer, lineString, point } from '@turf/turf'
import type { MapPointer } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import { planLimits } from '#domain/contract/plan.ts'
import { simplifyLine } from '../simplify-line.ts'
import { scaleAt } from '../tool/mode-desk.ts'
import { handOverHint, needsChosen, showHandOver, takeHandOver } from './hand-over.ts'
import { type Mode, placeOf } from './mode.types.ts'

/** Half the width of the brush, CSS pixels; [ and ] change it. */
const RADIUS_PIXELS = { first: 24, least: 6, most: 120, step: 1.35 }
/** Corners of half a circle. */
const ROUND = 4
const METERS_PER_DEGREE = 111_195

/** Paints ground into the chosen grid; what a stroke goes around stays where it is. */
export const brushMode: Mode = {
  cursor: 'crosshair',
  holdsDrags: true,
  disabled: needsChosen,
  enter(desk) {
    let radius = RADIUS_PIXELS.first
    let stroke: Position[] | null = null
    let last: MapPointer | null = null
    /** The ground a stroke covers; a stroke that closes on itself in parts, so that what it goes around stays out. */
    const rings = (line: readonly Position[]): Position[][] => {
      const { pixelsPerDegree } = scaleAt(desk.view, false)
      const kilometers = ((radius / pixelsPerDegree[1]) * METERS_PER_DEGREE) / 1000
      const thin = simplifyLine(line, pixelsPerDegree, 2).slice(0, planLimits.lineVertices / 4)
      const drawn = thin.length > 1 ? lineString(thin) : point(thin[0]!)
      const [outer, ...holes] =
        buffer(drawn, kilometers, { units: 'kilometers', steps: ROUND })?.geometry.coordinates ?? []
      if (holes.length > 0 && thin.length > 2) {
        const half = Math.floor(thin.length / 2)
        return [...rings(thin.slice(0, half + 1)), ...rings(thin.slice(half))]
      }
      return [(outer ?? []).slice(0, planLimits.lineVertices).map((place) => placeAt(place as number[]))]
    }
    const rest = () => {
      stroke = null
      desk.draw([])
      desk.say({
        hint: handOverHint(desk, 'hint.brush'),
        tip: null,
        pointer: null,
        acts: [
          { text: 'smaller', key: '[', run: () => size(1 / RADIUS_PIXELS.step) },
          { text: 'larger', key: ']', run: () => size(RADIUS_PIXELS.step) },
        ],
      })
    }
    const size = (times: number) => {
      radius = Math.min(RADIUS_PIXELS.most, Math.max(RADIUS_PIXELS.least, radius * times))
      if (last) showHandOver(desk, rings(stroke ?? [placeOf(last)]), last)
    }
    const dab = (pointer: MapPointer) => {
      if (takeHandOver(desk, rings([placeOf(pointer)]))) rest()
    }
    rest()
    return {
      down(pointer) {
        stroke = [placeOf(pointer)]
      },
      move(pointer) {
        last = pointer
        stroke?.push(placeOf(pointer))
        showHandOver(desk, rings(stroke ?? [placeOf(pointer)]), pointer)
      },
      up() {
        const drawn = stroke
        stroke = null
        if (drawn && drawn.length > 1 && takeHandOver(desk, rings(drawn))) rest()
      },
      click: dab,
      finish() {
        if (last) dab(last)
      },
      cancel() {
        if (!stroke) return false
        rest()
        return true
      },
      key(event) {
        if (event.key === '[') size(1 / RADIUS_PIXELS.step)
        else if (event.key === ']') size(RADIUS_PIXELS.step)
        else return false
        return true
      },
      changed: () => {
        if (!stroke) rest()
      },
      exit: () => desk.draw([]),
    }
  },
}

function placeAt([longitude, latitude]: number[]): Position {
  return placeOf({ longitude: longitude!, latitude: latitude! })
}
