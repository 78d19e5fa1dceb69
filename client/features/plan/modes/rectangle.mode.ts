import type { MapPointer } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import { handOverHint, needsChosen, showHandOver, takeHandOver } from './hand-over.ts'
import { type Mode, placeOf } from './mode.types.ts'

/** Hands the ground inside a rectangle to the chosen grid: press and drag, or two clicks on opposite corners. */
export const rectangleMode: Mode = {
  cursor: 'crosshair',
  holdsDrags: true,
  disabled: needsChosen,
  enter(desk) {
    let from: Position | null = null
    let to: MapPointer | null = null
    let pressed: MapPointer | null = null
    /** Whether its first corner is where it was pressed. */
    let dragged = false
    const ring = (): Position[] => {
      if (!from || !to) return []
      const [[west, south], [east, north]] = [from, placeOf(to)]
      return west === east || south === north
        ? []
        : [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
          ]
    }
    const rest = () => {
      from = to = pressed = null
      dragged = false
      desk.draw([])
      desk.say({ hint: handOverHint(desk, 'hint.rectangle'), tip: null, pointer: null, acts: [] })
    }
    const finish = () => {
      const area = ring()
      if (area.length > 0 && takeHandOver(desk, [area])) rest()
    }
    rest()
    return {
      down(pointer) {
        pressed = pointer
      },
      move(pointer) {
        if (pressed && !from && Math.hypot(pointer.x - pressed.x, pointer.y - pressed.y) > 6) {
          from = placeOf(pressed)
          dragged = true
        }
        if (!from) return
        to = pointer
        showHandOver(desk, [ring()], pointer)
      },
      up(pointer) {
        const far = pressed !== null && from !== null && Math.hypot(pointer.x - pressed.x, pointer.y - pressed.y) > 6
        pressed = null
        if (!far) return
        to = pointer
        finish()
      },
      click(pointer) {
        if (from) {
          to = pointer
          finish()
        } else {
          from = placeOf(pointer)
          desk.say({ acts: [{ text: 'cancel', key: 'Esc', run: rest }] })
        }
      },
      finish,
      letGo() {
        if (dragged) rest()
        pressed = null
      },
      cancel() {
        if (!from) return false
        rest()
        return true
      },
      changed: () => {
        if (!from) rest()
      },
      exit: () => desk.draw([]),
    }
  },
}
