import { z } from 'zod'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

export const divisionLevel = z.enum(['province', 'city', 'county', 'street', 'community'])

export const division = z.object({
  /** 2, 4, 6, 9 or 12 digits. */
  code: z.string(),
  level: divisionLevel,
  name: z.string(),
  /** Names of the divisions above it, from the top down; '' at the top. */
  within: z.string(),
  /** Divisions right below it. */
  children: z.int(),
  /** Whether the asked county has its ground: an area of the same code. */
  drawn: z.boolean(),
})
export type Division = z.infer<typeof division>

const divisionCode = z.string().regex(/^\d{2,12}$/, 'a division code has 2 to 12 digits')

export const listDivisions = endpoint({
  method: 'GET',
  path: '/api/divisions',
  summary:
    'The division codes: those right below one, those at the top, or with `q` those of a code, name, pinyin or initials.',
  tag: 'area',
  params: nothing,
  query: z.object({
    county: countyCode,
    below: divisionCode.optional(),
    q: z
      .string()
      .max(60)
      .transform((text) => text.normalize('NFKC').replaceAll(/\p{C}/gu, '').trim().toLowerCase())
      .default(''),
    after: divisionCode.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  body: nothing,
  answer: z.object({
    /** The one asked for and those above it, from the top down. */
    above: z.array(division),
    divisions: z.array(division),
    /** All that fit, whatever the limit. */
    total: z.int(),
    /** Give it as `after` for those that follow; null at the end. */
    next: z.string().nullable(),
  }),
})

export const divisionEndpoints = [listDivisions]
