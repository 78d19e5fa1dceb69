import { z } from 'zod'
import { walkProfiles } from '#domain/coverage/profile.ts'
import { stationLevel } from './station.ts'

export const walkProfile = z.enum(walkProfiles)

/** From home to a station, or from it home: they differ where slope is known. */
export const walkDirection = z.enum(['to', 'from'])

/** A moment of the week in the county's time: day 1 Monday to 7 Sunday, minute of the day 0 to 1439. */
export const weekMoment = z.strictObject({ day: z.int().min(1).max(7), minute: z.int().min(0).max(1439) })
export type WeekMoment = z.infer<typeof weekMoment>

/** A word that data brought: a kind, a service, a code. No control characters: they are in none. */
const word = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'no control characters')

/**
 * Which stations count. Empty lists mean all. `openAt` null: whenever they are open; else those open at that moment, and
 * those of which nobody said when.
 */
export const stationChoice = z.strictObject({
  levels: z.array(stationLevel).max(5).default([]),
  kinds: z.array(word).max(30).default([]),
  services: z.array(word).max(30).default([]),
  openAt: weekMoment.nullable().default(null),
})
export type StationChoice = z.infer<typeof stationChoice>

/** Who walks, which way, and when: `openAt` closes gates outside their hours. */
export const walkChoice = z.strictObject({
  profile: walkProfile.default('adult'),
  direction: walkDirection.default('to'),
  openAt: weekMoment.nullable().default(null),
})
export type WalkChoice = z.infer<typeof walkChoice>

const listOf = <Item extends z.ZodType<unknown, string>>(item: Item, most: number) =>
  z
    .string()
    .max(2_000)
    .default('')
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(most))

const clock = /^([1-7])-([01]\d|2[0-3]):([0-5]\d)$/

/** The choices as an address keeps them: lists joined by commas, the moment as `7-19:00`, a Sunday at seven in the evening. */
export const choiceQuery = z.object({
  profile: walkProfile.default('adult'),
  direction: walkDirection.default('to'),
  levels: listOf(stationLevel, 5),
  kinds: listOf(word, 30),
  services: listOf(word, 30),
  openAt: z
    .string()
    .regex(clock, 'a moment of the week is written 7-19:00, the day from 1 Monday to 7 Sunday')
    .transform((text) => {
      const [, day, hour, minute] = clock.exec(text)!.map(Number)
      return { day: day!, minute: hour! * 60 + minute! }
    })
    .optional(),
})

/** The two choices that an address says. */
export function readChoice(query: z.output<typeof choiceQuery>): { walk: WalkChoice; stations: StationChoice } {
  const { profile, direction, levels, kinds, services, openAt = null } = query
  return { walk: { profile, direction, openAt }, stations: { levels, kinds, services, openAt } }
}

/** The choices as `choiceQuery` reads them; what is as usual is left out, so that addresses stay short. */
export function writeChoice(walk: WalkChoice, stations: StationChoice): Record<string, string> {
  const { levels, kinds, services, openAt } = stations
  return Object.fromEntries(
    [
      ['profile', walk.profile === 'adult' ? '' : walk.profile],
      ['direction', walk.direction === 'to' ? '' : walk.direction],
      ['levels', levels.join(',')],
      ['kinds', kinds.join(',')],
      ['services', services.join(',')],
      ['openAt', openAt === null ? '' : writeMoment(openAt)],
    ].filter(([, text]) => text !== ''),
  )
}

function writeMoment({ day, minute }: WeekMoment): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${day}-${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
