import type { WeekMinute } from './open-hours.ts'
import type { WalkProfile } from './profile.ts'

/**
 * How people walk: who, which way (to a station from home, or back from it; they differ where slope is known), and when:
 * a moment of the week closes the gates that are not open then; null: every gate is open.
 */
export interface WalkChoice {
  profile: WalkProfile
  direction: 'to' | 'from'
  openAt: WeekMinute | null
}

/** A choice, and whether steps are taken by those who cannot: to find out what they cost. */
export type WalkAsked = WalkChoice & { withSteps?: boolean }

/** A profile on its way to a station, every gate open. */
export function plainWalk(profile: WalkProfile): WalkChoice {
  return { profile, direction: 'to', openAt: null }
}
