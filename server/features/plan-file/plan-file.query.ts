import type { Position } from '#domain/contract/common.ts'
import type { Queryable } from '#server/db.types.ts'

export interface StoredArea {
  level: 'grid' | 'micro_grid'
  code: string
  name: string
  parent: string
  kind: string
  households: number
  buildings: number
  workers: string
  geom: { coordinates: Position[][][] }
}

/** Grids and micro-grids that stood on a day inside an area (null: the whole county), with the buildings on their ground. */
export async function areasOn(db: Queryable, county: string, scope: string | null, day: string): Promise<StoredArea[]> {
  return db.query<StoredArea>(
    `with grids as (
       select g.code, g.name, g.community, g.kind, g.geom, g.valid_to
       from grid g left join area a on a.county = g.county and a.code = g.community
       where g.county = $1::text and g.valid_from <= $3::date and (g.valid_to is null or g.valid_to > $3::date)
         and ($2::text is null or position('/' || $2::text || '/' in a.path) > 0)
     ), micro as (
       select m.code, m.name, m.grid, m.geom,
         (select count(*)::int from building b where b.county = $1::text and case when m.valid_to is null
            then b.micro_grid = m.code else st_intersects(m.geom, b.geom) end) as buildings,
         (select coalesce(sum(households), 0)::int from building b where b.county = $1::text and case when m.valid_to is null
            then b.micro_grid = m.code else st_intersects(m.geom, b.geom) end) as households
       from micro_grid m join grids g on g.code = m.grid
       where m.county = $1::text and m.valid_from <= $3::date and (m.valid_to is null or m.valid_to > $3::date)
     )
     select 'grid' as level, g.code, g.name, g.community as parent, g.kind,
       (select coalesce(sum(households), 0)::int from micro where micro.grid = g.code) as households,
       (select coalesce(sum(buildings), 0)::int from micro where micro.grid = g.code) as buildings,
       coalesce((select string_agg(p.name, ', ' order by p.name) from post p
         where p.county = $1::text and p.role = 'grid-worker' and p.unit = g.code), '') as workers,
       g.geom
     from grids g
     union all
     select 'micro_grid', code, name, grid, '', households, buildings, '', geom from micro
     order by 1, 2`,
    [county, scope, day],
  )
}
