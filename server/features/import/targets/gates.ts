import type { TileLayer } from '#domain/contract/common.ts'
import { refuseRows } from '../stage.ts'
import type { TargetWork } from './target.ts'

/** A gate stands on its compound's border, as exactly as people draw. */
const AT_THE_WALL_METERS = 15
/** A path that crosses a wall this near to a gate goes through it. */
const SAME_GATE_METERS = 10

/**
 * Gates of compounds: points of the source, each at the nearest border; and, around walled compounds, the places where a
 * path crosses the wall and no gate is near. Numbers are never given twice within a compound.
 */
export async function writeGates({ transaction, county, source, report }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `update import_stage s set parent = (
      select c.code from compound c
      where c.county = $1::text and c.geom && st_expand(s.geom, 0.001)
        and st_distance(st_boundary(c.geom)::geography, s.geom::geography, false) <= $2::float8
      order by st_distance(st_boundary(c.geom)::geography, s.geom::geography, false), c.code limit 1
    )`,
    [county.code, AT_THE_WALL_METERS],
  )
  await refuseRows(
    transaction,
    report,
    'at-no-compound',
    'delete from import_stage where parent is null returning number as row, key',
  )
  await transaction.query(
    `delete from gate where county = $1::text and source = $2::text and source_key like 'path/%'`,
    [county.code, source.name],
  )
  await transaction.query(
    `delete from gate g using import_stage s where g.county = $1::text and g.source = $2::text and g.source_key = s.key`,
    [county.code, source.name],
  )
  await transaction.query(
    `with last as (select compound, max(number) as number from gate where county = $1::text group by compound)
    insert into gate (county, compound, number, name, source, source_key, geom)
    select $1::text, s.parent, coalesce(last.number, 0) + row_number() over (partition by s.parent order by s.number),
      s.fields->>'name', $2::text, s.key, s.geom
    from import_stage s left join last on last.compound = s.parent`,
    [county.code, source.name],
  )
  await transaction.query(
    `with crossing as (
      select c.code as compound, (st_dump(st_collectionextract(st_intersection(st_boundary(c.geom), e.geom), 1))).geom as geom
      from compound c join walk_edge e on e.county = c.county and e.geom && c.geom and st_intersects(st_boundary(c.geom), e.geom)
      where c.county = $1::text and c.walled
    ), apart as (
      select compound, st_centroid(st_collect(geom)) as geom from (
        select compound, geom, st_clusterdbscan(geom, eps => $3::float8 / 111195, minpoints => 1) over (partition by compound) as cluster
        from crossing
      ) near group by compound, cluster
    ), lacking as (
      select a.compound, a.geom from apart a
      where not exists (
        select 1 from gate g where g.county = $1::text and g.compound = a.compound
          and st_distance(g.geom::geography, a.geom::geography, false) <= $3::float8
      )
    ), last as (select compound, max(number) as number from gate where county = $1::text group by compound)
    insert into gate (county, compound, number, source, source_key, geom)
    select $1::text, l.compound, coalesce(last.number, 0) + row_number() over (partition by l.compound order by st_x(l.geom), st_y(l.geom)),
      $2::text, 'path/' || l.compound || '/' || row_number() over (partition by l.compound order by st_x(l.geom), st_y(l.geom)), l.geom
    from lacking l left join last on last.compound = l.compound`,
    [county.code, source.name, SAME_GATE_METERS],
  )
  return ['compound']
}
