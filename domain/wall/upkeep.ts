/** Share of the heap's limit from which a page begins anew before the browser ends it. */
const HEAP_SHARE = 0.6
const HOUR = 3_600_000
/** Pixel shift: the wall stands still for a minute, then moves on by one of these steps, in shares of a root size. */
const SHIFT_MILLISECONDS = 60_000
const shifts = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const
const SHIFT_SHARE = 0.15

export interface PageState {
  /** Minute of the local day. */
  minute: number
  /** Minute in which the page is to begin anew. */
  reloadAt: number
  /** Milliseconds since the page began. */
  age: number
  /** Heap used as a share of its limit; null where the browser does not tell. */
  heapShare: number | null
}

/** Why a page that nobody touches should begin anew now; null while it need not. Never more often than once an hour. */
export function reloadReason({ minute, reloadAt, age, heapShare }: PageState): 'night' | 'heap' | null {
  if (age < HOUR) return null
  if (minute === reloadAt) return 'night'
  return heapShare !== null && heapShare > HEAP_SHARE ? 'heap' : null
}

/** Where the wall stands at a moment against burn-in: right and down, in root sizes; back at its place every nine minutes. */
export function shiftAt(now: number): readonly [number, number] {
  const turn = Math.floor(now / SHIFT_MILLISECONDS) % shifts.length
  const [right, down] = shifts[(turn + shifts.length) % shifts.length] ?? shifts[0]
  return [right * SHIFT_SHARE, down * SHIFT_SHARE]
}
