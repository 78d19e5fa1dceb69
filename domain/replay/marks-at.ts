import { CATEGORY_SHIFT, type ReplaySpans, spanFact } from './replay.ts'

/** Longitude and latitude in turn, degrees, of the issues open at a moment, by what their clocks said then. */
export interface MarksAt {
  onTime: Float32Array
  soon: Float32Array
  late: Float32Array
}

const HOUR = 3_600

/**
 * Marks of the map as they were at a moment (seconds since 1970): on time, due within the hour, late; a finished or suspended
 * one is on time. `categories` are the ordinals of those that are shown; null shows all. Pure.
 */
export function marksAt(spans: ReplaySpans, at: number, categories: ReadonlySet<number> | null = null): MarksAt {
  const rows: Record<keyof MarksAt, number[]> = { onTime: [], soon: [], late: [] }
  const { count, begin, end, finishBy, finished, facts, place } = spans
  for (let row = 0; row < count; row++) {
    if (begin[row]! > at || end[row]! <= at) continue
    if (categories !== null && !categories.has(place[row]! >> CATEGORY_SHIFT)) continue
    const runs = (facts[row]! & spanFact.standing) === 0 && finished[row]! > at
    const left = finishBy[row]! - at
    rows[!runs || left >= HOUR ? 'onTime' : left < 0 ? 'late' : 'soon'].push(row)
  }
  return { onTime: placesOf(spans, rows.onTime), soon: placesOf(spans, rows.soon), late: placesOf(spans, rows.late) }
}

function placesOf({ longitude, latitude }: ReplaySpans, rows: readonly number[]): Float32Array {
  const places = new Float32Array(2 * rows.length)
  for (const [index, row] of rows.entries()) {
    places[2 * index] = longitude[row]! / 1e7
    places[2 * index + 1] = latitude[row]! / 1e7
  }
  return places
}
