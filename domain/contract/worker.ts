import { z } from 'zod'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

export const workerLimits = {
  /** Grids of one worker. */
  grids: 20,
} as const

const areaCode = z.string().regex(/^[0-9A-Za-z_.-]{1,40}$/, 'letters, digits, point, dash or underscore, at most 40')
const planId = z.string().regex(/^[0-9a-z]{12}$/, 'a plan id has 12 letters or digits')

/** What somebody carries; grids shared by several count in equal parts. */
const workerLoad = z.object({
  households: z.number(),
  /** Filed in the last year, and open now. */
  issues: z.number(),
  open: z.number(),
})

export const placedWorker = workerLoad.extend({
  person: z.string(),
  name: z.string(),
  /** Codes; the first is the one of the post. */
  grids: z.array(z.string()),
  /** Whether the plan puts the worker there; else it is as today (or follows its ground). */
  placed: z.boolean(),
  /** The station the worker sets out from; '' where there is none. */
  office: z.string(),
  /** On foot from there to the buildings of the grids: the mean over households, and the farthest; null where no way is known. */
  meanMinutes: z.number().nullable(),
  mostMinutes: z.int().nullable(),
})
export type PlacedWorker = z.infer<typeof placedWorker>

export const placedWorkers = z.object({
  /** Issues of a year that one worker can carry, a setting of the county. */
  issuesPerWorker: z.int(),
  workers: z.array(placedWorker),
  grids: z.array(z.object({ code: z.string(), name: z.string(), workers: z.int() })),
  /** Whether the asker may move workers here. */
  mayPlace: z.boolean(),
})
export type PlacedWorkers = z.infer<typeof placedWorkers>

const asked = z.object({ county: countyCode, scope: areaCode.optional(), plan: planId.optional() })

export const getPlacedWorkers = endpoint({
  method: 'GET',
  path: '/api/grid-workers',
  summary:
    'Who has which grid of an area today, or under a plan: load and minutes on foot; for people with a post there.',
  tag: 'worker',
  params: nothing,
  query: asked,
  body: nothing,
  answer: placedWorkers,
})

export const placeWorker = endpoint({
  method: 'PUT',
  path: '/api/grid-workers/:person',
  summary: 'Gives a worker grids: at once, or with a plan when it is published. Answers all figures anew.',
  tag: 'worker',
  params: z.object({ person: z.string().min(1).max(60) }),
  query: asked,
  body: z.strictObject({ grids: z.array(areaCode).min(1).max(workerLimits.grids) }),
  answer: placedWorkers,
})

export const workerEndpoints = [getPlacedWorkers, placeWorker]
