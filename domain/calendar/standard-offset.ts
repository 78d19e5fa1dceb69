import { localReadings } from './local-readings.ts'

const noonInJanuary = Date.UTC(2026, 0, 15, 12)

/** Minutes that clocks in the zone are ahead of UTC in January. Throws a RangeError on an unknown time zone. */
export function standardOffset(timeZone: string): number {
  return (noonInJanuary - localReadings(noonInJanuary, timeZone).readings[0]) / 60_000
}
