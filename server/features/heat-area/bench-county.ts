import type { Db } from '#server/db.types.ts'

export const BENCH_COUNTY = '370699'
export const BENCH_NOW = new Date('2026-11-21T06:00:00Z')
export const BENCH_AREAS = 4_850

/** A county of 4,850 square micro-grids in 303 grids with 145,000 households, and its 40 categories. */
export async function fillBenchCounty(db: Db): Promise<void> {
  await db.query(
    `insert into county (code, name, name_en, geom)
     values ($1::text, 'bench', 'bench', st_multi(st_makeenvelope(120.5, 37.6, 120.71, 37.75, 4326)))`,
    [BENCH_COUNTY],
  )
  await db.query(
    `insert into category (code, name, name_en) select 'c' || n, 'c' || n, 'c' || n from generate_series(0, 39) n`,
  )
  await db.query(
    `insert into micro_grid (county, code, grid, name, geom)
     select $1::text, 'M' || n, 'G' || n / 16, 'M' || n,
       st_multi(st_makeenvelope((120500 + 3 * (n % 70)) / 1e3, (37600 + 2 * (n / 70)) / 1e3,
         (120503 + 3 * (n % 70)) / 1e3, (37602 + 2 * (n / 70)) / 1e3, 4326))
     from generate_series(0, $2::integer - 1) n`,
    [BENCH_COUNTY, BENCH_AREAS],
  )
  await db.query(
    `insert into grid (county, code, community, name, geom)
     select $1::text, grid, 'C', grid, st_multi(st_union(geom)) from micro_grid group by grid`,
    [BENCH_COUNTY],
  )
  await db.query(
    `insert into building (county, code, micro_grid, households, geom)
     select county, code, code, 15 + (hashtext(code) & 31), st_centroid(geom) from micro_grid where county = $1::text`,
    [BENCH_COUNTY],
  )
  await db.query(`select ensure_month_partitions('2025-09-01', '2026-12-01')`)
}

/** Issues a statement brings: seconds, where all at once would run into the statement's time. */
const AT_ONCE = 50_000

/**
 * Issues of thirteen months, one in forty open, over micro-grids and categories of unequal weight: hundreds of the
 * same where it is busy.
 */
export async function fillBenchIssues(db: Db, count: number): Promise<void> {
  for (let first = 1; first <= count; first += AT_ONCE)
    await db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, place, grid, micro_grid, answer_by, finish_by, geom)
       select $1::text, n, at, n::text, 'c' || category, (array['patrol', 'worker', 'resident', 'hotline', 'online', 'system'])[1 + source],
         case when n % 40 = 0 then 'handling' else 'closed' end, 'a title of usual length', 'a street and a number',
         'G' || area / 16, 'M' || area, at, at,
         st_setsrid(st_makepoint((120500 + 3 * (area % 70 + random())) / 1e3, (37600 + 2 * (area / 70 + random())) / 1e3), 4326)
       from (
         select n, $2::timestamptz - random() * interval '395 days' as at, floor(40 * random() * random())::integer as category,
           floor(6 * random() * random())::integer as source, floor($5::integer * power(random(), 1.5))::integer as area
         from generate_series($3::integer, $4::integer) n) drawn`,
      [BENCH_COUNTY, BENCH_NOW, first, Math.min(count, first + AT_ONCE - 1), BENCH_AREAS],
    )
  await db.query('analyze')
}
