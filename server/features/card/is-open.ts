import type { OpeningHours } from '#domain/contract/station.ts'

/** Whether hours in local time hold at a moment; null when there are none. Hours past midnight (22:00 to 26:00) count. */
export function isOpen(hours: readonly OpeningHours[], at: Date, timeZone: string): boolean | null {
  if (hours.length === 0) return null
  const { day, minute } = localTime(at, timeZone)
  const yesterday = day === 1 ? 7 : day - 1
  return hours.some(
    ({ days, opensMinute, closesMinute }) =>
      (days.includes(day) && minute >= opensMinute && minute < closesMinute) ||
      (days.includes(yesterday) && minute + 1440 >= opensMinute && minute + 1440 < closesMinute),
  )
}

/** Day of the week, 1 is Monday, and minute of the day in a time zone. */
function localTime(at: Date, timeZone: string): { day: number; minute: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? '') + 1
  return { day, minute: Number(parts.hour) * 60 + Number(parts.minute) }
}
