import type { ImportSource } from '#domain/contract/manifest.ts'
import type { Db } from '#server/db.types.ts'

/**
 * Gives the months of a source their partitions, in a transaction for each: making one locks readers out, so it must
 * not wait for an import to end. A month that already has rows in the default partition stays there.
 */
export async function prepareMonths(db: Db, months: ImportSource['months']): Promise<void> {
  if (months === undefined) return
  for (const month of monthsFrom(months))
    await db.query(
      `select ensure_month_partitions($1::date, $1::date)
      where not exists (
          select 1 from issue_default
          where filed_at >= $1::timestamp at time zone 'UTC' and filed_at < ($1::timestamp + interval '1 month') at time zone 'UTC')
        and not exists (
          select 1 from issue_event_default
          where at >= $1::timestamp at time zone 'UTC' and at < ($1::timestamp + interval '1 month') at time zone 'UTC')`,
      [month],
    )
}

/** The first day of each month, `2015-01-01`, from the first to the last of them. */
function monthsFrom([first, last]: NonNullable<ImportSource['months']>): string[] {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  return Array.from({ length: Math.max(0, number(last) - number(first) + 1) }, (_, index) => {
    const month = number(first) + index
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
  })
}
