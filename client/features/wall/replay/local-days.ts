import { dayOf, startOfDay } from '#client/ui/heat/start-of-day.ts'
import { COUNTED_DAYS, type LocalDays } from '#domain/replay/figures-at.ts'

const SECOND = 1_000

/** Local days up to a moment (milliseconds since 1970), the newest first, as the figures of a replay count them. */
export function localDays(moment: number, timeZone: string): LocalDays {
  const today = dayOf(moment, timeZone)
  const midnights = Array.from({ length: COUNTED_DAYS }, (_, ago) => startOfDay(today, timeZone, -ago))
  return {
    midnights: midnights.map((midnight) => midnight / SECOND),
    dates: midnights.map((midnight) => dayOf(midnight, timeZone)),
  }
}
