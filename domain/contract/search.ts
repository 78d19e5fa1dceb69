import { z } from 'zod'
import { box, countyCode, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

export const searchKind = z.enum(['area', 'grid', 'micro_grid', 'compound', 'station', 'road', 'issue', 'coordinate'])
export type SearchKind = z.infer<typeof searchKind>

/** Why a result is there, best first. */
export const searchMatch = z.enum(['code', 'name', 'prefix', 'initials', 'pinyin', 'inside', 'coordinate'])
export type SearchMatch = z.infer<typeof searchMatch>

export const searchResult = z.object({
  kind: searchKind,
  /** Code of the thing, number of the issue; '' for a road (its name is its key) and a coordinate. */
  code: z.string(),
  name: z.string(),
  /** Names of the areas above it, from the street down; '' when unknown. */
  within: z.string(),
  match: searchMatch,
  position,
  /** What the map should show; null for points. */
  bounds: box.nullable(),
  /** Of coordinates: `swapped` when latitude was written first, `inside` when it lies in the county's box. */
  coordinate: z.object({ swapped: z.boolean(), inside: z.boolean() }).nullable(),
})
export type SearchResult = z.infer<typeof searchResult>

/** No control characters: they are in no name, and PostgreSQL refuses one of them. */
const words = z
  .string()
  .max(200)
  .transform((text) => text.normalize('NFKC').replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().max(100))

export const search = endpoint({
  method: 'GET',
  path: '/api/search',
  summary: 'Finds areas, places, roads and issues by name, code, number, pinyin or initials, and coordinates.',
  tag: 'search',
  params: nothing,
  query: z.object({ county: countyCode, q: words, limit: z.coerce.number().int().min(1).max(50).default(12) }),
  body: nothing,
  answer: z.object({ results: z.array(searchResult) }),
})

export const searchEndpoints = [search]
