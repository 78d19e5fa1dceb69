import type { Box } from '#domain/contract/common.ts'
import type { SearchKind, SearchMatch } from '#domain/contract/search.ts'
import type { Queryable } from '#server/db.types.ts'

/** Box of a county in degrees; null when it is not on this server. */
export async function countyBox(db: Queryable, county: string): Promise<Box | null> {
  const rows = await db.query<{ box: Box }>(
    `select array[st_xmin(geom), st_ymin(geom), st_xmax(geom), st_ymax(geom)]::float8[] as box from county where code = $1::text`,
    [county],
  )
  return rows[0]?.box ?? null
}

export interface SearchRow {
  kind: Exclude<SearchKind, 'coordinate'>
  code: string
  name: string
  within: string
  match: SearchMatch
  longitude: number
  latitude: number
  bounds: Box | null
}

/** What to look for; patterns are of LIKE, escaped with a backslash. */
export interface SearchWords {
  /** As written, lower case. */
  text: string
  /** Without spaces: pinyin and codes. */
  compact: string
  /** Begins with `text`. */
  begins: string
  /** Begins with `compact`. */
  compactBegins: string
  /** Holds every word of `text` in its order. */
  holds: string
}

/**
 * Things of a county that match, best first: whole codes and names, then beginnings, initials, pinyin, and names that
 * hold the words; among equals the larger area first. Geometry is only touched for what is returned. Numbers are found by
 * `starts_with`: under row security an index is asked only what tells nothing of other rows, and LIKE is not known to be so.
 */
export async function searchRows(
  db: Queryable,
  county: string,
  words: SearchWords,
  limit: number,
): Promise<SearchRow[]> {
  return db.query<SearchRow>(
    `
    with thing as (
      select 'area' as kind, case level when 'county' then 0 when 'street' then 1 else 2 end as size, code, '' as other_code,
        name, pinyin, initials, coalesce(parent, '') as above
      from area where county = $1::text
      union all
      select 'grid', 3, code, local_code, name, pinyin, initials, community from grid where county = $1::text and valid_to is null
      union all
      select 'micro_grid', 5, code, local_code, name, '', '', grid from micro_grid where county = $1::text and valid_to is null
      union all
      select 'compound', 4, code, '', name, pinyin, initials, '' from compound where county = $1::text
      union all
      select 'station', 4, code, '', name, pinyin, initials, '' from station where county = $1::text
      union all
      select 'road', 4, '', '', name, min(pinyin), min(initials), '' from road where county = $1::text and name <> '' group by name
    ), matched as (
      select thing.*, case
          when code = $3::text or (other_code <> '' and lower(other_code) = $3::text) then 0
          when lower(name) = $2::text then 1
          when lower(name) like $4::text then 2
          when initials = $3::text then 3
          when initials like $5::text then 4
          when pinyin like $5::text then 5
          when lower(name) like $6::text then 6
          when code like $5::text or lower(other_code) like $5::text then 7
        end as rank
      from thing
    ), issues as (
      (select 'issue' as kind, 6 as size, number as code, title as name, '' as above, community, id, geom,
          case when number = upper($3::text) then 0 else 7 end as rank
        from issue where county = $1::text and starts_with(number, upper($3::text)) order by filed_at desc limit $7::integer)
      union all
      (select 'issue', 6, number, title, '', community, id, geom, 8
        from issue where county = $1::text and state <> 'closed' and lower(title || ' ' || place) like $6::text
        order by filed_at desc limit $7::integer)
    ), best as (
      select kind, size, code, name, above, rank, null::geometry as found from matched where rank is not null
      union all
      select kind, size, code, name, community, min(rank), min(geom::text)::geometry from issues group by kind, size, code, name, community, id
      order by rank, size, name, code limit $7::integer
    ), placed as (
      select best.*, coalesce(
          (select geom from area where best.kind = 'area' and area.county = $1::text and area.code = best.code),
          (select geom from grid where best.kind = 'grid' and grid.county = $1::text and grid.code = best.code and valid_to is null),
          (select geom from micro_grid where best.kind = 'micro_grid' and micro_grid.county = $1::text and micro_grid.code = best.code and valid_to is null),
          (select geom from compound where best.kind = 'compound' and compound.county = $1::text and compound.code = best.code),
          (select geom from station where best.kind = 'station' and station.county = $1::text and station.code = best.code),
          (select st_collect(geom) from road where best.kind = 'road' and road.county = $1::text and road.name = best.name),
          best.found
        ) as geom
      from best
    )
    select placed.kind, placed.code, placed.name,
      coalesce((
        select string_agg(upper_area.name, ' ' order by length(upper_area.path))
        from area low join area upper_area on upper_area.county = low.county and upper_area.level <> 'county'
          and position('/' || upper_area.code || '/' in low.path) > 0
        where low.county = $1::text and low.code = case placed.kind
          when 'micro_grid' then (select grid.community from grid where grid.county = $1::text and grid.code = placed.above and grid.valid_to is null)
          when 'compound' then around.code when 'station' then around.code when 'road' then around.code
          else placed.above end
      ), '') as within,
      case placed.rank when 0 then 'code' when 1 then 'name' when 2 then 'prefix' when 3 then 'initials' when 4 then 'initials'
        when 5 then 'pinyin' when 6 then 'inside' when 7 then 'code' else 'inside' end as match,
      round(st_x(point.geom)::numeric, 7)::float8 as longitude, round(st_y(point.geom)::numeric, 7)::float8 as latitude,
      case when st_dimension(placed.geom) > 0
        then array[st_xmin(placed.geom), st_ymin(placed.geom), st_xmax(placed.geom), st_ymax(placed.geom)]::float8[] end as bounds
    from placed
    cross join lateral (select st_pointonsurface(placed.geom) as geom) point
    left join lateral (
      select area.code from area where placed.kind in ('compound', 'station', 'road') and area.county = $1::text and area.level = 'community'
        and st_intersects(area.geom, point.geom) limit 1
    ) around on true
    order by placed.rank, placed.size, placed.name, placed.code`,
    [county, words.text, words.compact, words.begins, words.compactBegins, words.holds, limit],
  )
}
