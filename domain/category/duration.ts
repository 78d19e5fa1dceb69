import { type Limit, MINUTES_A_DAY } from '#domain/calendar/deadline.ts'

const units: Record<string, number> = { m: 1, h: 60, d: MINUTES_A_DAY }

export type DurationRefusal = 'bad-duration' | 'days-on-working-clock'

/**
 * Minutes of a duration written 30m, 4h or 5d. A working-hour clock takes no days: it would not say whether they have 8
 * hours or 24; a working-day clock takes nothing else.
 */
export function readDuration(text: string, clock: Limit['clock']): number | DurationRefusal {
  const [, amount = '', unit = ''] = /^(\d{1,6})\s*([mhd])$/.exec(text.trim().toLowerCase()) ?? []
  const minutes = Number(amount) * (units[unit] ?? 0)
  if (minutes < 1 || minutes > 366 * MINUTES_A_DAY) return 'bad-duration'
  if (clock === 'working' && unit === 'd') return 'days-on-working-clock'
  if (clock === 'working-day' && unit !== 'd') return 'bad-duration'
  return minutes
}

/** The minutes of a limit as `readDuration` reads them: in the largest unit that its clock takes. */
export function writeDuration({ clock, minutes }: Limit): string {
  if (clock === 'working-day') return `${Math.ceil(minutes / MINUTES_A_DAY)}d`
  if (clock !== 'working' && minutes % MINUTES_A_DAY === 0) return `${minutes / MINUTES_A_DAY}d`
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`
}
