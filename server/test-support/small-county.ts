import type { Queryable } from '#server/db.types.ts'

export const SMALL_COUNTY = '370699'

/** A county of two streets with a community and a grid each, and two categories; nothing has happened there yet. */
export async function createSmallCounty(db: Queryable): Promise<void> {
  await db.query(
    // its two grids are far above the norm of households: no plan of it could be submitted
    `insert into county (code, name, name_en, demo, settings, geom)
     values ($1::text, '云帆区', 'Yunfan', true, '{"planRules": {"severity": {"household-norm": "warn"}}}', st_multi(st_makeenvelope(120, 37, 120.2, 37.1, 4326)))`,
    [SMALL_COUNTY],
  )
  await db.query(
    `insert into category (code, name, name_en, clock, answer_minutes, finish_minutes)
     values ('lamp', '路灯不亮', 'Street lamp out', 'working', 120, 2400),
            ('burst', '暖气管道爆裂', 'Heating pipe burst', 'emergency', 60, 7200)`,
  )
  await db.query(
    `insert into area (county, code, level, parent, path, name, geom)
     select $1::text, code, level, parent, path, name, st_multi(st_makeenvelope(west, 37, east, 37.1, 4326))
     from (values
       ('370699001', 'street', '370699', '/370699/370699001/', '滨海街道', 120.0, 120.1),
       ('370699002', 'street', '370699', '/370699/370699002/', '松园街道', 120.1, 120.2),
       ('370699001001', 'community', '370699001', '/370699/370699001/370699001001/', '安泰社区', 120.0, 120.1),
       ('370699002001', 'community', '370699002', '/370699/370699002/370699002001/', '松园社区', 120.1, 120.2)
     ) as given (code, level, parent, path, name, west, east)`,
    [SMALL_COUNTY],
  )
  await db.query(
    `insert into grid (county, code, community, name, geom)
     select $1::text, code, community, name, st_multi(st_makeenvelope(west, 37, west + 0.1, 37.1, 4326))
     from (values
       ('370699001001001', '370699001001', '安泰社区第一网格', 120.0),
       ('370699002001001', '370699002001', '松园社区第一网格', 120.1)
     ) as given (code, community, name, west)`,
    [SMALL_COUNTY],
  )
  await db.query(
    `insert into micro_grid (county, code, grid, name, geom)
     select county, code || '01', code, name || '1号微网格', geom from grid where county = $1::text`,
    [SMALL_COUNTY],
  )
}

/** Fifty buildings in the county's two micro-grids, the n-th with n households; issues may be filed in the last months of 2026. */
export async function addBuildings(db: Queryable): Promise<void> {
  await db.query(`select ensure_month_partitions('2026-10-01'::date, '2027-01-01'::date)`)
  await db.query(
    `insert into building (county, code, households, micro_grid, geom)
     select $1::text, 'B' || n, n, case when n % 20 < 10 then '37069900100100101' else '37069900200100101' end,
       st_setsrid(st_makepoint(120.0015 + (n % 20) * 0.0099, 37.001 + n * 0.0019), 4326)
     from generate_series(1, 50) n`,
    [SMALL_COUNTY],
  )
}
