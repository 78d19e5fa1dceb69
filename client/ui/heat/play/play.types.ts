import type { z } from 'zod'
import type { HeatBand, heatFilter } from '#domain/contract/heat.ts'
import type { Surface } from '#domain/heat/surface.ts'
import type { Areas } from '../areas/area-figures.ts'

/** Which issues are counted while time is played, as a question to the server has it: `hours: '7-9'`. */
export type PlayFilter = Pick<z.input<typeof heatFilter>, 'category' | 'source' | 'hours' | 'weekdays'>

/** What is played: the density by its kernel's radius and cells in metres, or rates by the areas of today. */
export type PlayKind =
  | { kind: 'density'; bandwidthMeters: number; cellMeters: number }
  | { kind: 'rate'; by: 'micro_grid' | 'grid' }

/** What the player is opened with. */
export type PlayQuestion = PlayFilter & PlayKind & { county: string }

/** What there is to play. */
export interface PlayHistory {
  /** ISO dates, oldest first, none left out. */
  days: readonly string[]
  /** Issues filed on each day. */
  filed: readonly number[]
  /** Moment of the data. */
  at: string
  /** Of rates: the areas, in the order of a frame's columns. */
  areas: Areas | null
}

/** One picture: the window of `days` days that ends with the day of index `day`, cut at `breaks`. */
export interface FrameAsk {
  day: number
  days: number
  breaks: readonly number[]
}

/** What every kind's frame tells. */
interface FrameTold extends FrameAsk {
  /** Index of the window's first day. */
  first: number
  /** Issues filed in the window. */
  filed: number
  /** How long the worker computed. */
  workerMilliseconds: number
}

export interface DensityFrame extends FrameTold {
  kind: 'density'
  bands: { type: 'FeatureCollection'; features: HeatBand[] }
  surface: Surface
}

/** Per 1,000 households, by area; NaN where nobody lives. */
export interface RateFrame extends FrameTold {
  kind: 'rate'
  counts: Int32Array
  smoothed: Float64Array
  low: Float64Array
  high: Float64Array
  /** 1 where less than half of the smoothed rate is the area's own. */
  small: Uint8Array
}

export type PlayFrame = DensityFrame | RateFrame

export type ToPlayWorker = { kind: 'open'; question: PlayQuestion } | { kind: 'frame'; ask: FrameAsk }

export type FromPlayWorker =
  | { kind: 'opened'; history: PlayHistory }
  | { kind: 'failed'; code: string }
  | { kind: 'frame'; frame: PlayFrame }
  /** Days of the frame that was asked for cannot be had. */
  | { kind: 'frameless'; code: string }
