import type { Card } from '#domain/contract/card.ts'
import type { Box } from '#domain/contract/common.ts'
import type { Queryable } from '#server/db.types.ts'

export interface CountyRow {
  settings: unknown
  time_zone: string
}

/** Settings of a county; null when it is not on this server. */
export async function countyRow(db: Queryable, county: string): Promise<CountyRow | null> {
  const rows = await db.query<CountyRow>('select settings, time_zone from county where code = $1::text', [county])
  return rows[0] ?? null
}

type Outline = NonNullable<Card['outline']>

export interface ThingRow {
  code: string
  name: string
  kind: string
  /** Micro-grid, grid and area that hold it; '' where it stands beside the ladder. */
  micro_grid: string
  grid: string
  area: string
  longitude: number
  latitude: number
  bounds: Box | null
  outline: Outline | null
}

/** One area, grid, micro-grid, compound or building of today, and the ladder above it; null when there is none. */
export async function thingRow(db: Queryable, county: string, layer: string, code: string): Promise<ThingRow | null> {
  const rows = await db.query<ThingRow>(
    `
    with thing as (
      select code, name, level as kind, '' as micro_grid, '' as grid, coalesce(parent, '') as area, geom
        from area where $2::text = 'area' and county = $1::text and code = $3::text
      union all
      select code, name, kind, '', '', community, geom
        from grid where $2::text = 'grid' and county = $1::text and code = $3::text and valid_to is null
      union all
      select code, name, '', '', grid, '', geom
        from micro_grid where $2::text = 'micro_grid' and county = $1::text and code = $3::text and valid_to is null
      union all
      select code, name, kind, '', '', '', geom
        from compound where $2::text = 'compound' and county = $1::text and code = $3::text
      union all
      select code, name, kind, coalesce(micro_grid, ''), '', '', coalesce(footprint, geom)
        from building where $2::text = 'building' and county = $1::text and code = $3::text
      union all
      select code, name, kind, '', '', '', geom
        from station where $2::text = 'station' and county = $1::text and code = $3::text
    ), placed as (
      select thing.*, st_pointonsurface(geom) as point from thing
    )
    select p.code, p.name, p.kind,
      coalesce(m.code, '') as micro_grid, coalesce(g.code, '') as grid,
      coalesce(nullif(p.area, ''), g.community, a.code, '') as area,
      st_x(p.point) as longitude, st_y(p.point) as latitude,
      case when st_dimension(p.geom) > 0
        then array[st_xmin(p.geom), st_ymin(p.geom), st_xmax(p.geom), st_ymax(p.geom)]::float8[] end as bounds,
      case when st_dimension(p.geom) > 0 then st_multi(st_simplifypreservetopology(p.geom, 0.00001)) end as outline
    from placed p
    left join lateral (
      select code, grid from micro_grid where county = $1::text and valid_to is null and
        case when $2::text = 'station' then st_intersects(geom, p.point) else code = p.micro_grid end
      limit 1
    ) m on $2::text in ('building', 'station')
    left join grid g on g.county = $1::text and g.valid_to is null and g.code = coalesce(m.grid, nullif(p.grid, ''))
    left join lateral (
      select code from area where $2::text in ('compound', 'station') and county = $1::text and level = 'community'
        and st_intersects(geom, p.point)
      limit 1
    ) a on true`,
    [county, layer, code],
  )
  return rows[0] ?? null
}

export interface LadderRow {
  layer: 'area' | 'grid' | 'micro_grid'
  code: string
  name: string
}

/** Names from the street down to the codes given; '' leaves a step out. */
export async function ladderRows(
  db: Queryable,
  county: string,
  area: string,
  grid: string,
  microGrid: string,
): Promise<LadderRow[]> {
  return db.query<LadderRow>(
    `
    select layer, code, name from (
      select 'area' as layer, above.code, above.name, length(above.path) as depth
      from area low join area above on above.county = low.county and above.level <> 'county'
        and position('/' || above.code || '/' in low.path) > 0
      where low.county = $1::text and low.code = $2::text
      union all
      select 'grid', code, name, 1000 from grid where county = $1::text and code = $3::text and valid_to is null
      union all
      select 'micro_grid', code, name, 1001 from micro_grid where county = $1::text and code = $4::text and valid_to is null
    ) step order by depth`,
    [county, area, grid, microGrid],
  )
}

export interface CountRow {
  households: number
  residents: number
  elderly: number
  ages_known: boolean
  buildings: number
  /** Buildings in which somebody lives. */
  inhabited: number
  communities: number
  grids: number
  micro_grids: number
  open: number
  late: number
  stations: number
}

/** Counts of one area, grid, micro-grid or compound; people are summed over buildings by the ladder, a compound's by the building. */
export async function countRow(
  db: Queryable,
  county: string,
  layer: string,
  code: string,
  now: Date,
): Promise<CountRow> {
  const rows = await db.query<CountRow>(
    `
    with within as (
      select code, level from area where $2::text = 'area' and county = $1::text and position('/' || $3::text || '/' in path) > 0
    ), grids as (
      select code from grid where county = $1::text and valid_to is null
        and (($2::text = 'grid' and code = $3::text) or ($2::text = 'area' and community in (select code from within)))
    ), micro_grids as (
      select code from micro_grid where county = $1::text and valid_to is null
        and (($2::text = 'micro_grid' and code = $3::text) or grid in (select code from grids))
    ), people as (
      select coalesce(sum(households), 0)::int as households, coalesce(sum(residents), 0)::int as residents,
        coalesce(sum(elderly), 0)::int as elderly, count(*)::int as buildings, count(*) filter (where households > 0)::int as inhabited
      from building where county = $1::text
        and case when $2::text = 'compound' then compound = $3::text else micro_grid in (select code from micro_grids) end
    ), shape as (
      select geom from area where $2::text = 'area' and county = $1::text and code = $3::text
      union all select geom from grid where $2::text = 'grid' and county = $1::text and code = $3::text and valid_to is null
      union all select geom from micro_grid where $2::text = 'micro_grid' and county = $1::text and code = $3::text and valid_to is null
      union all select geom from compound where $2::text = 'compound' and county = $1::text and code = $3::text
    ), issues as (
      select count(*)::int as open,
        count(*) filter (where state <> 'suspended' and finished_at is null and finish_by < $4::timestamptz)::int as late
      from issue where county = $1::text and state <> 'closed' and case $2::text
        when 'compound' then st_intersects(geom, (select geom from shape))
        when 'micro_grid' then micro_grid = $3::text
        when 'grid' then grid = $3::text
        else $3::text in (street, community) or $3::text = $1::text end
    )
    select people.*, issues.*,
      exists (select 1 from building where county = $1::text and elderly > 0) as ages_known,
      (select count(*) from within where level = 'community')::int as communities,
      (select count(*) from grids)::int as grids,
      (select count(*) from micro_grids)::int as micro_grids,
      (select count(*) from station join shape on st_intersects(station.geom, shape.geom) where county = $1::text)::int as stations
    from people cross join issues`,
    [county, layer, code, now],
  )
  return rows[0]!
}
