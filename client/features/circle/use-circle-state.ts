import { choiceCodec, numberCodec, textCodec, useUrlState } from '#client/state/url.ts'
import { LEAST_MINUTES, MOST_MINUTES } from '#domain/contract/coverage.ts'
import { type WalkProfile, walkProfiles } from '#domain/coverage/profile.ts'

const stationCodec = textCodec('')
const minutesCodec = numberCodec(15, LEAST_MINUTES, MOST_MINUTES)
const profileCodec = choiceCodec<WalkProfile>(walkProfiles, 'adult')

export interface CircleState {
  /** Code of the chosen station; '' for the whole county. */
  station: string
  setStation(code: string): void
  /** Whole minutes from LEAST_MINUTES to MOST_MINUTES. */
  minutes: number
  setMinutes(minutes: number | ((before: number) => number)): void
  profile: WalkProfile
  setProfile(profile: WalkProfile): void
}

/** What the page shows, as the address says. */
export function useCircleState(): CircleState {
  const [station, setStation] = useUrlState('station', stationCodec)
  const [minutes, setMinutes] = useUrlState('minutes', minutesCodec)
  const [profile, setProfile] = useUrlState('profile', profileCodec)
  return { station, setStation, minutes: Math.round(minutes), setMinutes, profile, setProfile }
}
