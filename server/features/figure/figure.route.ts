import { Router } from 'express'
import { type Figures, getFigures } from '#domain/contract/figure.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import type { Scope } from '#server/db.types.ts'
import { mount, notFound } from '#server/http.ts'
import { computeFigures } from './compute-figures.ts'
import { hasArea, timeZoneOf } from './figure.query.ts'

/** Figures are counted once for all who are shown the same ground: kept until the feed has moved on or the minute is over. */
interface Kept {
  feedSequence: number
  minute: number
  figures: Promise<Figures>
  counting: boolean
}

export function figureRoutes(context: Context): Router {
  const router = Router()
  const kept = new Map<string, Kept>()

  /** One count at a time a ground and area: whoever comes meanwhile waits, and those share the next one. */
  async function currentFigures(scope: Scope, county: string, timeZone: string, area: string | null): Promise<Figures> {
    const key = `${county} ${scope.ground} ${area ?? ''}`
    for (;;) {
      const now = context.now()
      const { sequence } = context.feed
      const minute = Math.floor(now.getTime() / 60_000)
      const known = kept.get(key)
      if (known?.feedSequence === sequence && known.minute === minute) return known.figures
      if (known?.counting) {
        await known.figures.catch(() => null)
        continue
      }
      const figures = computeFigures(context.db.within(scope), county, timeZone, now, sequence, area)
      const counted: Kept = { feedSequence: sequence, minute, figures, counting: true }
      kept.set(key, counted)
      figures.then(
        () => {
          counted.counting = false
        },
        () => kept.delete(key),
      )
      return figures
    }
  }

  mount(router, getFigures, async ({ query: { county, area }, request }) => {
    const timeZone = await timeZoneOf(context.db, county)
    if (timeZone === null)
      throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
    if (area !== undefined && !(await hasArea(context.db, county, area)))
      throw notFound(`County ${county} has no street or community ${area}.`, 'unknown-area', 'query.area')
    return currentFigures(shownTo(request, county), county, timeZone, area ?? null)
  })
  return router
}
