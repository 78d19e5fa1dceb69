import { Router } from 'express'
import { type SearchResult, search } from '#domain/contract/search.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { type ReadCoordinate, readCoordinate } from './read-coordinate.ts'
import { countyBox, type SearchRow, searchRows } from './search.query.ts'
import { searchWords } from './search-words.ts'

export function searchRoutes(context: Context): Router {
  const router = Router()
  mount(router, search, async ({ query: { county, q, limit }, request }) => {
    const box = await countyBox(context.db, county)
    if (!box) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
    if (q === '') return { results: [] }
    const coordinate = readCoordinate(q, box)
    if (coordinate) return { results: [ofCoordinate(coordinate)] }
    const shown = context.db.within(shownTo(request, county))
    return { results: (await searchRows(shown, county, searchWords(q), limit)).map(ofRow) }
  })
  return router
}

function ofCoordinate({ position, swapped, inside }: ReadCoordinate): SearchResult {
  const name = position.join(', ')
  return {
    kind: 'coordinate',
    code: '',
    name,
    within: '',
    match: 'coordinate',
    position,
    bounds: null,
    coordinate: { swapped, inside },
  }
}

function ofRow({ longitude, latitude, ...row }: SearchRow): SearchResult {
  return { ...row, position: [longitude, latitude], coordinate: null }
}
