import type { Queryable } from '#server/db.types.ts'

export interface StationRow {
  code: string
  name: string
  pinyin: string
  initials: string
  level: 'county' | 'zone' | 'community' | 'grid' | 'corner'
  kind: string
  services: string[]
  hours: unknown
  address: string
  phone: string
  longitude: number
  latitude: number
}

/** Stations of a county, the highest level first; null when the county is not on this server. */
export async function stationsOfCounty(db: Queryable, county: string): Promise<StationRow[] | null> {
  const rows = await db.query<StationRow | { code: null }>(
    `select s.code, s.name, s.pinyin, s.initials, s.level, s.kind, s.services, s.hours, s.address, s.phone,
       st_x(s.geom) as longitude, st_y(s.geom) as latitude
     from county left join station s on s.county = county.code
     where county.code = $1::text
     order by array_position(array['county', 'zone', 'community', 'grid', 'corner'], s.level), s.name, s.code`,
    [county],
  )
  return rows.length === 0 ? null : rows.filter((row) => row.code !== null)
}
