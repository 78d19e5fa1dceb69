import { startOfDay } from '../start-of-day.ts'

/** From the first moment of the first week to the end of the last, as the server is asked; `weeks` are first days. */
export function spanOf(weeks: readonly string[], timeZone: string): { from: string; to: string } {
  const iso = (day: string, later: number) => new Date(startOfDay(day, timeZone, later)).toISOString()
  return { from: iso(weeks[0] ?? '1970-01-05', 0), to: iso(weeks.at(-1) ?? '1970-01-05', 7) }
}
