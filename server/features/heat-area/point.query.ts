import type { Queryable } from '#server/db.types.ts'

const POINT_BYTES = 12

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
  return readPoints(rows[0]?.bytes ?? Buffer.alloc(0))
}

/** Network byte order, as PostgreSQL sends it. */
function readPoints(bytes: Buffer) {
  const count = bytes.length / POINT_BYTES
  const points = { x: new Int32Array(count), y: new Int32Array(count), households: new Int32Array(count) }
  for (let point = 0; point < count; point++) {
    const at = point * POINT_BYTES
    points.x[point] = bytes.readInt32BE(at)
    points.y[point] = bytes.readInt32BE(at + 4)
    points.households[point] = bytes.readInt32BE(at + 8)
  }
  return points
}
