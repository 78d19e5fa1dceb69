import type { MapPointer } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { STEPS_PER_DEGREE } from '#domain/partition/lattice.ts'
import { metersPerStep } from '#domain/partition/metric.ts'
import { fixedAt, fixedReason, type Handle, handleAt, vertexRound, verticesIn } from '../border-index.ts'
import { normOf } from '../norm-state.ts'
import { gripLayers, stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps, type StepPreview } from '../step-preview.ts'
import { scaleAt } from '../tool/mode-desk.ts'
import { type Mode, type ModeDesk, placeOf, type RunningMode } from './mode.types.ts'

/** Vertices are shown this near to the pointer, and only when the map is so near that they can be told apart. */
const SHOWN_PIXELS = 90
const LEAST_ZOOM = 13.5

/** A handle on its way. `preview` is null where it has not moved, or may not stand. */
interface Held {
  readonly handle: Handle
  at: Position
  preview: StepPreview | null
  stopped: Position | null
  snapped: Position | null
}

/**
 * Drags a vertex of a border, or a place between two: the borders that run through it move for both sides at once. The
 * drag stops before other borders. Keys: N takes up the next vertex of the chosen grid, arrows move it, I makes one in
 * the middle of the stretch after it, Delete takes it out.
 */
export const moveBorderMode: Mode = {
  cursor: '',
  holdsDrags: false,
  enter: (desk) => new MoveBorder(desk),
}

class MoveBorder implements RunningMode {
  private held: Held | null = null
  private dragging = false
  private hover: { handle: Handle; pointer: MapPointer } | null = null
  private near: Position | null = null
  private release: (() => void) | null = null
  private round = -1

  constructor(private readonly desk: ModeDesk) {
    this.rest()
  }

  down(pointer: MapPointer): void {
    const handle = this.handleUnder(pointer)
    if (!handle || this.refusalOf(handle)) return
    this.held = { handle, at: handle.at, preview: null, stopped: null, snapped: null }
    this.dragging = true
    this.release = this.desk.view.holdGestures()
    this.desk.view.setCursor('grabbing')
  }

  move(pointer: MapPointer): void {
    this.near = placeOf(pointer)
    if (this.held && this.dragging) {
      const snapped = this.desk.snap(pointer, ['road', 'compound'])
      this.moveTo(snapped.at, snapped.kind === null ? null : snapped.at)
      this.tell(pointer, snapped.kind === null ? null : { kind: snapped.kind, name: snapped.name })
      return
    }
    if (this.held) return
    const handle = this.handleUnder(pointer)
    this.hover = handle && { handle, pointer }
    const reason = handle && this.refusalOf(handle)
    this.desk.view.setCursor(handle && !reason ? 'grab' : '')
    this.desk.say({ pointer: reason ? pointer : null, tip: reason ? { kind: 'refused', reason } : null })
    this.draw()
  }

  up(): void {
    if (!this.dragging) return
    this.dragging = false
    this.letGo()
    if (this.held?.preview) this.finish()
  }

  click(pointer: MapPointer): void {
    const handle = this.handleUnder(pointer)
    if (!handle) {
      if (this.held) this.cancel()
      return
    }
    // a press without a drag takes a vertex up for the keys
    if (handle.kind === 'vertex' && !this.refusalOf(handle)) this.hold(handle)
    else this.held = null
    this.draw()
  }

  finish(): void {
    const preview = this.held?.preview
    if (!preview) return
    const at = this.held!.at
    const byKeys = this.round >= 0
    const [operation] = preview.operations
    this.held = null
    if (operation && this.desk.take(operation)) this.desk.say({ told: { key: 'told.moved', values: namesOf(preview) } })
    const again = byKeys
      ? handleAt(this.desk.open().work.draft, this.desk.level(), at, scaleAt(this.desk.view, false).pixelsPerDegree, 2)
      : null
    this.rest()
    if (again) this.hold(again)
    this.draw()
  }

  cancel(): boolean {
    if (!this.held) return false
    this.held = null
    this.dragging = false
    this.letGo()
    this.rest()
    this.draw()
    return true
  }

  nudge(eastMeters: number, northMeters: number): void {
    if (!this.held) this.step(1)
    if (!this.held) return
    const [longitude, latitude] = this.held.at
    const meters = metersPerStep(latitude * STEPS_PER_DEGREE)
    const to: Position = [
      longitude + eastMeters / meters.x / STEPS_PER_DEGREE,
      latitude + northMeters / meters.y / STEPS_PER_DEGREE,
    ]
    this.moveTo(placeOf({ longitude: to[0], latitude: to[1] }), null)
    this.tell(this.desk.view.project(...this.held.at), null)
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === 'n' || event.key === 'N') this.step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Delete') this.remove()
    else if (event.key === 'i') this.insert()
    else return false
    return true
  }

  changed(): void {
    if (this.dragging) return
    const { held } = this
    // what is held by the keys stays held while its vertex stands
    if (held && !held.preview && !this.handleOn(held.at)) this.held = null
    this.draw()
  }

  exit(): void {
    this.letGo()
    this.desk.view.setCursor('')
    this.desk.draw([])
  }

  private handleUnder(pointer: MapPointer): Handle | null {
    const { pixelsPerDegree, tolerancePixels } = scaleAt(this.desk.view, pointer.finger)
    if (this.desk.view.getCamera().zoom < LEAST_ZOOM) return null
    return handleAt(this.desk.open().work.draft, this.desk.level(), placeOf(pointer), pixelsPerDegree, tolerancePixels)
  }

  private handleOn(at: Position): Handle | null {
    const { pixelsPerDegree } = scaleAt(this.desk.view, false)
    const handle = handleAt(this.desk.open().work.draft, this.desk.level(), at, pixelsPerDegree, 1)
    return handle?.kind === 'vertex' ? handle : null
  }

  private refusalOf({ kind, arc, at }: Handle) {
    const { draft } = this.desk.open().work
    const level = this.desk.level()
    return kind === 'vertex' ? fixedAt(draft, level, arc, at) : fixedReason(draft, level, arc)
  }

  private hold(handle: Handle): void {
    this.held = { handle, at: handle.at, preview: null, stopped: null, snapped: null }
    this.desk.say({
      hint: { key: 'hint.held' },
      tip: null,
      pointer: null,
      acts: [
        { text: 'finish', key: 'Enter', accent: true, run: () => this.finish() },
        { text: 'insert', key: 'I', run: () => this.insert() },
        { text: 'remove', key: 'Del', run: () => this.remove() },
        { text: 'cancel', key: 'Esc', run: () => void this.cancel() },
      ],
    })
  }

  private rest(): void {
    this.desk.say({ hint: { key: 'hint.move' }, tip: null, pointer: null, acts: [] })
  }

  private letGo(): void {
    this.release?.()
    this.release = null
    this.desk.view.setCursor('')
  }

  private moveTo(to: Position, snapped: Position | null): void {
    const held = this.held!
    const { work } = this.desk.open()
    const made = previewSteps(work, this.desk.level(), [operationOf(held.handle, to)])
    held.stopped = null
    held.snapped = snapped
    if (made.ok) {
      held.preview = made
      held.at = to
    } else if (made.reason === 'crosses-border' && made.at) {
      const stopped = previewSteps(work, this.desk.level(), [operationOf(held.handle, made.at)])
      if (stopped.ok) {
        held.preview = stopped
        held.at = made.at
      }
      held.stopped = made.at
      held.snapped = null
    } else if (made.reason === 'nothing-changes') {
      held.preview = null
      held.at = held.handle.at
    } else this.desk.say({ tip: { kind: 'refused', reason: made.reason } })
    this.draw()
  }

  private tell(
    pointer: { x: number; y: number } | null,
    snapped: { kind: 'node' | 'border' | 'road' | 'compound'; name: string } | null,
  ): void {
    const { preview, stopped } = this.held!
    this.desk.say({ pointer, tip: preview && { kind: 'figures', preview, stopped: stopped !== null, snapped } })
  }

  /** Takes up another vertex of the chosen grid. */
  private step(by: 1 | -1): void {
    const code = this.desk.chosen()
    const all = code === null ? [] : vertexRound(this.desk.open().work.draft, this.desk.level(), code)
    if (all.length === 0) {
      this.desk.say({ told: { key: 'told.chooseFirst' } })
      return
    }
    this.round = (this.round + by + all.length) % all.length
    const handle = this.handleOn(all[this.round]!)
    if (!handle) return
    this.hold(handle)
    this.desk.say({ told: { key: 'told.vertex', values: { number: this.round + 1, count: all.length } } })
    this.draw()
  }

  private remove(): void {
    const at = this.held?.handle.at ?? (this.hover?.handle.kind === 'vertex' ? this.hover.handle.at : null)
    if (!at) return
    this.held = null
    this.hover = null
    if (this.desk.take({ kind: 'delete-vertex', at })) this.desk.say({ told: { key: 'told.deleted' } })
    this.rest()
    this.draw()
  }

  /** A new vertex in the middle of the stretch that begins at the held one; it is held then, to be moved. */
  private insert(): void {
    const held = this.held
    if (held?.handle.kind !== 'vertex') return
    const arc = this.handleOn(held.handle.at)?.arc
    if (!arc) return
    const line = vertexLine(arc.points)
    const at = line.findIndex(([x, y]) => x === held.handle.at[0] && y === held.handle.at[1])
    const between = [line[at === line.length - 1 ? at - 1 : at]!, line[at === line.length - 1 ? at : at + 1]!] as const
    const middle: Position = [(between[0][0] + between[1][0]) / 2, (between[0][1] + between[1][1]) / 2]
    this.hold({ kind: 'edge', at: placeOf({ longitude: middle[0], latitude: middle[1] }), between, arc })
    this.draw()
  }

  private draw(): void {
    const { view } = this.desk
    const open = this.desk.open()
    const theme = this.desk.theme()
    const { held, hover } = this
    const center = held ? held.at : this.near
    const { pixelsPerDegree } = scaleAt(view, false)
    const shown =
      center && view.getCamera().zoom >= LEAST_ZOOM
        ? verticesIn(held?.preview?.work.draft ?? open.work.draft, this.desk.level(), [
            center[0] - SHOWN_PIXELS / pixelsPerDegree[0],
            center[1] - SHOWN_PIXELS / pixelsPerDegree[1],
            center[0] + SHOWN_PIXELS / pixelsPerDegree[0],
            center[1] + SHOWN_PIXELS / pixelsPerDegree[1],
          ])
        : { vertices: [], joints: [] }
    const handle = held?.handle ?? hover?.handle
    const takes = handle && !this.refusalOf(handle)
    this.desk.draw([
      ...(held?.preview ? stepPreviewLayers(held.preview, normOf(open.base, this.desk.level()), theme) : []),
      ...gripLayers(
        {
          ...shown,
          held: takes ? { at: held?.at ?? handle.at, made: handle.kind === 'edge' && !held?.preview } : null,
          snapped: held?.snapped ?? null,
          stopped: held?.stopped ?? null,
        },
        theme,
      ),
    ])
  }
}

function operationOf(handle: Handle, to: Position): PlanOperation {
  return handle.kind === 'vertex'
    ? { kind: 'move-vertex', at: handle.at, to }
    : { kind: 'insert-vertex', between: [...handle.between], at: to }
}

function vertexLine(points: readonly number[]): Position[] {
  const line: Position[] = []
  for (let i = 0; i < points.length; i += 2)
    line.push([points[i]! / STEPS_PER_DEGREE, points[i + 1]! / STEPS_PER_DEGREE])
  return line
}

function namesOf({ sides }: StepPreview): Record<string, string> {
  return { one: sides[0]?.name ?? '', other: sides[1]?.name ?? '' }
}
