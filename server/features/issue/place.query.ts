import type { Queryable } from '#server/db.types.ts'

/** Where a new issue lies; codes are '' where there is no such area. */
export interface PlaceRow {
  inside: boolean
  street: string
  community: string
  grid: string
}

/** The ladders at places in degrees, in their order; null for a county that is not here. */
export async function placesAt(
  db: Queryable,
  county: string,
  places: readonly (readonly [longitude: number, latitude: number])[],
): Promise<(PlaceRow | null)[]> {
  const rows = await db.query<PlaceRow & { place: number }>(
    `
    select p.place::integer as place, st_covers(k.geom, p.geom) as inside, coalesce(c.parent, s.code, '') as street,
      coalesce(g.community, c.code, '') as community, coalesce(g.code, '') as grid
    from county k
    cross join (
      select place, st_setsrid(st_makepoint(longitude, latitude), 4326) as geom
      from unnest($2::float8[], $3::float8[]) with ordinality as asked (longitude, latitude, place)) p
    left join lateral (
      select code, community from grid
      where county = $1::text and valid_to is null and st_covers(geom, p.geom) order by code limit 1) g on true
    left join lateral (
      select code, parent from area
      where county = $1::text and level = 'community' and (code = g.community or (g.code is null and st_covers(geom, p.geom)))
      order by code limit 1) c on true
    left join lateral (
      select code from area
      where c.code is null and county = $1::text and level = 'street' and st_covers(geom, p.geom) order by code limit 1) s on true
    where k.code = $1::text`,
    [county, places.map(([longitude]) => longitude), places.map(([, latitude]) => latitude)],
    'often',
  )
  const byPlace = new Map(rows.map(({ place, ...row }) => [place, row]))
  return places.map((_, index) => byPlace.get(index + 1) ?? null)
}

/** Codes that are no unit of the county: neither an open department, nor a street, community or grid of today, nor the county. */
export async function unknownUnits(db: Queryable, county: string, codes: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    `
    select code from unnest($2::text[]) as asked (code)
    where code <> $1::text
      and not exists (select from unit u where u.county = $1::text and u.code = asked.code and u.closed_at is null)
      and not exists (select from area a where a.county = $1::text and a.code = asked.code)
      and not exists (select from grid g where g.county = $1::text and g.code = asked.code and g.valid_to is null)`,
    [county, codes],
    'often',
  )
  return rows.map((row) => row.code)
}

/** Photos that are not there, or belong to another entry already; what a request of this key took before is its own. */
export async function takenPhotos(
  db: Queryable,
  county: string,
  ids: readonly string[],
  key: string | undefined,
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db.query<{ id: string }>(
    `select id from unnest($2::text[]) as asked (id)
      where not exists (
        select from photo p
        where p.county = $1::text and p.id = asked.id and (p.issue is null or p.issue in (
          select i.id from issue_act_key k join issue i on i.county = k.county and i.number = k.number
          where k.county = $1::text and k.key = $3::text)))`,
    [county, ids, key ?? null],
  )
  return rows.map((row) => row.id)
}

/** The issue that a follow-up link leads to; null for a link that leads nowhere. */
export async function followed(db: Queryable, county: string, tokenHash: string): Promise<string | null> {
  const rows = await db.query<{ number: string }>(
    `select number from issue_follow where county = $1::text and token_hash = decode($2::text, 'hex')`,
    [county, tokenHash],
  )
  return rows[0]?.number ?? null
}
