import type { SiteCandidateKind } from '#domain/contract/site-candidate.ts'
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
  capacityHouseholds: number | null
  address: string
  phone: string
  longitude: number
  latitude: number
}

/** Stations of a county, the highest level first; null when the county is not on this server. */
export async function stationsOfCounty(db: Queryable, county: string): Promise<StationRow[] | null> {
  const rows = await db.query<StationRow | { code: null }>(
    `select s.code, s.name, s.pinyin, s.initials, s.level, s.kind, s.services, s.hours,
       s.capacity_households as "capacityHouseholds", s.address, s.phone,
       st_x(s.geom) as longitude, st_y(s.geom) as latitude
     from county left join station s on s.county = county.code
     where county.code = $1::text
     order by array_position(array['county', 'zone', 'community', 'grid', 'corner'], s.level), s.name, s.code`,
    [county],
  )
  return rows.length === 0 ? null : rows.filter((row) => row.code !== null)
}

export interface SiteCandidateRow {
  code: string
  name: string
  pinyin: string
  initials: string
  kind: SiteCandidateKind
  address: string
  longitude: number
  latitude: number
}

/** Places of a county where a station could stand; null when the county is not on this server. */
export async function candidatesOfCounty(db: Queryable, county: string): Promise<SiteCandidateRow[] | null> {
  const rows = await db.query<SiteCandidateRow | { code: null }>(
    `select c.code, c.name, c.pinyin, c.initials, c.kind, c.address, st_x(c.geom) as longitude, st_y(c.geom) as latitude
     from county left join site_candidate c on c.county = county.code
     where county.code = $1::text
     order by c.kind, c.name, c.code`,
    [county],
  )
  return rows.length === 0 ? null : rows.filter((row) => row.code !== null)
}
