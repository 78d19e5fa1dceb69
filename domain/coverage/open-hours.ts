import type { OpeningHours } from '#domain/contract/station.ts'

const DAY_MINUTES = 1440

/** A moment of the week in the county's time: day 1 Monday to 7 Sunday, minute of the day 0 to 1439. */
export interface WeekMinute {
  day: number
  minute: number
}

/** Whether hours that repeat every day contain a minute of the day; closing before opening, or after 1440, crosses midnight. */
export function opensDaily(opensMinute: number, closesMinute: number, minute: number): boolean {
  const closes = closingAfter(opensMinute, closesMinute)
  return inside(opensMinute, closes, minute) || inside(opensMinute, closes, minute + DAY_MINUTES)
}

/** Whether a station is open; one whose hours nobody said counts as open. Hours that cross midnight belong to the day they begin on. */
export function isOpen(hours: readonly OpeningHours[], { day, minute }: WeekMinute): boolean {
  if (hours.length === 0) return true
  const before = day === 1 ? 7 : day - 1
  return hours.some(({ days, opensMinute, closesMinute }) => {
    const closes = closingAfter(opensMinute, closesMinute)
    return (
      (days.includes(day) && inside(opensMinute, closes, minute)) ||
      (days.includes(before) && inside(opensMinute, closes, minute + DAY_MINUTES))
    )
  })
}

function closingAfter(opensMinute: number, closesMinute: number): number {
  return closesMinute < opensMinute ? closesMinute + DAY_MINUTES : closesMinute
}

function inside(opensMinute: number, closesMinute: number, minute: number): boolean {
  return opensMinute <= minute && minute < closesMinute
}
