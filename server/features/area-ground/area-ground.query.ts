import type { GroundLevel } from '#domain/contract/area-ground.ts'
import type { Position } from '#domain/contract/common.ts'
import type { Queryable } from '#server/db.types.ts'

export interface GroundRow {
  code: string
  name: string
  parent: string
  geom: { coordinates: Position[][][] }
}

/** Ground of one level, as it is today, in order of code; null when the county is not on this server. */
export async function groundRows(db: Queryable, county: string, level: GroundLevel): Promise<GroundRow[] | null> {
  const rows = await db.query<GroundRow>(
    `select code, name, coalesce(parent, '') as parent, geom from area
       where county = $1::text and level = $2::text
     union all
     select code, name, community, geom from grid
       where county = $1::text and valid_to is null and $2::text = 'grid'
     union all
     select code, name, grid, geom from micro_grid
       where county = $1::text and valid_to is null and $2::text = 'micro_grid'
     order by code`,
    [county, level],
  )
  if (rows.length > 0) return rows
  const known = await db.query('select 1 from county where code = $1::text', [county])
  return known.length === 0 ? null : rows
}
