import type { CountySettings } from '#domain/contract/county.ts'
import { daysOf, type FilingWindow, RATE_SETTING_DAYS, windowBreaks } from '#domain/heat/window-breaks.ts'

/**
 * Class breaks of rates, issues per 1,000 households. Of open issues the county's own; of a window the county's for 30
 * days in proportion to its length, with two digits. Nothing counted enters, so that a class means the same tomorrow.
 */
export function rateBreaks(
  { open, thirtyDays }: CountySettings['rateBreaks'],
  window: FilingWindow,
  now: Date,
): number[] {
  if (window.state === 'open') return [...open]
  return windowBreaks(thirtyDays, daysOf(window, now), RATE_SETTING_DAYS)
}
