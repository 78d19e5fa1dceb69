import { z } from 'zod'
import { countyCode, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

/** A plan by its id, or the grids of today. */
const compared = z.union([z.literal('today'), z.string().regex(/^[0-9a-z]{12}$/, 'today, or the id of a plan')])

const side = z.object({
  /** '' for today. */
  id: z.string(),
  name: z.string(),
  grids: z.int(),
  within: z.int(),
  /** Households of the smallest and the largest base grid. */
  fewest: z.int(),
  most: z.int(),
  /** Issues of the last year in the grid that has most, and on average. */
  issuesMost: z.int(),
  issuesMean: z.number(),
  /** Mean of 4 pi area / perimeter², 1 for a circle; null without grids. */
  compactness: z.number().nullable(),
  /** Share of the borders between grids of one community along roads, banks and walls; null where there are none. */
  alongShare: z.number().nullable(),
  /**
   * Minutes on foot within which half of the households, and nine in ten, reach the post of their grid: the station nearest
   * to most of its households. Null where fewer do, or no station stands.
   */
  walk: z.object({ medianMinutes: z.number().nullable(), mostMinutes: z.number().nullable() }),
})
export type ComparedSide = z.infer<typeof side>

/** A grid of either plan; null beyond both. */
const grid = z.object({ code: z.string(), name: z.string() }).nullable()

export const planComparison = z.object({
  norm: z.tuple([z.int(), z.int()]),
  one: side,
  other: side,
  households: z.int(),
  moved: z.int(),
  /** Households and last year's issues that change hands, the largest first. */
  flows: z.array(z.object({ from: grid, to: grid, households: z.int(), issues: z.int() })),
  /** Ground that changes hands, as polygons in degrees. */
  differences: z.array(z.object({ from: z.string(), to: z.string(), polygon: z.array(z.array(position)) })),
})
export type PlanComparison = z.infer<typeof planComparison>

export const comparePlansOf = endpoint({
  method: 'GET',
  path: '/api/plan-comparison',
  summary: 'Two plans beside each other, or one beside today: who changes hands, figures of both, ground that differs.',
  tag: 'plan',
  params: nothing,
  query: z.object({ county: countyCode, one: compared, other: compared }),
  body: nothing,
  answer: planComparison,
})

export const planComparisonEndpoints = [comparePlansOf]
