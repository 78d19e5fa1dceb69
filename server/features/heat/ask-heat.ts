import type { CountySettings } from '#domain/contract/county.ts'
import type { HeatQuery } from '#domain/contract/heat.ts'
import { breaksRise } from '#domain/heat/density-class.ts'
import { cellLimits, type HeatOptions, refuseHeatOptions, usualCellMeters } from '#domain/heat/heat-options.ts'
import type { MetricPlane } from '#domain/heat/metric-plane.ts'
import { spanOfBox } from '#domain/heat/span-of-box.ts'
import { densityBreaks } from '#domain/heat/window-breaks.ts'
import type { Context } from '#server/context.ts'
import { checkBandwidth } from '#server/heat/check-bandwidth.ts'
import { askHeatCounty, checkCategory } from '#server/heat/heat-county.ts'
import { filterOf, type IssueFilter, windowBefore } from '#server/heat/heat-filter.ts'
import { categoriesBelow } from '#server/heat/issue-columns.query.ts'
import { HttpProblem } from '#server/http.ts'

/** A question about heat that can be answered: every default filled in, every word checked. */
export interface AskedHeat {
  plane: MetricPlane
  options: HeatOptions
  breaks: number[]
  filter: IssueFilter
  /** The category asked for and those below it; null is every one. */
  categories: string[] | null
  /** The window's name: the same while it slides. */
  windowName: string
  /** The window compared with; null when nothing is compared. */
  before: { from: Date; to: Date } | null
}

/** Checks a request and fills in the county's settings. Throws HttpProblem with the way out. */
export async function askHeat(context: Context, query: HeatQuery): Promise<AskedHeat> {
  const { db } = context
  const now = context.now()
  const { settings, timeZone, plane, bounds } = await askHeatCounty(context, query.county)
  if (!bounds.every((bound) => Number.isFinite(bound)))
    throw new HttpProblem(
      409,
      'county-without-border',
      `The county ${query.county} has no border yet: import its areas first.`,
      'query.county',
    )
  const options = optionsOf(query, settings, spanOfBox(bounds))
  const filter = filterOf(query, now, timeZone)
  const breaks = query.breaks ?? densityBreaks(settings, filter, now)
  if (!breaksRise(breaks))
    throw new HttpProblem(
      400,
      'breaks-not-rising',
      'Breaks are 1 to 5 numbers that rise from above 0, like 2,5,10.',
      'query.breaks',
    )
  const before = query.compare === 'before' ? windowBefore(filter, now) : null
  await checkCategory(db, filter.category)
  const categories = filter.category === null ? null : await categoriesBelow(db, filter.category)
  const windowName = query.days === undefined ? `${query.from ?? ''} ${query.to ?? ''}` : `${query.days} days`
  return { plane, options, breaks, filter, categories, windowName, before }
}

function optionsOf(query: HeatQuery, settings: CountySettings, span: [number, number]): HeatOptions {
  const bandwidthMeters = query.bandwidthMeters ?? settings.heatBandwidthMeters
  checkBandwidth(bandwidthMeters)
  const options = { bandwidthMeters, cellMeters: query.cellMeters ?? usualCellMeters(bandwidthMeters, span) }
  const refusal = refuseHeatOptions(options)
  if (refusal) {
    const [finest, coarsest] = cellLimits(bandwidthMeters)
    const words = `At a bandwidth of ${bandwidthMeters} m a cell is ${finest} to ${coarsest} metres, not ${options.cellMeters}.`
    throw new HttpProblem(400, refusal, words, 'query.cellMeters')
  }
  return options
}
