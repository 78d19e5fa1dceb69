import type { Layer, MapPointer, MapView } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Level } from '#domain/partition/area.ts'
import type { OpenDraft } from '../plan-desk.ts'
import type { SnapKind, Snapped } from '../snap.ts'
import type { Said } from '../tool/said.ts'

/** What a mode works with. All answers are of now: a mode keeps none of them over a step. */
export interface ModeDesk {
  readonly view: MapView
  open(): OpenDraft
  theme(): 'light' | 'dark'
  /** Whether grids are drawn, or micro-grids. */
  level(): Level
  /** The chosen area of the level; null when none is. */
  chosen(): string | null
  choose(code: string | null): void
  /** Outlines a second area. */
  outline(code: string | null): void
  /** Where a pointer means, after snapping to the nearest of the wished kinds. */
  snap(pointer: MapPointer, kinds: readonly SnapKind[]): Snapped
  /** Makes a step; when it is refused says why and answers false. */
  take(operation: PlanOperation): boolean
  /** Changes what the tool says; what is left out stays. */
  say(said: Partial<Said>): void
  /** Draws above the map. */
  draw(layers: Layer[]): void
  /** Back to the mode that selects. */
  leave(): void
}

/** A mode that is on. Handlers that are missing mean that the mode does not care. */
export interface RunningMode {
  down?(pointer: MapPointer): void
  /** At most once a frame. */
  move?(pointer: MapPointer): void
  up?(pointer: MapPointer): void
  click?(pointer: MapPointer): void
  double?(pointer: MapPointer): void
  /** What was pressed is no press (a second finger came): what it has drawn goes, what was drawn before stays. */
  letGo?(): void
  /** Enter. */
  finish?(): void
  /** Escape; false when there was nothing to give up, and the mode itself is left. */
  cancel?(): boolean
  /** Backspace. */
  back?(): void
  /** Any other key of the mode's own; true when it was taken. */
  key?(event: KeyboardEvent): boolean
  /** Arrow keys, metres east and north; without it they move a pointer of their own over the map. */
  nudge?(eastMeters: number, northMeters: number): void
  /** The draft or what is chosen became another. */
  changed?(): void
  exit(): void
}

/** What a key that is held while pressing changes. */
export interface Modifier {
  readonly key: 'alt' | 'shift'
  /** Key of its words under `act`. */
  readonly text: string
}

/** One of the ways in which the pointer works on the map: entered, and left again, whole. */
export interface Mode {
  readonly cursor: string
  /** Drags draw; they do not move the map. */
  readonly holdsDrags: boolean
  /** Why it cannot be taken up now, as a key of the words under `disabled`; null when it can. */
  disabled?(open: OpenDraft, chosen: string | null, level: Level): string | null
  /** A finger and a pen have no keys: a button at the foot of the map holds this one, and so does a long press. */
  readonly modifier?: Modifier
  enter(desk: ModeDesk): RunningMode
}

/** Alt draws without snapping. */
export const noSnapping: Modifier = { key: 'alt', text: 'noSnapping' }

/** A place on the lattice of plans: seven decimals. */
export function placeOf({ longitude, latitude }: { longitude: number; latitude: number }): Position {
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7]
}
