import { countySettings } from '#domain/contract/county.ts'
import type { Queryable } from '#server/db.types.ts'

/** Days after closing within which an issue of the county may be reopened. */
export async function reopenDaysOf(db: Queryable, county: string): Promise<number> {
  const [row] = await db.query<{ settings: unknown }>('select settings from county where code = $1::text', [county])
  return countySettings.parse(row?.settings ?? {}).reopenDays
}
