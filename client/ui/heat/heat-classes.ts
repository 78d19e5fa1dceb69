import type { CountySettings } from '#domain/contract/county.ts'
import { RATE_SETTING_DAYS, windowBreaks } from '#domain/heat/window-breaks.ts'
import type { HeatChoice } from './heat-choice.ts'
import { windowDaysOf } from './heat-questions.ts'

/**
 * The county's own class breaks for what is chosen, the numbers that the server takes where none are told: of open issues
 * the setting, of a window the setting in proportion to its length. Null for kinds whose classes have names, and where nothing can be counted. Pure.
 */
export function countyBreaks(
  { heatBreaks, heatOpenBreaks = heatBreaks, rateBreaks }: CountySettings,
  { kind, window, state }: Pick<HeatChoice, 'kind' | 'window' | 'state'>,
): readonly number[] | null {
  if (kind !== 'density' && kind !== 'rate') return null
  const days = state === 'open' ? null : windowDaysOf(window)
  // a window that ends before it starts has none
  if (days !== null && days < 1) return null
  if (kind === 'density') return days === null ? heatOpenBreaks : windowBreaks(heatBreaks, days)
  return days === null ? rateBreaks.open : windowBreaks(rateBreaks.thirtyDays, days, RATE_SETTING_DAYS)
}

export function sameBreaks(one: readonly number[] | null, other: readonly number[] | null): boolean {
  return one === other || (one !== null && other !== null && one.join() === other.join())
}
