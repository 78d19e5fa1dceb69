import { Router } from 'express'
import { firstView } from '#domain/area/first-view.ts'
import { type County, countySettings, listAreas, listCounties } from '#domain/contract/county.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { areaRows, type CountyRow, countyRows } from './county.query.ts'

/** Counting a county is kept this long; open issues on screens come from the feed, not from here. */
const keepMilliseconds = 5_000

export function countyRoutes(context: Context): Router {
  const router = Router()
  let kept: { until: number; rows: Promise<CountyRow[]> } | undefined

  const rows = (): Promise<CountyRow[]> => {
    const now = context.now().getTime()
    if (kept === undefined || now >= kept.until || now < kept.until - keepMilliseconds) {
      const asked = countyRows(context.db)
      kept = { until: now + keepMilliseconds, rows: asked }
      asked.catch(() => {
        kept = undefined
      })
    }
    return kept.rows
  }
  context.feed.subscribe((changes) => {
    if (changes.some((change) => change.kind === 'layer')) kept = undefined
  })

  mount(router, listCounties, async () => ({
    counties: (await rows()).map((row) => toCounty(row, context.feed.sequence)),
    now: context.now().toISOString(),
  }))

  mount(router, listAreas, async ({ query }) => {
    const areas = await areaRows(context.db, query.county, query.asOf ?? null)
    if (areas.length === 0 && !(await rows()).some((row) => row.code === query.county))
      throw notFound(`There is no county ${query.county} on this server.`, 'unknown-county', 'query.county')
    return { areas }
  })
  return router
}

function toCounty(row: CountyRow, feedSequence: number): County {
  return {
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    demo: row.demo,
    timeZone: row.time_zone,
    attribution: row.attribution,
    settings: countySettings.parse(row.settings),
    bounds: row.bounds,
    center: [(row.bounds[0] + row.bounds[2]) / 2, (row.bounds[1] + row.bounds[3]) / 2],
    townBounds: firstView(row.bounds, row.town_bounds),
    counts: {
      streets: row.streets,
      communities: row.communities,
      grids: row.grids,
      microGrids: row.micro_grids,
      compounds: row.compounds,
      buildings: row.buildings,
      stations: row.stations,
      households: row.households,
      openIssues: row.open_issues,
    },
    feedSequence,
  }
}
