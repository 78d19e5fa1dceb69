import { z } from 'zod'
import { countyCode, moment, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Spans in one answer; of a county with more, the issues filed first are left out, and the header says how many. */
export const MOST_SPANS = 1_000_000

/** What stands before the columns of a replay. */
export const replayHeader = z.object({
  county: countyCode,
  /** Street or community that the issues are of; null: the whole county. */
  area: z.string().nullable(),
  from: moment,
  to: moment,
  timeZone: z.string(),
  /** Rows of each column. */
  spans: z.int(),
  /** Issues of the time that are not told, because there are too many. */
  leftOut: z.int(),
  /** In the order of their ordinals, the first has 1. */
  streets: z.array(z.object({ code: z.string(), name: z.string() })),
  /** In the order of their ordinals, the first has 0. */
  categories: z.array(z.string()),
  feedSequence: z.int(),
})
export type ReplayHeader = z.infer<typeof replayHeader>

/**
 * Issues as they stood at any moment between two: `GBR1`, length of the header (Uint32), the header as UTF-8 JSON padded with
 * blanks to four bytes, then the columns of `ReplaySpans` one after the other as Int32; all big-endian. Rows reach back far
 * enough (61 days) for comparisons with the time before.
 */
export const getReplay = endpoint({
  method: 'GET',
  path: '/api/replay',
  summary: 'Every issue of a time with its clocks as spans, in packed columns (application/vnd.gridboard.replay).',
  tag: 'figure',
  params: nothing,
  query: z.object({
    county: countyCode,
    /** The first moment that can be shown; at most 400 days before `to`. */
    from: moment,
    /** The last; now without it. */
    to: moment.optional(),
    /** Code of a street or a community. */
    area: z.string().min(1).max(40).optional(),
  }),
  body: nothing,
  answer: z.undefined(),
})

export const replayEndpoints = [getReplay]
