import type { Queryable } from '#server/db.types.ts'
import type { IssueFilter } from '#server/heat/heat-filter.ts'

export interface IssuePositions {
  /** Longitude, latitude in degrees, interleaved. */
  positions: Float64Array
  /** Matching issues farther than 2 km outside the county's box. */
  outside: number
}

/** Where the matching issues lie. One row of bytes: 200,000 issues cost no row objects. */
export async function issuePositions(db: Queryable, filter: IssueFilter): Promise<IssuePositions> {
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
        and ($6::text[] is null or i.source = any ($6::text[]))
        and ($7::integer[] is null or extract(hour from i.filed_at at time zone $9::text)::integer = any ($7::integer[]))
        and ($8::integer[] is null or extract(isodow from i.filed_at at time zone $9::text)::integer = any ($8::integer[]))
    )
    select string_agg(float8send(st_x(geom)) || float8send(st_y(geom)), ''::bytea) filter (where inside) as bytes,
      count(*) filter (where not inside)::int as outside
    from matching`,
    [
      filter.county,
      filter.state,
      filter.from,
      filter.to,
      filter.category,
      filter.source,
      filter.hours,
      filter.weekdays,
      filter.timeZone,
    ],
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
