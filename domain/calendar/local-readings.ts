const QUARTER = 900_000
const DAY = 86_400_000

export interface LocalReadings {
  readings: [number] | [number, number]
  skipped: boolean
}

/**
 * The moments at which clocks in `timeZone` showed `local`, a wall time written as if it were UTC; milliseconds since
 * 1970. Two, earlier first, where clocks were set back over it; where they were set forward over it (`skipped`), the
 * moment they would have shown it had they not been. Throws a RangeError on an unknown time zone.
 */
export function localReadings(local: number, timeZone: string): LocalReadings {
  const before = offsetAt(local - DAY, timeZone)
  const after = offsetAt(local + DAY, timeZone)
  const candidates = before === after ? [local - before] : [local - before, local - after]
  const real = candidates.filter((at) => at + offsetAt(at, timeZone) === local).sort((a, b) => a - b)
  if (real.length === 2) return { readings: [real[0]!, real[1]!], skipped: false }
  return { readings: [real[0] ?? local - before], skipped: real.length === 0 }
}

interface Zone {
  format: Intl.DateTimeFormat
  /** Offsets already asked for, by quarter hour: zones change at one. */
  offsets: Map<number, number>
}

const zones = new Map<string, Zone>()

/** Milliseconds that clocks in the zone are ahead of UTC at a moment. */
export function offsetAt(at: number, timeZone: string): number {
  const zone = zones.get(timeZone) ?? openZone(timeZone)
  const quarter = Math.floor(at / QUARTER)
  const known = zone.offsets.get(quarter)
  if (known !== undefined) return known
  const start = quarter * QUARTER
  // Swedish writes 2015-07-23 10:51:00
  const offset = Date.parse(`${zone.format.format(start).replace(' ', 'T')}Z`) - start
  zone.offsets.set(quarter, offset)
  return offset
}

function openZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const zone = { format, offsets: new Map<number, number>() }
  zones.set(timeZone, zone)
  return zone
}
