import { type CountySettings, countySettings } from '#domain/contract/county.ts'
import type { HeatQuery } from '#domain/contract/heat.ts'
import { breaksRise } from '#domain/heat/density-class.ts'
import {
  cellLimits,
  HEAT_LIMITS,
  type HeatOptions,
  refuseHeatOptions,
  usualCellMeters,
} from '#domain/heat/heat-options.ts'
import type { MetricPlane } from '#domain/heat/metric-plane.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem, notFound } from '#server/http.ts'
import { categoryExists, heatCounty, type IssueWindow } from './heat.query.ts'

/** A question about heat that can be answered: every default filled in, every word checked. */
export interface AskedHeat {
  plane: MetricPlane
  options: HeatOptions
  breaks: number[]
  window: IssueWindow
}

/** Checks a request and fills in the county's settings. Throws HttpProblem with the way out. */
export async function askHeat(db: Queryable, query: HeatQuery, now: Date): Promise<AskedHeat> {
  const county = await heatCounty(db, query.county)
  if (!county) throw notFound(`There is no county ${query.county} on this server.`, 'unknown-county', 'query.county')
  const settings = countySettings.parse(county.settings)
  const options = optionsOf(query, settings)
  const breaks = query.breaks ?? settings.heatBreaks
  if (!breaksRise(breaks))
    throw new HttpProblem(
      400,
      'breaks-not-rising',
      'Breaks are 1 to 5 numbers that rise from above 0, like 2,5,10.',
      'query.breaks',
    )
  const window = windowOf(query, now)
  if (window.category !== null && !(await categoryExists(db, window.category)))
    throw new HttpProblem(400, 'unknown-category', `There is no category ${window.category}.`, 'query.category')
  return { plane: { longitude: county.longitude, latitude: county.latitude }, options, breaks: [...breaks], window }
}

function optionsOf(query: HeatQuery, settings: CountySettings): HeatOptions {
  const bandwidthMeters = query.bandwidthMeters ?? settings.heatBandwidthMeters
  const options = { bandwidthMeters, cellMeters: query.cellMeters ?? usualCellMeters(bandwidthMeters) }
  const refusal = refuseHeatOptions(options)
  if (refusal === 'bandwidth-outside-limits') {
    const [least, most] = HEAT_LIMITS.bandwidthMeters
    throw new HttpProblem(
      400,
      refusal,
      `A bandwidth is ${least} to ${most} metres, not ${bandwidthMeters}.`,
      'query.bandwidthMeters',
    )
  }
  if (refusal) {
    const [finest, coarsest] = cellLimits(bandwidthMeters)
    const words = `At a bandwidth of ${bandwidthMeters} m a cell is ${finest} to ${coarsest} metres, not ${options.cellMeters}.`
    throw new HttpProblem(400, refusal, words, 'query.cellMeters')
  }
  return options
}

function windowOf(query: HeatQuery, now: Date): IssueWindow {
  const { county, state, days } = query
  const category = query.category ?? null
  if (days !== undefined) {
    if (query.from !== undefined || query.to !== undefined)
      throw new HttpProblem(400, 'window-told-twice', 'Give either days or from and to.', 'query.days')
    // to the minute, so that walls asking within it share one surface
    const minute = Math.floor(now.getTime() / 60_000) * 60_000
    return { county, state, category, from: new Date(minute - days * 86_400_000), to: null }
  }
  const from = query.from === undefined ? null : new Date(query.from)
  const to = query.to === undefined ? null : new Date(query.to)
  if (from && to && from >= to)
    throw new HttpProblem(
      400,
      'window-ends-before-it-starts',
      `The window ends (${query.to}) before it starts (${query.from}).`,
      'query.to',
    )
  return { county, state, category, from, to }
}
