import type { Queryable } from '#server/db.types.ts'
import { SMALL_COUNTY } from './small-county.ts'

/** Codes of communities that no plan, or only an odd one, can be drawn of; each has grids. */
export const odd = {
  street: '370699003',
  nobody: '370699003001',
  one: '370699003002',
  few: '370699003003',
  /** One compound of 5,000 households in 25 buildings. */
  largeCompound: '370699003004',
  /** One compound of one building of 5,000 households. */
  largeBuilding: '370699003005',
  /** 300 households on the mainland, 50 on an island. */
  island: '370699003006',
  /** Every building stands on the border between its two grids, the last one on the community's own. */
  border: '370699003007',
} as const

/** Adds a street of such communities to the small county, 1 km each, without a road or a path anywhere. */
export async function addOddCommunities(db: Queryable): Promise<void> {
  await db.query(
    `insert into area (county, code, level, parent, path, name, geom)
     select $1::text, code, level, parent, path, name, st_multi(st_makeenvelope(west, 37.2, east, 37.21, 4326))
     from (select '370699003', 'street', '370699', '/370699/370699003/', '海角街道', 120.0, 120.07
           union all
           select '37069900300' || n, 'community', '370699003', '/370699/370699003/37069900300' || n || '/', name,
             120.0 + (n - 1) * 0.01, 120.0 + n * 0.01
           from unnest(array['空地社区', '独户社区', '小集社区', '大院社区', '巨楼社区', '海岛社区', '界边社区'])
             with ordinality given (name, n)
          ) as given (code, level, parent, path, name, west, east)`,
    [SMALL_COUNTY],
  )
  await db.query(
    `update area set geom = st_multi(st_union(st_makeenvelope(120.05, 37.2, 120.06, 37.21, 4326),
                                              st_makeenvelope(120.05, 37.22, 120.055, 37.225, 4326)))
     where county = $1::text and code = $2::text`,
    [SMALL_COUNTY, odd.island],
  )
  await db.query(
    `insert into grid (county, code, community, name, geom)
     select $1::text, community || '00' || n, community, name || '第' || n || '网格',
       st_multi(st_makeenvelope(west, south, east, north, 4326))
     from (select area.code as community, area.name, 1 as n, st_xmin(geom) as west, 37.2 as south,
             st_xmin(geom) + case area.code when $3::text then 0.005 else 0.01 end as east, 37.21 as north
           from area where county = $1::text and parent = $2::text
           union all select $3::text, '界边社区', 2, 120.065, 37.2, 120.07, 37.21
           union all select $4::text, '海岛社区', 2, 120.05, 37.22, 120.055, 37.225) as given`,
    [SMALL_COUNTY, odd.street, odd.border, odd.island],
  )
  await db.query(
    `insert into compound (county, code, name, walled, geom)
     select $1::text, code, name, true, st_multi(st_makeenvelope(west, 37.201, west + 0.008, 37.209, 4326))
     from (values ('ODD4', '大院小区', 120.031), ('ODD5', '巨楼小区', 120.041)) as given (code, name, west)`,
    [SMALL_COUNTY],
  )
  await db.query(
    `insert into building (county, code, compound, households, footprint, geom)
     select $1::text, 'ODD' || code, compound, households, st_multi(st_expand(at, 0.0002)), at
     from (select code, compound, households, st_setsrid(st_makepoint(x, y), 4326) as at
           from (values
             ('2', null::text, 1, 120.015, 37.205),
             ('3a', null, 100, 120.023, 37.205), ('3b', null, 99, 120.027, 37.205),
             ('5', 'ODD5', 5000, 120.045, 37.205),
             ('6a', null, 150, 120.053, 37.205), ('6b', null, 150, 120.057, 37.205), ('6c', null, 50, 120.052, 37.222),
             ('7a', null, 100, 120.065, 37.202), ('7b', null, 100, 120.065, 37.204), ('7c', null, 100, 120.065, 37.206),
             ('7d', null, 100, 120.065, 37.208), ('7e', null, 40, 120.07, 37.205)
             union all
             select '4-' || c || r, 'ODD4', 200, 120.0325 + c * 0.0012, 37.2025 + r * 0.0012
             from generate_series(0, 4) c, generate_series(0, 4) r
           ) as given (code, compound, households, x, y)) as placed`,
    [SMALL_COUNTY],
  )
}
