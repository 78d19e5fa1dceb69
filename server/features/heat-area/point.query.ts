import type { Queryable } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'
import type { CountedFilter } from './tally.query.ts'

/** Places of issues in steps of 1e-7 degree, and the day of filing in the county's time zone, counted from 1970-01-01. */
export interface IssuePoints {
  x: Int32Array
  y: Int32Array
  day: Int32Array
}

/** More would not fit into memory beside other questions: 12 bytes each. */
const MOST_POINTS = 4_000_000
const POINT_BYTES = 12

/**
 * Where the matching issues lie, as one run of bytes: a million cost no row objects.
 * Throws HttpProblem when there are more than four million.
 */
export async function issuePoints(db: Queryable, filter: CountedFilter): Promise<IssuePoints> {
  const rows = await db.query<{ bytes: Buffer | null; left: boolean }>(
    `with matching as (
       select i.geom, clock.local
       from issue i
       cross join lateral (select i.filed_at at time zone $9::text as local) clock
       where i.county = $1::text
         and ($2::text = 'all' or i.state <> 'closed')
         and ($3::timestamptz is null or i.filed_at >= $3::timestamptz)
         and ($4::timestamptz is null or i.filed_at < $4::timestamptz)
         and ($5::text[] is null or i.category = any ($5::text[]))
         and ($6::text[] is null or i.source = any ($6::text[]))
         and ($7::integer[] is null or extract(hour from clock.local) = any ($7::integer[]))
         and ($8::integer[] is null or extract(isodow from clock.local) = any ($8::integer[]))
       limit $10::integer + 1
     )
     select string_agg(int4send(round(st_x(geom) * 1e7)::integer) || int4send(round(st_y(geom) * 1e7)::integer)
       || int4send(local::date - date '1970-01-01'), ''::bytea) as bytes, count(*) > $10::integer as left
     from matching`,
    [
      filter.county,
      filter.state,
      filter.from,
      filter.to,
      filter.categories,
      filter.source,
      filter.hours,
      filter.weekdays,
      filter.timeZone,
      MOST_POINTS,
    ],
  )
  const { bytes, left } = rows[0]!
  if (left)
    throw new HttpProblem(
      400,
      'too-many-issues',
      `More than ${MOST_POINTS} issues match: take a shorter window, or count by micro_grid.`,
      'query.from',
    )
  return readPoints(bytes ?? Buffer.alloc(0))
}

/** Buildings with households, in steps of 1e-7 degree. */
export async function householdPoints(
  db: Queryable,
  county: string,
): Promise<{ x: Int32Array; y: Int32Array; households: Int32Array }> {
  const rows = await db.query<{ bytes: Buffer | null }>(
    `select string_agg(int4send(round(st_x(geom) * 1e7)::integer) || int4send(round(st_y(geom) * 1e7)::integer)
       || int4send(households), ''::bytea) as bytes
     from building where county = $1::text and households > 0`,
    [county],
  )
  const { x, y, day: households } = readPoints(rows[0]?.bytes ?? Buffer.alloc(0))
  return { x, y, households }
}

/** Network byte order, as PostgreSQL sends it. */
function readPoints(bytes: Buffer): IssuePoints {
  const count = bytes.length / POINT_BYTES
  const points = { x: new Int32Array(count), y: new Int32Array(count), day: new Int32Array(count) }
  for (let point = 0; point < count; point++) {
    const at = point * POINT_BYTES
    points.x[point] = bytes.readInt32BE(at)
    points.y[point] = bytes.readInt32BE(at + 4)
    points.day[point] = bytes.readInt32BE(at + 8)
  }
  return points
}
