import type { Change } from '#domain/contract/change.ts'
import type { Position } from '#domain/contract/common.ts'
import type { LeftOutGroup } from '#domain/contract/coverage.ts'
import type { ChangeRefusal } from '#domain/coverage/change.ts'
import type { StationChoice } from '#domain/coverage/choose-stations.ts'
import type { AreaFigures, AreaLevel, CountyFigures, StationLoad } from '#domain/coverage/figures.ts'
import type { LeftOut } from '#domain/coverage/left-out-reason.ts'
import type { GroupName } from '#domain/coverage/model.ts'
import type { WalkChoice } from '#domain/coverage/walk-choice.ts'
import type { Gap } from '../repair/find-gaps.ts'

/** What every question of the page is about. */
export interface ModelQuestion {
  walk: WalkChoice
  stations: StationChoice
  /** What would be otherwise, in the order in which it was made. */
  changes: readonly Change[]
  minutes: number
  /** Code of the chosen station; '' for the whole county. */
  station: string
}

/** A change that the county refuses: its place in the question's list, and why. */
export interface RefusedChange {
  at: number
  reason: ChangeRefusal
}

/** A station by itself: who walks to it, whoever else is nearer to another. Lists run over 0 to MOST_MINUTES. */
export interface StationFigures {
  code: string
  name: string
  position: Position
  walk: number[]
  straight: number[]
  cannotWalk: number[]
  /** Households whose nearest it is within the minutes, and its capacity; null when it does not count. */
  load: StationLoad | null
  /** Of these, households that reach another station within the minutes too. */
  withSecond: number
  /** Whether it meets the choice. */
  counts: boolean
  onNetwork: boolean
}

/** What follows the finger. */
export interface LiveFigures {
  county: CountyFigures
  /** The same without changes; null when there are none. */
  before: CountyFigures | null
  station: StationFigures | null
  /** The chosen station without changes; null where it is the same, or was not there. */
  stationBefore: StationFigures | null
  refused: RefusedChange[]
  /** Milliseconds the worker took. */
  milliseconds: number
}

/** Households of a compound, a street or a grid that come within the minutes by the changes, or no longer do. */
export interface Shift extends GroupName {
  gained: number
  lost: number
  position: Position
}

/** What a change looks like on the map where it does not say so itself. */
export interface ChangeShape {
  at: number
  line: Position[]
}

/** What is asked beside the figures, when the hand rests. */
export interface ModelAnswers {
  figures: LiveFigures
  /** Households within each minute in a straight line of any station that counts. */
  straight: number[]
  /** Streets, one line a whole minute; null where a county has too many for one picture. */
  streets: GeoJSON.FeatureCollection | null
  /** Ground within the minutes of the chosen station, MultiPolygon coordinates; [] for the county. */
  area: Position[][][]
  /** Who is beyond the minutes of every station, with the reason. */
  leftOut: LeftOut[]
  /** Who lives inside the chosen station's circle and cannot walk there. */
  circleLeftOut: LeftOutGroup[]
  shifts: Shift[]
  loads: { now: StationLoad[]; before: StationLoad[] | null }
  /** Lines of blocked edges, and others that a change names by number only. */
  shapes: ChangeShape[]
}
export type ModelAsk = keyof ModelAnswers

/** Where one gate more in a wall helps the most; null where none helps. */
export type BestGate = { position: Position; gained: number } | null

/** Questions that need a place or a level beside. */
export interface PlaceAnswers {
  /** The wall within reach of a place, and the place on it; null where there is none. */
  wall: { compound: string; name: string; position: Position } | null
  /** The edge within reach of a place; null where there is none. */
  edge: { edge: number; name: string; line: Position[] } | null
  /** The dead end of the network within reach of a place; null where there is none. */
  end: Position | null
}

export type ToModelWorker =
  | { kind: 'open'; county: string }
  | { kind: 'ask'; id: number; ask: ModelAsk; question: ModelQuestion }
  | { kind: 'areas'; id: number; level: AreaLevel; question: ModelQuestion }
  | { kind: 'gate'; id: number; compound: string; question: ModelQuestion }
  /** What looks wrong about the network, and what mending it would bring. */
  | { kind: 'gaps'; id: number; question: ModelQuestion }
  | { kind: 'place'; id: number; ask: keyof PlaceAnswers; position: Position; withinMeters: number }

export type FromModelWorker =
  | { kind: 'ready'; bytes: number; milliseconds: number; stations: number }
  | { kind: 'unavailable'; code: string }
  | {
      kind: 'told'
      id: number
      told: ModelAnswers[ModelAsk] | AreaFigures[] | BestGate | Gap[] | PlaceAnswers[keyof PlaceAnswers]
    }
  | { kind: 'failed'; id: number; message: string }
