import type { Queryable } from '#server/db.types.ts'

/** Points in one square of this side vote as one: a wrong name here and there does not tear an area apart. */
const SQUARE_METERS = 200
/** An area ends this far from the squares of its points, and closes over gaps between them up to twice both. */
const REACH_METERS = 50
const GAP_METERS = 350

/**
 * Takes staged points to areas, one a key: the ground that lies nearest to a site of that key. Sites are the points of
 * one square of 200 m together, named by the vote of those in and around it. Neighbours share their borders. These are
 * areas by use, not by law: say so where they are shown.
 */
export async function gatherCells(transaction: Queryable): Promise<void> {
  await transaction.query('drop table if exists import_site')
  await transaction.query(
    `create temp table import_site as
    with plane as (select 111195 * cos(radians(avg(st_y(geom)))) as east, 111195.0 as north from import_stage),
    counted as (
      select floor(st_x(geom) * east / $1::float8)::int as across, floor(st_y(geom) * north / $1::float8)::int as up, key,
        count(*) as points, sum(st_x(geom) * east) as x, sum(st_y(geom) * north) as y
      from import_stage, plane group by 1, 2, 3
    ), square as (
      select across, up, st_makepoint(sum(x) / sum(points), sum(y) / sum(points)) as geom from counted group by across, up
    )
    select distinct on (s.across, s.up) c.key, s.geom,
      st_makeenvelope(s.across * $1::float8, s.up * $1::float8, (s.across + 1) * $1::float8, (s.up + 1) * $1::float8) as square
    from square s
    cross join generate_series(-1, 1) as beside (across) cross join generate_series(-1, 1) as above (up)
    join counted c on c.across = s.across + beside.across and c.up = s.up + above.up
    group by s.across, s.up, s.geom, c.key
    order by s.across, s.up, sum(c.points * case when (c.across, c.up) = (s.across, s.up) then 3 else 1 end) desc, c.key`,
    [SQUARE_METERS],
  )
  await transaction.query('create index on import_site using gist (geom)')
  await transaction.query('drop table if exists import_area')
  await transaction.query(
    `create temp table import_area as
    with whole as (
      select st_collect(geom) as sites,
        st_buffer(st_buffer(st_unaryunion(st_collect(square)), $1::float8 + $2::float8, 4), -$2::float8, 4) as ground
      from import_site
    ), cell as (
      select (st_dump(st_voronoipolygons(sites, 0, st_expand(ground, 1000)))).geom from whole
    ), nearest as (
      select s.key, st_unaryunion(st_collect(c.geom)) as geom
      from cell c join import_site s on st_covers(c.geom, s.geom) group by s.key
    )
    select key, st_intersection(geom, ground) as geom from nearest, whole`,
    [REACH_METERS, GAP_METERS],
  )
  await transaction.query(
    `create temp table import_named as
    select distinct on (s.key) s.number, s.key, s.fields,
      st_setsrid(st_scale(a.geom, 1 / (111195 * plane.stretch), 1 / 111195.0), 4326) as geom
    from import_stage s
    join import_area a on a.key = s.key,
      (select cos(radians(avg(st_y(geom)))) as stretch from import_stage) plane
    order by s.key, s.number`,
  )
  await transaction.query('delete from import_stage')
  await transaction.query(
    'insert into import_stage (number, key, fields, geom) select number, key, fields, geom from import_named',
  )
  await transaction.query('drop table import_named')
}

/** Ground reaches this far beyond the outermost points. */
const AROUND_METERS = 500

/**
 * Takes staged points (of other shapes a point inside) to areas, one each: the ground that lies nearest to it, within the hull around all points and
 * 500 m beyond. Areas by distance, not by law: say so where they are shown.
 */
export async function gatherNearest(transaction: Queryable): Promise<void> {
  await transaction.query(
    `update import_stage set geom = st_pointonsurface(geom) where st_geometrytype(geom) <> 'ST_Point'`,
  )
  await transaction.query(
    `with middle as (
      select 111195 * cos(radians(avg(st_y(geom)))) as east, 111195.0 as north from import_stage
    ), place as (
      select number, st_makepoint(st_x(geom) * east, st_y(geom) * north) as geom from import_stage, middle
    ), whole as (
      select st_collect(geom) as sites, st_buffer(st_convexhull(st_collect(geom)), $1::float8, 4) as ground from place
    ), cell as (
      select (st_dump(st_voronoipolygons(sites, 0, st_expand(ground, 1000)))).geom from whole
    ), nearest as (
      select p.number, st_intersection(c.geom, whole.ground) as geom
      from place p join cell c on st_covers(c.geom, p.geom), whole
    )
    update import_stage s
    set geom = st_setsrid(st_scale(n.geom, 1 / middle.east, 1 / middle.north), 4326)
    from nearest n, middle where n.number = s.number`,
    [AROUND_METERS],
  )
}
