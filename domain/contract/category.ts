import { z } from 'zod'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

/** One kind of matter; `parent` is the code of the kind it belongs to, null at the top. */
export const category = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
})
export type Category = z.infer<typeof category>

export const listCategories = endpoint({
  method: 'GET',
  path: '/api/categories',
  summary:
    'The catalogue of what an issue can be about, or what the issues of a county are about; parents before their children.',
  tag: 'issue',
  params: nothing,
  /** With a county: only what its issues are about, and the kinds above. */
  query: z.object({ county: countyCode.optional() }),
  body: nothing,
  answer: z.object({ categories: z.array(category) }),
})

export const categoryEndpoints = [listCategories]
