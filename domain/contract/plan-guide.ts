import { z } from 'zod'
import { boxQuery } from './box-query.ts'
import { countyCode, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Widest and tallest box that guides are asked for, degrees: about five kilometres. */
export const GUIDE_BOX_DEGREES = 0.05

/** Something on the ground that a border may follow, or whose ground may be handed over whole. */
export const planGuide = z.object({
  kind: z.enum(['road', 'water', 'compound', 'building']),
  /** '' where it has none. */
  name: z.string(),
  /** Degrees. Compounds, buildings and water are rings: the last place is the first. */
  line: z.array(position),
})
export type PlanGuide = z.infer<typeof planGuide>

export const getPlanGuides = endpoint({
  method: 'GET',
  path: '/api/plan-guides',
  summary: 'Roads, water, compounds and buildings that meet a box: what borders may follow.',
  tag: 'plan',
  params: nothing,
  query: z.object({
    county: countyCode,
    /** At most 0.05 degrees wide and tall. */
    ...boxQuery,
  }),
  body: nothing,
  answer: z.object({ guides: z.array(planGuide) }),
})

export const planGuideEndpoints = [getPlanGuides]
