import { breaksRise } from './density-class.ts'

/** Days of filing that a county's breaks of rates are made for. */
export const RATE_SETTING_DAYS = 30
/** Days of filing that a county's breaks are made for: what is open now is about what a week brings. */
const SETTING_DAYS = 7
const DAY_MILLISECONDS = 86_400_000
/** What a window without beginning is taken for. */
const YEAR_DAYS = 365

/** Which moments of filing count; null is without limit. */
export interface FilingWindow {
  state: 'open' | 'all'
  from: Date | null
  to: Date | null
}

/** A county's own breaks: of what 7 days bring, and of what is open now where that is something else. */
export interface DensityBreaks {
  heatBreaks: readonly number[]
  heatOpenBreaks?: readonly number[] | undefined
}

/**
 * Class breaks of densities, issues per km²: of open issues the county's own, of a window of filing those in proportion to its
 * length. Nothing counted enters, so that a class means the same tomorrow, at every zoom and on every screen.
 */
export function densityBreaks(
  { heatBreaks, heatOpenBreaks = heatBreaks }: DensityBreaks,
  window: FilingWindow,
  now: Date,
): number[] {
  return window.state === 'open' ? [...heatOpenBreaks] : windowBreaks(heatBreaks, daysOf(window, now))
}

/**
 * Class breaks of a window of so many days: the county's own of `settingDays`, in proportion to the window, so that a quiet
 * year looks as quiet by the day as by the month. Two significant digits, all of them where two would make classes one.
 */
export function windowBreaks(breaks: readonly number[], days: number, settingDays = SETTING_DAYS): number[] {
  const exact = breaks.map((edge) => (edge * days) / settingDays)
  const rounded = exact.map((edge) => Number(edge.toPrecision(2)))
  return breaksRise(rounded) ? rounded : exact
}

/** Length of a window in whole days, at least 1; one that is still open ends now. */
export function daysOf({ from, to }: Pick<FilingWindow, 'from' | 'to'>, now: Date): number {
  if (from === null) return YEAR_DAYS
  return Math.max(1, Math.round(((to ?? now).getTime() - from.getTime()) / DAY_MILLISECONDS))
}
