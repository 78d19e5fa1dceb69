import { daysOf, type FilingWindow, RATE_SETTING_DAYS, windowBreaks } from './window-breaks.ts'

/** A county's own breaks of rates: of what is open now, and of what 30 days bring. */
export interface RateBreaks {
  open: readonly number[]
  thirtyDays: readonly number[]
}

/**
 * Class breaks of rates, issues per 1,000 households. Of open issues the county's own; of a window the county's for 30
 * days in proportion to its length, with two digits. Nothing counted enters, so that a class means the same tomorrow.
 */
export function rateBreaks({ open, thirtyDays }: RateBreaks, window: FilingWindow, now: Date): number[] {
  if (window.state === 'open') return [...open]
  return windowBreaks(thirtyDays, daysOf(window, now), RATE_SETTING_DAYS)
}
