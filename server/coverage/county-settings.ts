import { type CountySettings, countySettings } from '#domain/contract/county.ts'
import type { Queryable } from '#server/db.types.ts'
import { notFound } from '#server/http.ts'
import { countySettingsRow } from './coverage.query.ts'

/** Settings of a county. Throws HttpProblem 404 `unknown-county`; `path` says where the request names it. */
export async function settingsOf(db: Queryable, county: string, path = 'query.county'): Promise<CountySettings> {
  const row = await countySettingsRow(db, county)
  if (!row) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', path)
  return countySettings.parse(row.settings)
}
