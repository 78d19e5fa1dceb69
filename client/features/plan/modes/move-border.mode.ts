import type { MapPointer } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import { areaOf, type Level } from '#domain/partition/area.ts'
import { beginBend, beginDrag, type DragSession, type Side } from '#domain/partition/drag.ts'
import { STEPS_PER_DEGREE } from '#domain/partition/lattice.ts'
import { metersPerStep } from '#domain/partition/metric.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import { fixedAt, fixedReason, type Handle, handleAt, vertexRound, verticesIn } from '../border-index.ts'
import { figuresOf } from '../figures.ts'
import { gripLayers, movedLayers } from '../step-preview.layer.ts'
import type { PreviewSide } from '../step-preview.ts'
import { scaleAt } from '../tool/mode-desk.ts'
import type { Work } from '../work.ts'
import { type Mode, type ModeDesk, noSnapping, placeOf, type RunningMode } from './mode.types.ts'

/** Vertices are shown this near to the pointer, and only when the map is so near that they can be told apart. */
const SHOWN_PIXELS = 90
const LEAST_ZOOM = 13.5

/** A handle on its way, dragged by the kernel over the work it was taken up from. */
interface Held {
  readonly handle: Handle
  work: Work
  drag: DragSession
  at: Position
  /** What the areas on its sides would have; null where it has not moved. */
  sides: PreviewSide[] | null
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
  modifier: noSnapping,
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
    if (!handle || this.refusalOf(handle) || !this.takeUp(handle)) return
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
    this.freeMap()
    if (this.held?.sides) this.finish()
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
    const held = this.held
    if (!held?.sides) return
    const { at } = held
    const byKeys = this.round >= 0
    const operation = held.drag.end()
    this.held = null
    if (operation && this.desk.take(operation))
      this.desk.say({ told: { key: 'told.moved', values: namesOf(held.sides) } })
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
    this.freeMap()
    this.rest()
    this.draw()
    return true
  }

  letGo(): void {
    if (this.dragging) this.cancel()
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
    if (held && !held.sides && !this.handleOn(held.at)) this.held = null
    this.draw()
  }

  exit(): void {
    this.freeMap()
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

  /** Begins to drag a handle; says why where the kernel refuses. */
  private takeUp(handle: Handle): boolean {
    const { work } = this.desk.open()
    const drag = beginAt(work, handle)
    if (drag.ok) this.held = { handle, work, drag, at: handle.at, sides: null, stopped: null, snapped: null }
    else this.desk.say({ tip: { kind: 'refused', reason: drag.reason } })
    return drag.ok
  }

  private hold(handle: Handle): void {
    if (!this.takeUp(handle)) return
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

  private freeMap(): void {
    this.release?.()
    this.release = null
    this.desk.view.setCursor('')
  }

  private moveTo(to: Position, snapped: Position | null): void {
    const held = this.held!
    const { work } = this.desk.open()
    if (held.work !== work) {
      // another's step came in between: the drag goes on over what stands now
      const drag = beginAt(work, held.handle)
      if (!drag.ok) {
        this.desk.say({ tip: { kind: 'refused', reason: drag.reason } })
        return
      }
      held.work = work
      held.drag = drag
    }
    const level = this.desk.level()
    const dragged = held.drag.to(to)
    held.at = dragged.at
    held.stopped = dragged.stopped ? dragged.at : null
    held.snapped = dragged.stopped ? null : snapped
    held.sides =
      held.drag.end() === null ? null : sidesOf(work, level, level === 'grid' ? dragged.grids : dragged.microGrids)
    this.draw()
  }

  private tell(
    pointer: { x: number; y: number } | null,
    snapped: { kind: 'node' | 'border' | 'road' | 'compound'; name: string } | null,
  ): void {
    const { sides, stopped } = this.held!
    const preview = sides && { level: this.desk.level(), sides }
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
        ? verticesIn(open.work.draft, this.desk.level(), [
            center[0] - SHOWN_PIXELS / pixelsPerDegree[0],
            center[1] - SHOWN_PIXELS / pixelsPerDegree[1],
            center[0] + SHOWN_PIXELS / pixelsPerDegree[0],
            center[1] + SHOWN_PIXELS / pixelsPerDegree[1],
          ])
        : { vertices: [], joints: [] }
    const handle = held?.handle ?? hover?.handle
    const isElsewhere = ([x, y]: Position) => !held?.sides || x !== held.handle.at[0] || y !== held.handle.at[1]
    const takes = handle && !this.refusalOf(handle)
    this.desk.draw([
      ...(held?.sides ? movedLayers(held.drag.arcs(), theme) : []),
      ...gripLayers(
        {
          vertices: shown.vertices.filter(isElsewhere),
          joints: shown.joints.filter(isElsewhere),
          held: takes ? { at: held?.at ?? handle.at, made: handle.kind === 'edge' && !held?.sides } : null,
          snapped: held?.snapped ?? null,
          stopped: held?.stopped ?? null,
        },
        theme,
      ),
    ])
  }
}

function beginAt({ draft, census, base }: Work, handle: Handle): DragSession | Refusal {
  const world = { draft, census, points: base.points }
  return handle.kind === 'vertex' ? beginDrag(world, handle.at) : beginBend(world, handle.between)
}

/** Areas on the sides of what moves, with what they have and would have. */
function sidesOf(work: Work, level: Level, sides: readonly Side[]): PreviewSide[] {
  return sides.flatMap(({ code, ...after }) => {
    const area = areaOf(work.draft, level, code)
    return area ? [{ ...area, before: figuresOf(work, level, code), after }] : []
  })
}

function vertexLine(points: readonly number[]): Position[] {
  const line: Position[] = []
  for (let i = 0; i < points.length; i += 2)
    line.push([points[i]! / STEPS_PER_DEGREE, points[i + 1]! / STEPS_PER_DEGREE])
  return line
}

function namesOf(sides: readonly PreviewSide[]): Record<string, string> {
  return { one: sides[0]?.name ?? '', other: sides[1]?.name ?? '' }
}
