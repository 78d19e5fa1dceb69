import { Router } from 'express'
import type { z } from 'zod'
import {
  getHeatAreas,
  getHeatEmerging,
  getHeatHistory,
  getHeatRate,
  getHeatSignificance,
} from '#domain/contract/heat-area.ts'
import { rateBreaks } from '#domain/heat/rate-breaks.ts'
import type { Context } from '#server/context.ts'
import { checkBandwidth } from '#server/heat/check-bandwidth.ts'
import { countyIssuesOf } from '#server/heat/county-issues.ts'
import { askHeatCounty } from '#server/heat/heat-county.ts'
import { filterOf, tellFilter, windowBefore } from '#server/heat/heat-filter.ts'
import { mount } from '#server/http.ts'
import { createAnswerStore } from './answer-store.ts'
import { countFilter } from './ask-filter.ts'
import { PERMUTATIONS } from './compute.ts'
import { createAreaComputer } from './computer.ts'
import { countAreas, countWeeks } from './count-areas.ts'
import { lastWeeks } from './days.query.ts'
import type { Ground } from './ground.ts'
import { createGroundStore, type KnownGround } from './ground-store.ts'
import { judgedAreas } from './judged-areas.ts'
import { readHistory } from './read-history.ts'
import { sendAnswer } from './send-answer.ts'
import { perHouseholds, tellEmerging, tellGround, tellRates, tellSignificance } from './tell-areas.ts'
import { tooManyNeighbours } from './too-many-neighbours.ts'

/** Issues by area: rates, hot spots and their weeks, and the history for playing; every answer is kept as it is sent. */
export function heatAreaRoutes(context: Context): Router {
  const { db, feed, now } = context
  const router = Router()
  const grounds = createGroundStore(context)
  const computer = createAreaComputer()
  const counters = { issues: countyIssuesOf(context), computer }
  const answers = createAnswerStore()

  mount(router, getHeatAreas, async ({ query, request, response }) => {
    const county = await askHeatCounty(context, query.county)
    const { ground, version } = await grounds.ask(query, county)
    const answer = await answers.of(['areas', version], async () => {
      const { features, bounds } = tellGround(ground, county.bounds)
      const told: z.input<(typeof getHeatAreas)['answer']> = {
        type: 'FeatureCollection',
        properties: { county: query.county, by: query.by, bounds },
        features,
      }
      return told
    })
    await sendAnswer(answer, request, response)
    return undefined
  })

  mount(router, getHeatRate, async ({ query, request, response }) => {
    const county = await askHeatCounty(context, query.county)
    const at = now()
    const filter = await countFilter(db, filterOf(query, at, county.timeZone))
    const before = query.compare === 'before' ? windowBefore(filter, at) : null
    const breaks = rateBreaks(county.settings.rateBreaks, filter, at)
    const known = await grounds.ask(query, county)
    const { ground } = known
    const { sequence } = feed
    const answer = await answers.of(['rate', known.version, filter, before, breaks, sequence], async () => {
      const counted = await countAreas(ground, filter, counters)
      const earlier = before && (await countAreas(ground, { ...filter, ...before }, counters))
      const rates = await computer.ask<'rates'>({
        kind: 'rates',
        counts: counted.counts,
        before: earlier?.counts ?? null,
        households: ground.households,
      })
      const told: z.input<(typeof getHeatRate)['answer']> = {
        ...headerOf(query.county, known, filter, sequence),
        count: sum(counted.counts),
        outside: counted.outside,
        unit: 'issues/1000 households',
        mean: rates.mean === null ? null : perHouseholds(rates.mean),
        breaks,
        before: before &&
          earlier && {
            from: before.from.toISOString(),
            to: before.to.toISOString(),
            count: sum(earlier.counts),
          },
        areas: tellRates(ground, counted.counts, earlier?.counts ?? null, rates),
      }
      return told
    })
    await sendAnswer(answer, request, response)
    return undefined
  })

  mount(router, getHeatSignificance, async ({ query, request, response }) => {
    const county = await askHeatCounty(context, query.county)
    const filter = await countFilter(db, filterOf(query, now(), county.timeZone))
    const known = await grounds.ask(query, county)
    const { ground } = known
    const { sequence } = feed
    const { bandwidthMeters, falseDiscoveryRate } = query
    checkBandwidth(bandwidthMeters)
    const key = ['significance', known.version, filter, query.base, bandwidthMeters, falseDiscoveryRate, sequence]
    const answer = await answers.of(key, async () => {
      const { counts, outside } = await countAreas(ground, filter, counters)
      const { base, bases } = basesOf(ground, query.base)
      const { east, north } = ground
      const judged = judgedAreas(ground, bases)
      const near = { east, north, judged, bandwidthMeters, falseDiscoveryRate }
      const found = await computer.ask<'significance'>({ kind: 'significance', counts, bases, ...near })
      if (found === null) throw tooManyNeighbours(bandwidthMeters)
      const told: z.input<(typeof getHeatSignificance)['answer']> = {
        ...headerOf(query.county, known, filter, sequence),
        count: sum(counts),
        outside,
        base,
        permutations: PERMUTATIONS,
        falseDiscoveryRate,
        bandwidthMeters,
        areas: tellSignificance(ground, counts, judged, found),
      }
      return told
    })
    await sendAnswer(answer, request, response)
    return undefined
  })

  mount(router, getHeatEmerging, async ({ query, request, response }) => {
    const county = await askHeatCounty(context, query.county)
    const asked = filterOf(query, now(), county.timeZone)
    const weeks = await lastWeeks(db, asked.to ?? now(), county.timeZone, query.weeks)
    const filter = await countFilter(db, { ...asked, from: weeks.from, to: weeks.to })
    const known = await grounds.ask(query, county)
    const { ground } = known
    const { sequence } = feed
    const { bandwidthMeters, falseDiscoveryRate } = query
    checkBandwidth(bandwidthMeters)
    const key = ['emerging', known.version, filter, query.base, bandwidthMeters, falseDiscoveryRate, sequence]
    const answer = await answers.of(key, async () => {
      const firstDay = Date.parse(`${weeks.days[0]}T00:00:00Z`) / 86_400_000
      const { counts, outside } = await countWeeks(ground, filter, { firstDay, weeks: query.weeks }, counters)
      const { base, bases } = basesOf(ground, query.base)
      const { east, north } = ground
      const judged = judgedAreas(ground, bases)
      const near = { east, north, judged, bandwidthMeters, falseDiscoveryRate }
      const found = await computer.ask<'emerging'>({ kind: 'emerging', counts, bases, ...near })
      if (found === null) throw tooManyNeighbours(bandwidthMeters)
      const told: z.input<(typeof getHeatEmerging)['answer']> = {
        ...headerOf(query.county, known, filter, sequence),
        count: counts.reduce((all, week) => all + sum(week), 0),
        outside,
        base,
        falseDiscoveryRate,
        bandwidthMeters,
        weeks: weeks.days,
        unjudged: ground.codes.filter((_, area) => judged[area] === 0),
        areas: tellEmerging(ground, counts, found),
      }
      return told
    })
    await sendAnswer(answer, request, response)
    return undefined
  })

  mount(router, getHeatHistory, async ({ query, request, response }) => {
    const county = await askHeatCounty(context, query.county)
    const filter = await countFilter(db, filterOf(query, now(), county.timeZone))
    const { by, cellMeters, day = null } = query
    const known = by === 'cell' ? null : await grounds.ask({ ...query, by }, county)
    const { sequence } = feed
    const key = ['history', known?.version ?? [query.county, cellMeters], filter, day, sequence]
    const answer = await answers.of(key, async () => {
      const asked = { county, ground: known?.ground ?? null, filter, cellMeters, day }
      const history = await readHistory(asked, counters.issues)
      const told: z.input<(typeof getHeatHistory)['answer']> = {
        county: query.county,
        filter: tellFilter(filter),
        by,
        ...history,
        sequence,
        at: now().toISOString(),
      }
      return told
    })
    await sendAnswer(answer, request, response)
    return undefined
  })

  function headerOf(
    county: string,
    { ground }: KnownGround,
    filter: Parameters<typeof tellFilter>[0],
    sequence: number,
  ) {
    return {
      county,
      by: ground.by,
      filter: tellFilter(filter),
      areaCount: ground.codes.length,
      households: sum(ground.households),
      sequence,
      at: now().toISOString(),
    }
  }
  return router
}

/** What is asked for: households, or ground; ground as well where nobody is known to live. */
function basesOf(
  { households, squareMeters }: Ground,
  asked: 'households' | 'area',
): { base: 'households' | 'area'; bases: Float64Array } {
  return asked === 'households' && households.some((count) => count > 0)
    ? { base: 'households', bases: Float64Array.from(households) }
    : { base: 'area', bases: squareMeters }
}

function sum(counts: Int32Array): number {
  return counts.reduce((all, count) => all + count, 0)
}
