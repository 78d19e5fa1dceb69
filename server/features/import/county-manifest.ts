import { countySettings } from '#domain/contract/county.ts'
import type { Manifest } from '#domain/contract/manifest.ts'
import type { Queryable } from '#server/db.types.ts'

/** A county that stands, as a manifest names it, so that a file can be imported into it; null where there is none. */
export async function countyManifest(db: Queryable, code: string): Promise<Manifest['county'] | null> {
  const [row] = await db.query<{
    name: string
    nameEn: string
    timeZone: string
    attribution: string
    settings: unknown
    longitude: number
    latitude: number
    street: string
  }>(
    `select c.name, c.name_en as "nameEn", c.time_zone as "timeZone", c.attribution, c.settings,
      st_x(st_centroid(c.geom)) as longitude, st_y(st_centroid(c.geom)) as latitude,
      coalesce((select a.name from area a where a.county = c.code and a.level = 'street' order by a.code limit 1), c.name) as street
    from county c where c.code = $1::text`,
    [code],
  )
  if (row === undefined) return null
  const { longitude, latitude, settings, ...county } = row
  return {
    code,
    ...county,
    nameEn: county.nameEn || county.name,
    attribution: county.attribution || county.name,
    near: [longitude, latitude],
    settings: countySettings.partial().parse(settings),
  }
}
