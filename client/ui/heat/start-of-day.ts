const DAY_MILLISECONDS = 86_400_000

/**
 * The moment a day of a time zone begins, milliseconds since 1970; `days` later or earlier when told.
 * `day` is `2026-03-01`. Where clocks are moved at midnight it is the first moment of that day.
 */
export function startOfDay(day: string, timeZone: string, days = 0): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS
  let at = wanted
  // the offset is that of the moment looked for: the second look is right on days when clocks move
  for (let look = 0; look < 2; look++) at = wanted - offsetAt(at, timeZone)
  return at
}

/** Day of a moment in a time zone, `2026-03-01`. */
export function dayOf(moment: number, timeZone: string): string {
  return new Date(moment + offsetAt(moment, timeZone)).toISOString().slice(0, 10)
}

const QUARTER_MILLISECONDS = 900_000
const MOST_KNOWN = 100_000
const zones = new Map<string, { format: Intl.DateTimeFormat; offsets: Map<number, number> }>()

/**
 * Milliseconds that clocks of the zone are ahead of UTC at a moment. Clocks are moved at quarters of an hour only: what
 * was asked of one is known for all of it, as a hundred thousand rows are asked at once.
 */
function offsetAt(moment: number, timeZone: string): number {
  const zone = zones.get(timeZone) ?? { format: formatOf(timeZone), offsets: new Map<number, number>() }
  zones.set(timeZone, zone)
  const quarter = Math.floor(moment / QUARTER_MILLISECONDS)
  const known = zone.offsets.get(quarter)
  if (known !== undefined) return known
  const at = quarter * QUARTER_MILLISECONDS
  const parts = zone.format.formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const offset = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - at
  if (zone.offsets.size >= MOST_KNOWN) zone.offsets.clear()
  zone.offsets.set(quarter, offset)
  return offset
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}
