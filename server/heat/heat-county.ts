import type { Box } from '#domain/contract/common.ts'
import { type CountySettings, countySettings } from '#domain/contract/county.ts'
import type { MetricPlane } from '#domain/heat/metric-plane.ts'
import type { Context } from '#server/context.ts'
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

interface KeptCounty {
  county: Promise<HeatCounty>
  readAt: number
}

/** Settings and borders change with a layer; the rest is for what no layer tells. */
const KEPT_MILLISECONDS = 60_000

const kept = new WeakMap<Context, Map<string, KeptCounty>>()

/** The county of a question, read once until a layer of it changes. Throws HttpProblem 404 when it is not on this server. */
export async function askHeatCounty(context: Context, code: string): Promise<HeatCounty> {
  const counties = countiesOf(context)
  const readAt = context.now().getTime()
  const known = counties.get(code)
  if (known && Math.abs(readAt - known.readAt) < KEPT_MILLISECONDS) return known.county
  const county = readHeatCounty(context.db, code)
  counties.set(code, { county, readAt })
  // one that is not here is no reason to remember its name
  county.catch(() => counties.delete(code))
  return county
}

function countiesOf(context: Context): Map<string, KeptCounty> {
  const known = kept.get(context)
  if (known) return known
  const counties = new Map<string, KeptCounty>()
  kept.set(context, counties)
  context.feed.subscribe((changes) => {
    for (const { county, kind } of changes) if (kind === 'layer') counties.delete(county)
  })
  return counties
}

async function readHeatCounty(db: Queryable, county: string): Promise<HeatCounty> {
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
