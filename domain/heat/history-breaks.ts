/** Days of filing that a county's breaks are made for: what is open now is about what a week brings. */
const SETTING_DAYS = 7

/**
 * Class breaks of a window of so many days: the county's own, in proportion to the window, so that a quiet year looks as quiet
 * by the day as by the month. Two significant digits; issues per km².
 */
export function windowBreaks(breaks: readonly number[], days: number): number[] {
  return breaks.map((edge) => Number(((edge * days) / SETTING_DAYS).toPrecision(2)))
}
