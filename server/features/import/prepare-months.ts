import type { ImportSource } from '#domain/contract/manifest.ts'
import type { Db } from '#server/db.types.ts'

/**
 * Gives the months of a source their partitions, in a transaction of its own: making one locks readers out, so it must
 * not wait for an import to end. A month that already has rows in the default partition stays there.
 */
export async function prepareMonths(db: Db, months: ImportSource['months']): Promise<void> {
  if (months === undefined) return
  await db.query(
    `select ensure_month_partitions(month::date, month::date)
    from generate_series($1::date::timestamp, $2::date::timestamp, interval '1 month') as month
    where not exists (
        select 1 from issue_default
        where filed_at >= month at time zone 'UTC' and filed_at < (month + interval '1 month') at time zone 'UTC')
      and not exists (
        select 1 from issue_event_default
        where at >= month at time zone 'UTC' and at < (month + interval '1 month') at time zone 'UTC')`,
    months.map((month) => `${month}-01`),
  )
}
