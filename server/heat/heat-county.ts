import type { Box } from '#domain/contract/common.ts'
import { type CountySettings, countySettings } from '#domain/contract/county.ts'
import type { MetricPlane } from '#domain/heat/metric-plane.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem, notFound } from '#server/http.ts'

/** What every answer about heat needs to know of its county. */
export interface HeatCounty {
  settings: CountySettings
  timeZone: string
  /** About the middle of the county's box: the lattice of surfaces and cells alike. */
  plane: MetricPlane
  bounds: Box
}

interface CountyRow {
  settings: unknown
  timeZone: string
  bounds: Box
}

/** The county of a question. Throws HttpProblem 404 when it is not on this server. */
export async function askHeatCounty(db: Queryable, county: string): Promise<HeatCounty> {
  const rows = await db.query<CountyRow>(
    // the box is taken once: each look at a border of thousands of corners unpacks it
    `select settings, time_zone as "timeZone", array[st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box)]::float8[] as bounds
     from (select settings, time_zone, box3d(geom) as box from county where code = $1::text offset 0) boxed`,
    [county],
  )
  const row = rows[0]
  if (!row) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
  const { timeZone, bounds } = row
  const [west, south, east, north] = bounds
  const plane = { longitude: (west + east) / 2, latitude: (south + north) / 2 }
  return { settings: countySettings.parse(row.settings), timeZone, plane, bounds }
}

/** Refuses a category that no county has, today or ever. */
export async function checkCategory(db: Queryable, category: string | null): Promise<void> {
  if (category === null) return
  const known = await db.query('select 1 from category where code = $1::text', [category])
  if (known.length === 0)
    throw new HttpProblem(400, 'unknown-category', `There is no category ${category}.`, 'query.category')
}
