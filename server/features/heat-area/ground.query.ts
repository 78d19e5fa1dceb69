import type { Position } from '#domain/contract/common.ts'
import type { Queryable } from '#server/db.types.ts'
import type { AreaRow, Polygons } from './ground.ts'

interface Row {
  code: string
  name: string
  community: string
  households: number
  geom: { coordinates: Position[][][] }
}

/** Micro-grids of today with the households of their buildings. */
export async function microGridRows(db: Queryable, county: string): Promise<AreaRow[]> {
  const rows = await db.query<Row>(
    `select m.code, m.name, coalesce(g.community, '') as community, coalesce(b.households, 0)::integer as households, m.geom
     from micro_grid m
     left join grid g on g.county = m.county and g.code = m.grid and g.valid_to is null
     left join (
       select micro_grid, sum(households) as households from building where county = $1::text group by micro_grid
     ) b on b.micro_grid = m.code
     where m.county = $1::text and m.valid_to is null
     order by m.code`,
    [county],
  )
  return rows.map(toArea)
}

/** Grids of today with the households of their micro-grids' buildings. */
export async function gridRows(db: Queryable, county: string): Promise<AreaRow[]> {
  const rows = await db.query<Row>(
    `select g.code, g.name, g.community, coalesce(b.households, 0)::integer as households, g.geom
     from grid g
     left join (
       select m.grid, sum(b.households) as households
       from micro_grid m
       join building b on b.county = m.county and b.micro_grid = m.code
       where m.county = $1::text and m.valid_to is null
       group by m.grid
     ) b on b.grid = g.code
     where g.county = $1::text and g.valid_to is null
     order by g.code`,
    [county],
  )
  return rows.map(toArea)
}

/** The ground of a county itself; [] when it has none. */
export async function countyPolygons(db: Queryable, county: string): Promise<Polygons> {
  const rows = await db.query<Pick<Row, 'geom'>>('select geom from county where code = $1::text', [county])
  return rows[0]?.geom.coordinates ?? []
}

function toArea({ geom, ...row }: Row): AreaRow {
  return { ...row, polygons: geom.coordinates }
}
