import type { CountySettings } from '#domain/contract/county.ts'
import type { IssueFilter } from '#server/heat/heat-filter.ts'

const DAY_MILLISECONDS = 86_400_000
/** What a window without beginning is taken for. */
const YEAR_DAYS = 365

/**
 * Class breaks of rates, issues per 1,000 households. Of open issues the county's own; of a window the county's for 30
 * days in proportion to its length, with two digits. Nothing counted enters, so that a class means the same tomorrow.
 */
export function rateBreaks(
  { open, thirtyDays }: CountySettings['rateBreaks'],
  { state, from, to }: Pick<IssueFilter, 'state' | 'from' | 'to'>,
  now: Date,
): number[] {
  if (state === 'open') return [...open]
  const days = from === null ? YEAR_DAYS : ((to ?? now).getTime() - from.getTime()) / DAY_MILLISECONDS
  return thirtyDays.map((rate) => Number((rate * (Math.max(days, 1) / 30)).toPrecision(2)))
}
