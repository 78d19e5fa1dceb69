import type { PartitionFault } from '#domain/contract/import.ts'
import type { Queryable } from '#server/db.types.ts'

/** Narrower than this is a slip of the hand along a common border, not ground. */
const SLIVER_METERS = 2
/** Less than this is the rounding of coordinates. */
const LEAST_SQUARE_METERS = 1
const MOST_LISTED = 500

/**
 * Duplicates, overlaps and gaps of the staged areas. A gap is ground that they enclose and none of them holds. Thin ones,
 * by area over half the way around, are slivers. `total` counts all, the list ends at 500.
 */
export async function findPartitionFaults(
  transaction: Queryable,
): Promise<{ total: number; listed: PartitionFault[] }> {
  await transaction.query('create index on import_stage using gist (geom)')
  await transaction.query('analyze import_stage (number, key)')
  const found = await transaction.query<{
    kind: 'duplicate' | 'overlap' | 'gap'
    keys: string[]
    squareMeters: number
    aroundMeters: number
    geometry: string
  }>(
    `with pair as (
      select a.key as first, b.key as second, st_equals(a.geom, b.geom) as same,
        st_multi(st_collectionextract(st_intersection(a.geom, b.geom), 3)) as geom
      from import_stage a join import_stage b on a.number < b.number and a.geom && b.geom and st_intersects(a.geom, b.geom)
      where not st_touches(a.geom, b.geom)
    ), whole as (
      select (st_dump(st_unaryunion(st_collect(geom)))).geom as geom from import_stage
    ), ring as (
      select (st_dumprings(geom)).path[1] as number, (st_dumprings(geom)).geom as geom from whole
    ), fault as (
      select case when same then 'duplicate' else 'overlap' end as kind, array[first, second] as keys, geom
      from pair where not st_isempty(geom)
      union all
      select 'gap', '{}', st_multi(geom) from ring where number > 0
    )
    select kind, keys, st_area(geom::geography, false) as "squareMeters", st_perimeter(geom::geography, false) as "aroundMeters",
      st_asgeojson(geom, 7) as geometry
    from fault where st_area(geom::geography, false) > $1::float8
    order by "squareMeters" desc`,
    [LEAST_SQUARE_METERS],
  )
  const listed = found.slice(0, MOST_LISTED).map(({ kind, keys, squareMeters, aroundMeters, geometry }) => {
    const thin = kind !== 'duplicate' && (2 * squareMeters) / aroundMeters < SLIVER_METERS
    return {
      kind: (thin ? `${kind}-sliver` : kind) as PartitionFault['kind'],
      keys,
      squareMeters: Math.round(squareMeters),
      geometry: JSON.parse(geometry) as PartitionFault['geometry'],
    }
  })
  return { total: found.length, listed }
}
