import type { MapView } from '#client/map/map-view.types.ts'
import type { Box } from '#domain/contract/common.ts'
import type { County } from '#domain/contract/county.ts'
import type { HeatChoice } from './heat-choice.ts'
import type { HeatPlace } from './heat-questions.ts'
import type { FixedClasses } from './use-fixed-classes.ts'
import type { ChangeHeat } from './use-heat-choice.ts'
import type { HeatWords } from './use-heat-words.ts'

/** Polygons of rings of lon, lat. */
export type Polygons = readonly (readonly (readonly [number, number])[])[][]

/** A place of the map whose issues are listed. */
export interface IssueTarget {
  /** Names the place. */
  title: string
  /** Code of a grid or micro-grid. */
  area?: string
  /** Longitude, latitude, metres. */
  near?: readonly [number, number, number]
  box?: Box
  /** Only issues in these polygons. */
  within?: Polygons
  /** Filed at or after and before, where the kind counts other moments than the window. */
  span?: { from: string; to: string }
  /** What lies there and has a card. */
  card: { layer: string; code: string; name: string } | null
}

/** What every kind of heat is drawn, read and explained with. */
export interface HeatBodyProps {
  view: MapView
  county: County
  choice: HeatChoice
  change: ChangeHeat
  classes: FixedClasses
  place: HeatPlace
  words: HeatWords
  unfolded: boolean
  /** Whether a click on the map asks for the issues there. */
  clicks: boolean
  /** Where the issues are counted, in words, where that may be taken for another place. */
  counted?: string | undefined
  onList(target: IssueTarget): void
}
