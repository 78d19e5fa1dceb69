import { z } from 'zod'
import { countyCode, moment, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'
import { planId, planLimits, planName, planOperation } from './plan.ts'

/** Checkpoints of one plan. */
export const MOST_CHECKPOINTS = 50

const checkpointId = z.string().regex(/^[0-9a-z]{12}$/, 'a checkpoint id has 12 letters or digits')

/** A state of a plan by name. `actor` is the title of the post that kept it, '' where nobody was signed in. */
const planCheckpoint = z.object({ id: checkpointId, name: z.string(), at: moment, actor: z.string(), steps: z.int() })
export type PlanCheckpoint = z.infer<typeof planCheckpoint>

const checkpoints = z.object({ checkpoints: z.array(planCheckpoint) })

const ofPlan = z.object({ plan: planId })
const ofCheckpoint = ofPlan.extend({ checkpoint: checkpointId })
const ofCounty = z.object({ county: countyCode })

export const listPlanCheckpoints = endpoint({
  method: 'GET',
  path: '/api/plans/:plan/checkpoints',
  summary: 'States of a plan that were given a name, the oldest first.',
  tag: 'plan',
  params: ofPlan,
  query: ofCounty,
  body: nothing,
  answer: checkpoints,
})

export const keepPlanCheckpoint = endpoint({
  method: 'POST',
  path: '/api/plans/:plan/checkpoints',
  summary:
    'Gives the first steps of a plan a name, so that they can be gone back to; refused (409) when it has moved on.',
  tag: 'plan',
  params: ofPlan,
  query: ofCounty,
  body: z.strictObject({
    name: planName,
    expectedVersion: z.int().min(0),
    /** How many of the plan's steps lead to it. */
    steps: z.int().min(0).max(planLimits.operations),
  }),
  answer: checkpoints,
})

export const getPlanCheckpoint = endpoint({
  method: 'GET',
  path: '/api/plans/:plan/checkpoints/:checkpoint',
  summary: 'The steps that lead to a checkpoint.',
  tag: 'plan',
  params: ofCheckpoint,
  query: ofCounty,
  body: nothing,
  answer: z.object({ operations: z.array(planOperation) }),
})

export const dropPlanCheckpoint = endpoint({
  method: 'DELETE',
  path: '/api/plans/:plan/checkpoints/:checkpoint',
  summary: 'Forgets a checkpoint.',
  tag: 'plan',
  params: ofCheckpoint,
  query: ofCounty,
  body: nothing,
  answer: checkpoints,
})

export const planCheckpointEndpoints = [listPlanCheckpoints, keepPlanCheckpoint, getPlanCheckpoint, dropPlanCheckpoint]
