import { useMemo } from 'react'
import { type Codec, choiceCodec, listCodec, numberCodec, textCodec, useUrlState } from '#client/state/url.ts'
import { LEAST_MINUTES, MOST_MINUTES } from '#domain/contract/coverage.ts'
import { type StationLevel, stationLevel } from '#domain/contract/station.ts'
import { type WalkProfile, walkProfiles } from '#domain/coverage/profile.ts'

/** A minute of a weekday, county's time: day 1 Monday to 7 Sunday, minute 0 to 1439. */
export interface OpenAt {
  day: number
  minute: number
}

/** `7-19:00` is Sunday at seven in the evening; anything else is no hour at all. */
export const openAtCodec: Codec<OpenAt | null> = {
  read(text) {
    const [, day, hour, minute] = /^([1-7])-([01]\d|2[0-3]):([0-5]\d)$/.exec(text ?? '') ?? []
    return day === undefined ? null : { day: Number(day), minute: Number(hour) * 60 + Number(minute) }
  },
  write(openAt) {
    if (openAt === null) return null
    const two = (value: number) => String(value).padStart(2, '0')
    return `${openAt.day}-${two(Math.floor(openAt.minute / 60))}:${two(openAt.minute % 60)}`
  },
}

const directions = ['to', 'from'] as const
/** Whether people walk to a station from home, or from it: they differ where the ground rises. */
export type Direction = (typeof directions)[number]

const text = textCodec('')
const list = listCodec([])
const minutesCodec = numberCodec(15, LEAST_MINUTES, MOST_MINUTES)
const profileCodec = choiceCodec<WalkProfile>(walkProfiles, 'adult')
const directionCodec = choiceCodec<Direction>(directions, 'to')
const levelsCodec: Codec<readonly StationLevel[]> = {
  read: (words) => stationLevel.options.filter((level) => words?.split(',').includes(level)),
  write: (levels) => (levels.length === 0 ? null : levels.join(',')),
}

/** Which stations count; an empty list means all. */
export interface ChosenStations {
  levels: readonly StationLevel[]
  kinds: readonly string[]
  services: readonly string[]
  openAt: OpenAt | null
}

export interface CircleState extends ChosenStations {
  /** Code of the chosen station; '' for the whole county. */
  station: string
  setStation(code: string): void
  /** Whole minutes from LEAST_MINUTES to MOST_MINUTES. */
  minutes: number
  setMinutes(minutes: number | ((before: number) => number)): void
  profile: WalkProfile
  setProfile(profile: WalkProfile): void
  direction: Direction
  setDirection(direction: Direction): void
  /** Changes some of what decides which stations count. */
  choose(chosen: Partial<ChosenStations>): void
  /** Part of the side panel that is shown; '' for the page's own choice. */
  part: string
  setPart(part: string): void
  /** Id of the open scenario; '' for today's stations, or changes that were not saved yet. */
  scenario: string
  setScenario(id: string): void
}

/** What the page shows, as the address says. */
export function useCircleState(): CircleState {
  const [station, setStation] = useUrlState('station', text)
  const [minutes, setMinutes] = useUrlState('minutes', minutesCodec)
  const [profile, setProfile] = useUrlState('profile', profileCodec)
  const [direction, setDirection] = useUrlState('direction', directionCodec)
  const [levels, setLevels] = useUrlState('levels', levelsCodec)
  const [kinds, setKinds] = useUrlState('kinds', list)
  const [services, setServices] = useUrlState('services', list)
  const [openAt, setOpenAt] = useUrlState('openAt', openAtCodec)
  const [part, setPart] = useUrlState('show', text)
  const [scenario, setScenario] = useUrlState('scenario', text)
  return useMemo(
    () => ({
      station,
      setStation,
      minutes: Math.round(minutes),
      setMinutes,
      profile,
      setProfile,
      direction,
      setDirection,
      levels,
      kinds,
      services,
      openAt,
      choose(chosen) {
        if (chosen.levels) setLevels(chosen.levels)
        if (chosen.kinds) setKinds(chosen.kinds)
        if (chosen.services) setServices(chosen.services)
        if (chosen.openAt !== undefined) setOpenAt(chosen.openAt)
      },
      part,
      setPart,
      scenario,
      setScenario,
    }),
    [
      station,
      setStation,
      minutes,
      setMinutes,
      profile,
      setProfile,
      direction,
      setDirection,
      levels,
      setLevels,
      kinds,
      setKinds,
      services,
      setServices,
      openAt,
      setOpenAt,
      part,
      setPart,
      scenario,
      setScenario,
    ],
  )
}
