import type { CountySettings } from '#domain/contract/county.ts'
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
import { askHeatCounty, checkCategory } from '#server/heat/heat-county.ts'
import { filterOf, type IssueFilter, windowBefore } from '#server/heat/heat-filter.ts'
import { HttpProblem } from '#server/http.ts'

/** A question about heat that can be answered: every default filled in, every word checked. */
export interface AskedHeat {
  plane: MetricPlane
  options: HeatOptions
  breaks: number[]
  filter: IssueFilter
  /** The window compared with; null when nothing is compared. */
  before: { from: Date; to: Date } | null
}

/** Checks a request and fills in the county's settings. Throws HttpProblem with the way out. */
export async function askHeat(db: Queryable, query: HeatQuery, now: Date): Promise<AskedHeat> {
  const { settings, timeZone, plane } = await askHeatCounty(db, query.county)
  const options = optionsOf(query, settings)
  const breaks = query.breaks ?? settings.heatBreaks
  if (!breaksRise(breaks))
    throw new HttpProblem(
      400,
      'breaks-not-rising',
      'Breaks are 1 to 5 numbers that rise from above 0, like 2,5,10.',
      'query.breaks',
    )
  const filter = filterOf(query, now, timeZone)
  const before = query.compare === 'before' ? windowBefore(filter, now) : null
  await checkCategory(db, filter.category)
  return { plane, options, breaks: [...breaks], filter, before }
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
