/**
 * Spans of issues as columns of the same length: one row for as long as an issue stood open with the same clocks, several
 * for one that was reopened, extended or suspended. Moments are whole seconds since 1970; `NEVER` where there is none yet.
 */
export interface ReplaySpans {
  count: number
  /** 1e-7 degrees. */
  longitude: Int32Array
  latitude: Int32Array
  /** The row holds from `begin` until before `end`. */
  begin: Int32Array
  end: Int32Array
  /** When the next row begins: what it says of the past holds until then. */
  next: Int32Array
  answerBy: Int32Array
  answered: Int32Array
  finishBy: Int32Array
  finished: Int32Array
  /** Ordinal of the street from 1 (0: in none), and that of the category << CATEGORY_SHIFT. */
  place: Int32Array
  /** Sum of `spanFact`. */
  facts: Int32Array
}

/** In the order in which they are sent. */
export const spanColumns = [
  'longitude',
  'latitude',
  'begin',
  'end',
  'next',
  'answerBy',
  'answered',
  'finishBy',
  'finished',
  'place',
  'facts',
] as const satisfies (keyof ReplaySpans)[]

/** A moment that has not come. */
export const NEVER = 2_147_483_647
export const CATEGORY_SHIFT = 12
export const MOST_STREETS = 2 ** CATEGORY_SHIFT - 1

export const spanFact = {
  /** The clock stands: suspended. */
  standing: 1,
  emergency: 2,
  /** Its begin is the filing. */
  filed: 4,
  /** Its end is the closing. */
  closes: 8,
  /** Counts in the rates: neither declined nor merged. */
  counted: 16,
  /** An appeal was granted. */
  excused: 32,
  rated: 64,
  /** Rated 4 or 5. */
  pleased: 128,
} as const

/** What is sent before the columns. */
export const REPLAY_MAGIC = 'GBR1'
/** Magic and the header's length. */
export const REPLAY_PREFIX_BYTES = 8
