import type { Queryable } from '#server/db.types.ts'

export interface HeatCounty {
  settings: unknown
  /** Middle of the county's box: the origin of its metric plane. */
  longitude: number
  latitude: number
}

/** What a surface needs to know of its county; null when the county is not on this server. */
export async function heatCounty(db: Queryable, county: string): Promise<HeatCounty | null> {
  const rows = await db.query<HeatCounty>(
    `select settings, (st_xmin(geom) + st_xmax(geom)) / 2 as longitude, (st_ymin(geom) + st_ymax(geom)) / 2 as latitude
       from county where code = $1::text`,
    [county],
  )
  return rows[0] ?? null
}

/** Whether a category exists, today or ever. */
export async function categoryExists(db: Queryable, category: string): Promise<boolean> {
  return (await db.query('select 1 from category where code = $1::text', [category])).length > 0
}

export interface IssueWindow {
  county: string
  state: 'open' | 'all'
  /** Filed at or after and before; null is without limit. */
  from: Date | null
  to: Date | null
  /** With its children; null is every category. */
  category: string | null
}

export interface IssuePositions {
  /** Longitude, latitude in degrees, interleaved. */
  positions: Float64Array
  /** Matching issues farther than 2 km outside the county's box. */
  outside: number
}

/** Where the matching issues lie. One row of bytes: 200,000 issues cost no row objects. */
export async function issuePositions(db: Queryable, window: IssueWindow): Promise<IssuePositions> {
  const rows = await db.query<{ bytes: Buffer | null; outside: number }>(
    `
    with near as (
      select st_expand(geom::box2d, 2000 / (111195 * cos(radians(st_y(st_centroid(geom))))), 2000 / 111195.0)::geometry as box
      from county where code = $1::text
    ), matching as (
      select i.geom, i.geom && st_setsrid(near.box, 4326) as inside
      from issue i cross join near
      where i.county = $1::text
        and ($2::text = 'all' or i.state <> 'closed')
        and ($3::timestamptz is null or i.filed_at >= $3::timestamptz)
        and ($4::timestamptz is null or i.filed_at < $4::timestamptz)
        and ($5::text is null or i.category in (
          with recursive below as (
            select code from category where code = $5::text
            union select c.code from category c join below b on c.parent = b.code)
          select code from below))
    )
    select string_agg(float8send(st_x(geom)) || float8send(st_y(geom)), ''::bytea) filter (where inside) as bytes,
      count(*) filter (where not inside)::int as outside
    from matching`,
    [window.county, window.state, window.from, window.to, window.category],
  )
  const { bytes, outside } = rows[0]!
  return { positions: bytes ? readDoubles(bytes) : new Float64Array(0), outside }
}

/** Network byte order, as PostgreSQL sends it. */
function readDoubles(bytes: Buffer): Float64Array {
  const doubles = new Float64Array(bytes.length / 8)
  for (let i = 0; i < doubles.length; i++) doubles[i] = bytes.readDoubleBE(i * 8)
  return doubles
}
