import { z } from 'zod'
import { borderFeatures, latticePath } from './border-ground.ts'
import { countyCode, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'
import { plan, planGround, planLimits } from './plan.ts'

export const autoplanLimits = {
  /** Most households a norm may name. */
  households: 5_000,
  proposals: 3,
  /** Grids that a browser draws anew at most; more are the server's. */
  gridsInBrowser: 16,
  /** Runs of a server that are waiting or at work. */
  runs: 6,
} as const

const households = z.int().min(0).max(autoplanLimits.households)
const wish = z.number().min(0).max(1)
const areaCode = z.string().regex(/^[0-9A-Za-z_.-]{1,40}$/, 'letters, digits, point, dash or underscore, at most 40')
const planId = z.string().regex(/^[0-9a-z]{12}$/, 'a plan id has 12 letters or digits')
const runId = z.string().regex(/^[0-9a-z]{12}$/, 'a run id has 12 letters or digits')
const pattern = z.string().min(1).max(planLimits.nameLength)

/** What is wished beyond the norm, each from 0 (no matter) to 1. */
export const autoplanWishes = z.strictObject({
  compact: wish,
  alongRoads: wish,
  evenHouseholds: wish,
  evenIssues: wish,
  fewMoved: wish,
})
export type AutoplanWishes = z.infer<typeof autoplanWishes>

export const autoplanRequest = z.strictObject({
  /** Code of a community, a street or the county. */
  scope: areaCode,
  /** The draft whose grids it begins with; without it, the grids of today. */
  plan: planId.optional(),
  /** Households of a grid, least and most, and what grids should be near to. */
  norm: z.tuple([households, households]),
  aim: z.int().min(1).max(autoplanLimits.households),
  /** Households of a micro-grid, least and most; null draws none. */
  microNorm: z.tuple([households, households]).nullable(),
  wishes: autoplanWishes,
  /** Whether to draw anew, or to mend the grids that stand. */
  start: z.enum(['anew', 'today']),
  /** What is offered: any plan that makes something better, or only those whose households are more even than they are. */
  goal: z.enum(['plan', 'even']).default('plan'),
  /** Grids that stay as they are, by code. */
  keep: z.array(areaCode).max(planLimits.groundGrids).default([]),
  /** Only these grids are drawn anew; without it, all that are not kept. */
  only: z.array(areaCode).min(1).max(planLimits.groundGrids).optional(),
  seed: z.int().min(0).max(1_000_000).default(1),
  proposals: z.int().min(1).max(autoplanLimits.proposals).default(autoplanLimits.proposals),
  /** Names of what is new: `{home}`, `{number}` and `{numeral}` (the number in Chinese) are filled in. */
  names: z.strictObject({ grid: pattern, microGrid: pattern }),
})
export type AutoplanRequest = z.infer<typeof autoplanRequest>

/** Why a piece of ground has no legal plan; the view has the words. */
export const noPlanReasons = [
  'norm-contradicts',
  'nobody-lives-here',
  'below-minimum',
  'atom-above-maximum',
  'between-norms',
  'disconnected',
  'not-found',
] as const

/** What would make a plan possible, with its figures (domain/autoplan/what-helps.ts). */
const help = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['lower-least', 'raise-most']), to: z.int() }),
  z.object({ kind: z.literal('join'), community: z.string(), name: z.string(), households: z.int(), grids: z.int() }),
  z.object({ kind: z.literal('share'), grids: z.int(), households: z.int() }),
])

const unplanned = z.object({
  community: z.string(),
  communityName: z.string(),
  reason: z.enum(noPlanReasons),
  /** Households of the piece of ground, or of the compound or building that is named. */
  households: z.int(),
  place: position,
  /** The compound in the way; '' where it is none. */
  compound: z.string(),
  helps: z.array(help),
})

/** Why nothing is offered, though there are plans (domain/autoplan/why-unchanged.ts); the view has the words. */
const unchanged = z.object({
  reason: z.enum(['apart', 'even', 'compounds', 'within-norm', 'tried']),
  /** Households by which the largest and the smallest grid differ. */
  difference: z.int(),
  /** Households of the smallest piece that could change hands. */
  smallest: z.int(),
})

/** Of all base grids of the area, drawn anew or not, as in a comparison of plans. */
const figures = z.object({
  grids: z.int(),
  within: z.int(),
  households: z.int(),
  /** Households whose grid has another code than before. */
  moved: z.int(),
  /** Of the smallest and the largest grid. */
  fewest: z.int(),
  most: z.int(),
  /** Mean of 4 pi area / perimeter², 1 for a circle. */
  compactness: z.number(),
  /** Share of the borders between grids of one community within 12 m of a road, a bank or a wall, as plans are compared. */
  alongShare: z.number().nullable(),
  /** Mean distance from the aim (root of the mean square), households. */
  off: z.number(),
  /** Of all the area. */
  microGrids: z.int(),
})
export type AutoplanFigures = z.infer<typeof figures>

/** What one of several proposals leans to. */
export const leanings = ['asked', 'roads', 'even'] as const

const proposal = z.object({
  leaning: z.enum(leanings),
  figures,
  /** Whether it draws micro-grids too; without them those that stand stay where they fit. */
  drawsMicroGrids: z.boolean(),
  /** Compounds within the maximum that several grids share, since nothing else keeps the norm. */
  shared: z.array(z.object({ compound: z.string(), households: z.int(), grids: z.int() })),
  unplanned: z.array(unplanned),
  /** Outlines for a small map: outer rings in degrees; `standing` when the grid keeps a code. */
  outlines: z.array(z.object({ name: z.string(), standing: z.boolean(), rings: z.array(z.array(position)) })),
})

export const autoplanRun = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'atoms', 'drawing', 'done', 'cancelled', 'failed']),
  /** Of the work, 0 to 1. */
  share: z.number(),
  scope: z.object({ code: z.string(), name: z.string() }),
  /** Households of a grid that were asked for, least and most. */
  norm: z.tuple([z.int(), z.int()]),
  /** Of the grids as they stand. */
  today: figures.nullable(),
  proposals: z.array(proposal),
  /** Pieces for which nothing was drawn, of all proposals, when there is no proposal. */
  unplanned: z.array(unplanned),
  /** Why nothing is offered beside what stands; null where something is, or where there is no plan at all. */
  unchanged: unchanged.nullable(),
})
export type AutoplanRun = z.infer<typeof autoplanRun>

const ofCounty = z.object({ county: countyCode })
const ofRun = z.object({ run: runId })

export const startAutoplan = endpoint({
  method: 'POST',
  path: '/api/autoplans',
  summary: 'Begins to draw plans of an area under its norm; answers at once, the run is asked about by its id.',
  tag: 'plan',
  params: nothing,
  query: ofCounty,
  body: autoplanRequest,
  answer: autoplanRun,
})

export const getAutoplan = endpoint({
  method: 'GET',
  path: '/api/autoplans/:run',
  summary: 'How far a run is; when it is done, its proposals, or why and where there is no legal plan.',
  tag: 'plan',
  params: ofRun,
  query: ofCounty,
  body: nothing,
  answer: autoplanRun,
})

export const cancelAutoplan = endpoint({
  method: 'DELETE',
  path: '/api/autoplans/:run',
  summary: 'Stops a run; nothing of it is kept.',
  tag: 'plan',
  params: ofRun,
  query: ofCounty,
  body: nothing,
  answer: autoplanRun,
})

export const openAutoplan = endpoint({
  method: 'POST',
  path: '/api/autoplans/:run/plans',
  summary: 'Begins a draft on the ground of a proposal.',
  tag: 'plan',
  params: ofRun,
  query: ofCounty,
  body: z.strictObject({
    proposal: z
      .int()
      .min(0)
      .max(autoplanLimits.proposals - 1),
    name: z.string().trim().min(1).max(planLimits.nameLength),
  }),
  answer: plan.pick({ id: true, name: true, scope: true }),
})

const multiPolygon = z.array(z.array(z.array(position)))

/** What a browser draws a small area from, instead of the server. Paths are lattice steps (1e-7 degree), x and y in turn. */
export const autoplanTask = z.object({
  scope: z.object({ code: z.string(), name: z.string() }),
  free: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(['base', 'dedicated']),
      community: z.string(),
      polygons: multiPolygon,
    }),
  ),
  communities: z.array(z.object({ code: z.string(), name: z.string() })),
  compoundNames: z.array(z.string()),
  features: borderFeatures,
  issues: z.object({ x: latticePath, y: latticePath, issues: latticePath }),
  /** Base grids that are not drawn anew: their households and compactness, their borders in metres and those along lines. */
  kept: z.object({
    households: z.array(z.int()),
    compactness: z.number(),
    borderMeters: z.number(),
    alongMeters: z.number(),
  }),
  /** Grids that are not drawn, and every micro-grid that stands, with its grid's code. */
  staying: z.object({
    grids: z.array(planGround.shape.grids.element),
    microGrids: z.array(planGround.shape.microGrids.unwrap().element.extend({ grid: z.string() })),
  }),
})
export type AutoplanTaskAnswer = z.infer<typeof autoplanTask>

export const askAutoplanTask = endpoint({
  method: 'POST',
  path: '/api/autoplan-tasks',
  summary:
    'What a browser needs to draw plans of a small area itself; 422 `too-large-for-browser` where the server should.',
  tag: 'plan',
  params: nothing,
  query: ofCounty,
  body: autoplanRequest,
  answer: autoplanTask,
})

export const getAutoplanGround = endpoint({
  method: 'GET',
  path: '/api/autoplans/:run/proposals/:proposal',
  summary: 'Ground of a proposal, and the grids it could change: what becomes a step on an open draft.',
  tag: 'plan',
  params: ofRun.extend({
    proposal: z.coerce
      .number()
      .int()
      .min(0)
      .max(autoplanLimits.proposals - 1),
  }),
  query: ofCounty,
  body: nothing,
  answer: z.object({ free: z.array(z.string()), ground: planGround }),
})

export const autoplanEndpoints = [
  startAutoplan,
  getAutoplan,
  cancelAutoplan,
  openAutoplan,
  askAutoplanTask,
  getAutoplanGround,
]
