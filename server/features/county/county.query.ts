import type { AreaSummary } from '#domain/contract/county.ts'
import type { Queryable } from '#server/db.types.ts'

export interface CountyRow {
  code: string
  name: string
  name_en: string
  demo: boolean
  time_zone: string
  attribution: string
  settings: unknown
  bounds: [number, number, number, number]
  town_bounds: [number, number, number, number] | null
  streets: number
  communities: number
  grids: number
  micro_grids: number
  compounds: number
  buildings: number
  stations: number
  households: number
  open_issues: number
}

/** All counties with what stands in them; `town_bounds` holds the middle nine tenths of the inhabited buildings. */
export async function countyRows(db: Queryable): Promise<CountyRow[]> {
  return db.query<CountyRow>(`
    select c.code, c.name, c.name_en, c.demo, c.time_zone, c.attribution, c.settings,
      array[st_xmin(c.geom), st_ymin(c.geom), st_xmax(c.geom), st_ymax(c.geom)]::float8[] as bounds,
      b.town_bounds,
      (select count(*) from area a where a.county = c.code and a.level = 'street')::int as streets,
      (select count(*) from area a where a.county = c.code and a.level = 'community')::int as communities,
      (select count(*) from grid g where g.county = c.code and g.valid_to is null)::int as grids,
      (select count(*) from micro_grid m where m.county = c.code and m.valid_to is null)::int as micro_grids,
      (select count(*) from compound p where p.county = c.code)::int as compounds,
      (select count(*) from station s where s.county = c.code)::int as stations,
      b.buildings, b.households,
      (select count(*) from issue i where i.county = c.code and i.state <> 'closed')::int as open_issues
    from county c
    cross join lateral (
      select count(*)::int as buildings, coalesce(sum(households), 0)::int as households,
        case when count(*) filter (where households > 0) > 0 then array[
          percentile_disc(0.05) within group (order by st_x(geom)) filter (where households > 0),
          percentile_disc(0.05) within group (order by st_y(geom)) filter (where households > 0),
          percentile_disc(0.95) within group (order by st_x(geom)) filter (where households > 0),
          percentile_disc(0.95) within group (order by st_y(geom)) filter (where households > 0)]::float8[] end as town_bounds
      from building where county = c.code
    ) b
    order by c.demo desc, c.code`)
}

/**
 * Streets and communities of one county with households in grids, grids that stood on a day (null: that stand) and open
 * issues; [] for an unknown county. Under micro-grids that stand no more, buildings are counted by where they lie.
 */
export async function areaRows(db: Queryable, county: string, asOf: string | null): Promise<AreaSummary[]> {
  return db.query<AreaSummary>(
    `
    with per_community as (
      select g.community, count(distinct g.code)::int as grids, coalesce(sum(m.households), 0)::int as households
      from grid g
      left join (
        select mg.grid, sum(case when mg.valid_to is null then h.households else (
          select sum(b.households) from building b where b.county = mg.county and st_covers(mg.geom, b.geom)) end) as households
        from micro_grid mg
        left join (
          select micro_grid, sum(households) as households from building where county = $1::text group by micro_grid
        ) h on h.micro_grid = mg.code
        where mg.county = $1::text and case when $2::date is null then mg.valid_to is null
          else mg.valid_from <= $2::date and (mg.valid_to is null or mg.valid_to > $2::date) end
        group by mg.grid
      ) m on m.grid = g.code
      where g.county = $1::text and case when $2::date is null then g.valid_to is null
        else g.valid_from <= $2::date and (g.valid_to is null or g.valid_to > $2::date) end
      group by g.community
    ), open as (
      select community, count(*)::int as issues from issue where county = $1::text and state <> 'closed' group by community
    ), counted as (
      select a.code, a.path, coalesce(p.grids, 0) as grids, coalesce(p.households, 0) as households, coalesce(o.issues, 0) as issues
      from area a
      left join per_community p on p.community = a.code
      left join open o on o.community = a.code
      where a.county = $1::text and a.level = 'community'
    )
    select a.code, a.level, a.parent, a.name,
      coalesce(sum(c.grids), 0)::int as grids,
      coalesce(sum(c.households), 0)::int as households,
      coalesce(sum(c.issues), 0)::int as "openIssues",
      array[st_xmin(a.geom), st_ymin(a.geom), st_xmax(a.geom), st_ymax(a.geom)]::float8[] as bounds
    from area a
    left join counted c on position('/' || a.code || '/' in c.path) > 0
    where a.county = $1::text
    group by a.county, a.code, a.level, a.parent, a.name, a.geom, a.path
    order by a.path`,
    [county, asOf],
  )
}
