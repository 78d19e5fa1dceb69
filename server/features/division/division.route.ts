import { Router } from 'express'
import { listDivisions } from '#domain/contract/division.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { countBelow, divisionsAbove, divisionsBelow, findDivisions } from './division.query.ts'

/** The division codes as a tree to look through and a list to search: public reference, the same for every county. */
export function divisionRoutes({ db }: Pick<Context, 'db'>): Router {
  const router = Router()
  mount(router, listDivisions, async ({ query: { county, below, q, after, limit } }) => {
    if (q !== '') return { above: [], next: null, ...(await findDivisions(db, { county, q, limit })) }
    const above = below === undefined ? [] : await divisionsAbove(db, county, below)
    if (below !== undefined && above.length === 0)
      throw notFound(`There is no division ${below}.`, 'unknown-division', 'query.below')
    const divisions = await divisionsBelow(db, { county, below, after, limit })
    const next = divisions.length === limit ? (divisions.at(-1)?.code ?? null) : null
    return { above, divisions, total: await countBelow(db, below), next }
  })
  return router
}
