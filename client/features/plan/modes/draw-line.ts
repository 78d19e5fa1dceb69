import type { MapPointer } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import { planLimits } from '#domain/contract/plan.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import { simplifyLine } from '../simplify-line.ts'
import type { SnapKind, Snapped } from '../snap.ts'
import { scaleAt } from '../tool/mode-desk.ts'
import type { Words } from '../tool/said.ts'
import type { ModeDesk, RunningMode } from './mode.types.ts'

/** Nearer than this (CSS pixels) two clicks are one, and a press is no stroke. */
const NEAR_PIXELS = 6
const STROKE_PIXELS = 14
/** A freehand stroke keeps what strays this far from a straight line. */
const STRAY_PIXELS = 2

export interface LineDrawing {
  readonly desk: ModeDesk
  /** What the corners snap to. */
  readonly kinds: readonly SnapKind[]
  /** A press and drag draws every turn of the hand; else it draws from where it was pressed straight to where it is let go. */
  readonly freehand: boolean
  readonly hints: { readonly empty: Words; readonly begun: Words }
  /** Key of the words of Enter. */
  readonly finish: string
  /** The way between two corners when it is not straight, both ends left out. */
  follow?(from: Snapped, to: Snapped): Position[] | null
  /** Shows the line as it is; answers why it cannot end here, or null. */
  show(
    line: readonly Position[],
    pointer: { x: number; y: number } | null,
    snapped: Snapped | null,
  ): Refusal['reason'] | null
  /** Ends the line; false when it stays to be mended. */
  take(line: readonly Position[]): boolean
}

/**
 * A line by corners (clicks) or by one stroke (press and drag; a pen or a finger alike). Enter or a double click ends
 * it, Backspace takes the last corner back, Escape gives it up.
 */
export function drawLine(drawing: LineDrawing): RunningMode {
  const { desk, kinds } = drawing
  let corners: Snapped[] = []
  let ways: Position[][] = []
  let hand: { snapped: Snapped; pointer: MapPointer } | null = null
  let pressed: MapPointer | null = null
  /** Corners there were when it was pressed. */
  let stood = 0
  let stroke: Position[] | null = null
  let clicked: { x: number; y: number } | null = null

  const wayTo = (to: Snapped): Position[] => {
    const from = corners.at(-1)
    return from === undefined ? [to.at] : [...(drawing.follow?.(from, to) ?? []), to.at]
  }
  const line = (): Position[] => {
    if (stroke) return [...ways.flat(), ...stroke]
    return hand && corners.length > 0 ? [...ways.flat(), ...wayTo(hand.snapped)] : ways.flat()
  }
  const show = () => {
    const drawn = line()
    const refused = drawing.show(drawn, hand && { x: hand.pointer.x, y: hand.pointer.y }, hand?.snapped ?? null)
    const begun = corners.length > 0 || stroke !== null
    desk.say({
      hint: begun ? drawing.hints.begun : drawing.hints.empty,
      acts: begun
        ? [
            { text: drawing.finish, key: 'Enter', accent: true, refused, run: finishCorners },
            { text: 'dropLast', key: '⌫', run: back },
            { text: 'cancel', key: 'Esc', run: () => void cancel() },
          ]
        : [],
    })
  }
  const clear = () => {
    corners = []
    ways = []
    stroke = null
    pressed = null
    clicked = null
    hand = null
  }
  const add = (corner: Snapped) => {
    const way = wayTo(corner)
    if (ways.flat().length + way.length > planLimits.lineVertices - 2) return
    ways.push(way)
    corners.push(corner)
  }
  const end = (drawn: readonly Position[]) => {
    if (drawn.length < 2) return
    if (drawing.take(drawn)) clear()
    show()
  }
  const finish = () => {
    if (!stroke) end(line())
  }
  // on the way to the button the pointer has left the place that was meant
  const finishCorners = () => {
    if (!stroke) end(corners.length > 1 ? ways.flat() : line())
  }
  const back = () => {
    ways.pop()
    corners.pop()
    clicked = null
    show()
  }
  const cancel = (): boolean => {
    if (corners.length === 0 && !stroke) return false
    clear()
    show()
    return true
  }
  show()

  return {
    down(pointer) {
      pressed = pointer
      stood = corners.length
    },
    move(pointer) {
      hand = { snapped: desk.snap(pointer, kinds), pointer }
      if (pressed && !stroke && apart(pressed, pointer) > STROKE_PIXELS) {
        stroke = []
        if (drawing.freehand || corners.length === 0) add(desk.snap(pressed, kinds))
      }
      if (stroke) stroke = drawing.freehand ? [...stroke, hand.snapped.at] : [hand.snapped.at]
      show()
    },
    up(pointer) {
      pressed = null
      if (!stroke) return
      const last = desk.snap(pointer, kinds).at
      const { pixelsPerDegree } = scaleAt(desk.view, pointer.finger)
      const drawn = drawing.freehand ? simplifyLine([...stroke, last], pixelsPerDegree, STRAY_PIXELS) : [last]
      const whole = [...ways.flat(), ...drawn].slice(0, planLimits.lineVertices)
      stroke = null
      clicked = null
      // what does not fit yet stays as corners, to be mended
      ways.push(drawn)
      corners.push({ at: last, kind: null, name: '' })
      end(whole)
    },
    letGo() {
      if (stroke) {
        corners = corners.slice(0, stood)
        ways = ways.slice(0, stood)
      }
      pressed = stroke = hand = null
      show()
    },
    click(pointer) {
      if (clicked && apart(clicked, pointer) < NEAR_PIXELS) return
      clicked = { x: pointer.x, y: pointer.y }
      add(desk.snap(pointer, kinds))
      show()
    },
    double() {
      if (!stroke) end(ways.flat())
    },
    finish,
    back,
    cancel,
    changed: show,
    exit() {
      desk.draw([])
    },
  }
}

function apart(one: { x: number; y: number }, other: { x: number; y: number }): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
