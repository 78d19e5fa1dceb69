import { Router } from 'express'
import { type Figures, getFigures } from '#domain/contract/figure.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { computeFigures } from './compute-figures.ts'
import { timeZoneOf } from './figure.query.ts'

/** Figures are counted once for all screens: kept until the feed has moved on or the minute is over. */
interface Kept {
  feedSequence: number
  minute: number
  figures: Promise<Figures>
}

export function figureRoutes(context: Context): Router {
  const router = Router()
  const kept = new Map<string, Kept>()

  mount(router, getFigures, async ({ query: { county } }) => {
    const timeZone = await timeZoneOf(context.db, county)
    if (timeZone === null)
      throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
    const now = context.now()
    const { sequence } = context.feed
    const minute = Math.floor(now.getTime() / 60_000)
    const known = kept.get(county)
    if (known?.feedSequence === sequence && known.minute === minute) return known.figures
    const figures = computeFigures(context.db, county, timeZone, now, sequence)
    kept.set(county, { feedSequence: sequence, minute, figures })
    figures.catch(() => kept.delete(county))
    return figures
  })
  return router
}
