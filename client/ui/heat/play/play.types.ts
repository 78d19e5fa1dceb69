import type { z } from 'zod'
import type { HeatBand, heatFilter } from '#domain/contract/heat.ts'
import type { Surface } from '#domain/heat/surface.ts'

/** Which issues are counted while time is played, as a question to the server has it: `hours: '7-9'`. */
export type PlayFilter = Pick<z.input<typeof heatFilter>, 'category' | 'source' | 'hours' | 'weekdays'>

/** What the player is opened with. */
export interface PlayQuestion extends PlayFilter {
  county: string
  bandwidthMeters: number
}

/** What there is to play. */
export interface PlayHistory {
  /** ISO dates, oldest first, none left out. */
  days: readonly string[]
  /** Issues filed on each day. */
  filed: readonly number[]
  /** Moment of the data. */
  at: string
}

/** One picture: the window of `days` days that ends with the day of index `day`, cut at `breaks`. */
export interface FrameAsk {
  day: number
  days: number
  breaks: readonly number[]
}

export interface PlayFrame extends FrameAsk {
  /** Index of the window's first day. */
  first: number
  /** Issues filed in the window. */
  filed: number
  bands: { type: 'FeatureCollection'; features: HeatBand[] }
  surface: Surface
  /** How long the worker computed. */
  workerMilliseconds: number
}

export type ToPlayWorker = { kind: 'open'; question: PlayQuestion } | { kind: 'frame'; ask: FrameAsk }

export type FromPlayWorker =
  | { kind: 'opened'; history: PlayHistory }
  | { kind: 'failed'; code: string }
  | { kind: 'frame'; frame: PlayFrame }
