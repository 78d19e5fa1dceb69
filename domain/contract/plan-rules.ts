import { z } from 'zod'
import { countyCode, nothing } from './common.ts'
import { planRules } from './county.ts'
import { endpoint } from './endpoint.ts'

const norm = z
  .tuple([z.int().min(0).max(100_000), z.int().min(1).max(100_000)])
  .refine(([least, most]) => least <= most, 'the least is not more than the most')

/** Norms and rules of a county that plans are held to. */
export const countyPlanRules = z.strictObject({
  gridHouseholds: norm,
  microGridHouseholds: norm,
  planRules: planRules,
})
export type CountyPlanRules = z.infer<typeof countyPlanRules>

const answer = countyPlanRules.extend({
  /** Whether the asker may change them. */
  mayChange: z.boolean(),
})

export const getPlanRules = endpoint({
  method: 'GET',
  path: '/api/plan-rules',
  summary: 'Norms and rules that plans of a county are held to.',
  tag: 'plan',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: nothing,
  answer,
})

export const putPlanRules = endpoint({
  method: 'PUT',
  path: '/api/plan-rules',
  summary:
    'Sets the norms and rules that plans of a county are held to: planners and administrators of the whole county.',
  tag: 'plan',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: countyPlanRules,
  answer,
})

export const planRulesEndpoints = [getPlanRules, putPlanRules]
