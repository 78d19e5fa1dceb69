import type { BriefLanguage, BriefSize } from '#domain/contract/brief.ts'
import type { Change } from '#domain/contract/change.ts'
import type { StationChoice, WalkChoice } from '#domain/contract/choice.ts'
import type { Box, Position, Rate } from '#domain/contract/common.ts'
import type { LeftOutGroup } from '#domain/contract/coverage.ts'
import type { LeftOutReason } from '#domain/contract/coverage-figures.ts'
import type { WalkProfile } from '#domain/coverage/profile.ts'
import type { StreetPiece } from '#domain/coverage/street-time.ts'

/** Everything that stands on a brief, as plain values that cross to the thread which draws it. */
export interface BriefMaterial {
  size: BriefSize
  language: BriefLanguage
  county: BriefCounty
  walk: { profile: WalkProfile; minutes: number; kilometersPerHour: number }
  /** Which stations count, which way and when one walks. */
  chosen: { stations: StationChoice; direction: WalkChoice['direction'] }
  /** null: the whole county over all its stations. */
  station: { code: string; name: string; position: Position } | null
  /** The saved scenario that all figures are of; null: as it is. */
  scenario: { name: string; changes: BriefChange[] } | null
  figures: BriefFigures
  /** Groups with somebody left out at these minutes, most households first. */
  leftOut: BriefLeftOut[]
  site: BriefSite | NoSite
  map: BriefMap
  /** Moment of printing, milliseconds. */
  madeAt: number
}

/** A change of a scenario; `name` of the station or compound, '' where it has none. */
export interface BriefChange {
  kind: Change['kind']
  name: string
}

/** Where one station more brings the most households within the minutes. */
export interface BriefSite {
  position: Position
  /** '' where it has no name. */
  street: string
  gained: number
  /** Households within the minutes with it, of all. */
  within: number
  whole: number
}

export interface NoSite {
  reason: 'everybody-covered' | 'nobody-in-reach' | 'none'
}

export interface BriefCounty {
  name: string
  demo: boolean
  timeZone: string
  attribution: string
  /** Moment of the newest change of what is counted, milliseconds. */
  dataAt: number
}

/** Households unless said otherwise. */
export interface BriefFigures {
  /** Of the county, or of the station's straight circle: who walks there in time. */
  reached: Rate
  /** The same without the scenario's changes; null where there are none, or the station is new. */
  today: Rate | null
  /** Inside a straight circle of speed x minutes, of all households of the county. */
  straight: Rate
  /** Not in time; for a station, only those inside its circle. */
  leftOut: number
  straightMeters: number
  stations: number
  stationsOffNetwork: number
  offNetwork: number
  /** Elderly people in time and in all; a null is withheld. Null where the county knows nothing of age or of these minutes. */
  elderly: { reached: number | null; all: number | null } | null
}

export interface BriefLeftOut extends Pick<LeftOutGroup, 'kind' | 'name' | 'position'> {
  /** Why they reach no station; null of one station's circle, where another may be nearer. */
  reason: LeftOutReason | null
  /** Minutes that a gate in their wall would save at least; null for other reasons. */
  savedMinutes: number | null

  households: number
  /** Within how many minutes half of them then walk; null where no way leads. */
  walkMinutes: number | null
  nearest: string | null
}

export type BaseKind = 'green' | 'water' | 'compound' | 'building' | 'road' | 'area' | 'county'

/** One feature of the base map; lines and rings alike as lists of positions. */
export interface BaseFeature {
  kind: BaseKind
  /** Class of a road, level of an area. */
  class: string
  name: string
  /** Rings of polygons (holes among them), or lines. */
  paths: Position[][]
}

export interface BriefMap {
  box: Box
  base: BaseFeature[]
  /** null where the county has too many streets for one picture. */
  streets: StreetPiece[] | null
  area: Position[][][] | null
  stations: { name: string; position: Position }[]
  /** Names of streets (the areas), where they are written. */
  places: { name: string; position: Position }[]
}
