import type { Clock, Limit } from '#domain/calendar/deadline.ts'
import { type DurationRefusal, readDuration, writeDuration } from '#domain/category/duration.ts'

export const durationUnits = ['m', 'h', 'd'] as const
export type DurationUnit = (typeof durationUnits)[number]

/** A limit as a number of its largest unit. */
export function amountOf(limit: Limit): { amount: number; unit: DurationUnit } {
  const text = writeDuration(limit)
  return { amount: Number.parseInt(text, 10), unit: durationUnits.find((unit) => text.endsWith(unit)) ?? 'm' }
}

/** Units that a clock takes. */
export function unitsOf(clock: Clock): readonly DurationUnit[] {
  if (clock === 'working-day') return ['d']
  return clock === 'working' ? ['m', 'h'] : durationUnits
}

/** The limit that an amount makes; why there is none otherwise. */
export function limitOf(clock: Clock, amount: string, unit: DurationUnit): Limit | DurationRefusal {
  const units = unitsOf(clock)
  const fitting = units.includes(unit) ? unit : (units.at(-1) ?? 'd')
  const minutes = readDuration(`${amount.trim()}${fitting}`, clock)
  return typeof minutes === 'number' ? { clock, minutes } : minutes
}
