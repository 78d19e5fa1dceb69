import { seededRandom } from '#domain/heat/random.ts'
import type { Queryable } from '#server/db.types.ts'

export const COUNTY = '370699'
/** Sunday, 2026-11-22 14:00 in the county. */
export const NOW = new Date('2026-11-22T06:00:00Z')

/**
 * A county of 20 x 10 micro-grids of 0.002 degree in 10 grids of two communities, and issues of 120 days: many of one
 * category about one place in the last weeks, the others anywhere, some of them in no grid, one far away.
 * Every tenth is open. Micro-grid 0 has no households. Beside it 370698 without any of that.
 */
export async function fillCounty(db: Queryable, issues: number): Promise<void> {
  await db.query(`insert into county (code, name, name_en, geom)
    select code, code, code, st_multi(st_makeenvelope(120.69, 37.79, 120.75, 37.83, 4326))
    from unnest(array['370699', '370698']) as code`)
  await db.query(`insert into category (code, parent, name, name_en) values
    ('heat', null, '供热', 'Heating'), ('heat-pipe', 'heat', '管道', 'Pipe'), ('road', null, '道路', 'Road')`)
  await db.query(
    `insert into area (county, code, level, parent, path, name, geom)
     select $1::text, code, level, parent, '/370699/' || code || '/', code, st_multi(st_makeenvelope(120.70, 37.80, 120.74, 37.82, 4326))
     from (values ('370699001001', 'community', '370699001'), ('370699001002', 'community', '370699001')) as given (code, level, parent)`,
    [COUNTY],
  )
  await db.query(
    `insert into micro_grid (county, code, grid, name, geom)
     select $1::text, 'M' || n, 'G' || (n % 20) / 2, 'micro ' || n,
       st_multi(st_makeenvelope((1207000 + 20 * (n % 20)) / 1e4, (378000 + 20 * (n / 20)) / 1e4,
         (1207020 + 20 * (n % 20)) / 1e4, (378020 + 20 * (n / 20)) / 1e4, 4326))
     from generate_series(0, 199) n`,
    [COUNTY],
  )
  await db.query(
    `insert into grid (county, code, community, name, geom)
     select $1::text, grid, case when grid < 'G5' then '370699001001' else '370699001002' end, 'grid ' || grid,
       st_multi(st_union(geom))
     from micro_grid group by grid`,
    [COUNTY],
  )
  await db.query(
    `insert into building (county, code, micro_grid, households, geom)
     select $1::text, 'B' || n, 'M' || n, case when n = 0 then 0 else 20 + n % 30 end,
       st_setsrid(st_makepoint((1207010 + 20 * (n % 20)) / 1e4, (378010 + 20 * (n / 20)) / 1e4), 4326)
     from generate_series(0, 199) n`,
    [COUNTY],
  )
  await insertIssues(db, issues)
}

async function insertIssues(db: Queryable, count: number): Promise<void> {
  const random = seededRandom(20)
  const given = Array.from({ length: count }, (_, n) => {
    const clustered = n % 4 === 0
    const days = clustered ? 21 * random() : 120 * random()
    return {
      n,
      at: new Date(NOW.getTime() - days * 86_400_000).toISOString(),
      category: clustered || random() < 0.3 ? 'heat-pipe' : random() < 0.1 ? 'heat' : 'road',
      source: ['patrol', 'worker', 'resident', 'hotline', 'online', 'system'][Math.floor(6 * random())],
      longitude: clustered ? 120.712 + 0.008 * random() : 120.698 + 0.044 * random(),
      latitude: clustered ? 37.804 + 0.008 * random() : 37.798 + 0.024 * random(),
    }
  })
  await db.query(
    `insert into issue (county, id, filed_at, number, category, source, state, title, grid, micro_grid, answer_by, finish_by, geom)
     select $1::text, n, at, 'N' || n, category, source, case when n % 10 = 0 then 'handling' else 'closed' end, 'title',
       coalesce(m.grid, ''), coalesce(m.code, ''), at, at, p.geom
     from jsonb_to_recordset($2::jsonb) as r (n integer, at timestamptz, category text, source text, longitude float8, latitude float8)
     cross join lateral (
       select case when n = 7 then st_setsrid(st_makepoint(37.8, 89), 4326)
         else st_setsrid(st_makepoint(longitude, latitude), 4326) end as geom) p
     left join lateral (
       select code, grid from micro_grid where county = $1::text and st_covers(micro_grid.geom, p.geom) order by code limit 1) m on true`,
    [COUNTY, JSON.stringify(given)],
  )
}
