const DAY = 86_400_000

/** Days from 1970-01-01 to a date written 2026-10-01. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

/** The date of a day counted from 1970-01-01, written 2026-10-01. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
