import { z } from 'zod'
import { planActKinds, planStates } from '#domain/plan-life/lifecycle.ts'
import { countyCode, moment, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

export const planLifeLimits = {
  reasonLength: 500,
  commentLength: 1_000,
  /** Comments of one plan. */
  comments: 500,
} as const

/** Text people write: trimmed, line breaks but no other control characters. */
const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, 'no control characters')

const ofPlan = z.object({ plan: z.string().regex(/^[0-9a-z]{12}$/, 'a plan id has 12 letters or digits') })
const ofCounty = z.object({ county: countyCode })

/** One thing that happened to a plan; `actor` is the post's title, never a person's name; '' for the server itself. */
const planAct = z.object({
  sequence: z.int(),
  at: moment,
  act: z.enum(planActKinds),
  actor: z.string(),
  reason: z.string(),
  /** The day a publication names. */
  day: z.iso.date().nullable(),
})

/** What somebody says about a plan, pinned to a place or about the whole. */
const planComment = z.object({
  id: z.string(),
  at: moment,
  actor: z.string(),
  text: z.string(),
  place: position.nullable(),
  settled: z.object({ at: moment, actor: z.string() }).nullable(),
})

/** Where a plan stands in its life, and what the asker may do with it. */
export const planLife = z.object({
  id: z.string(),
  state: z.enum(planStates),
  /** The version the state was given to: what was submitted, approved, published. */
  version: z.int(),
  /** The day from which it holds, or is to hold; null while no day is named. */
  day: z.iso.date().nullable(),
  /** Today where the county lies. */
  today: z.iso.date(),
  /** Oldest first. */
  acts: z.array(planAct),
  /** Oldest first. */
  comments: z.array(planComment),
  /** Each act that people do, with the reason why the asker may not, null when they may. */
  offers: z.array(z.object({ act: z.enum(planActKinds), refused: z.string().nullable() })),
  /** Whether the asker may comment. */
  mayComment: z.boolean(),
  /** Other plans published in its area since it was begun on the grids of a day, oldest first: its grids may be others now. */
  publishedSince: z.array(z.object({ name: z.string(), day: z.iso.date(), at: moment })),
})
export type PlanLife = z.infer<typeof planLife>

/** How an area comes out of a publication. `border` only takes a neighbour's new border point into its own border. */
const planChangeKind = z.enum(['opened', 'closed', 'changed', 'renamed', 'border'])

const named = z.object({ code: z.string(), name: z.string() })

/** One grid or micro-grid that a publication touches. */
const planChange = z.object({
  level: z.enum(['grid', 'micro-grid']),
  kind: planChangeKind,
  /** As it stands; null for one that is opened. */
  before: named.nullable(),
  /** As it will stand, with its uniform code; null for one that is closed. */
  after: named.nullable(),
  /** Its code in the draft; null for one that is closed. */
  draftCode: z.string().nullable(),
  /** For one that is closed: the code of the one that takes most of its ground. */
  into: z.string().nullable(),
  place: position.nullable(),
})

/** What a publication does, told before it is done and kept when it is. */
export const planChanges = z.object({
  changes: z.array(planChange),
  /** Grids and micro-grids in the plan whose rows are kept. */
  stay: z.object({ grids: z.int(), microGrids: z.int() }),
  /** Households whose grid has another code afterwards. */
  households: z.object({ moved: z.int(), all: z.int() }),
  /** Open issues whose grid has another code afterwards. */
  issues: z.object({ moved: z.int(), open: z.int() }),
  /** Posts whose grid has another code afterwards. */
  workers: z.array(z.object({ title: z.string(), from: named, to: named })),
  /** Grids opened without a worker. */
  withoutWorker: z.array(named),
})
export type PlanChanges = z.infer<typeof planChanges>

export const getPlanLife = endpoint({
  method: 'GET',
  path: '/api/plans/:plan/life',
  summary: 'Where a plan stands: its state, what happened to it, its comments, and what the asker may do.',
  tag: 'plan',
  params: ofPlan,
  query: ofCounty,
  body: nothing,
  answer: planLife,
})

export const actOnPlan = endpoint({
  method: 'POST',
  path: '/api/plans/:plan/acts',
  summary: 'Submits, recalls, returns, approves, publishes on a day or withdraws a plan; refused with the reason.',
  tag: 'plan',
  params: ofPlan,
  query: ofCounty,
  body: z.discriminatedUnion('act', [
    z.strictObject({ act: z.literal('submit'), expectedVersion: z.int().min(0) }),
    z.strictObject({ act: z.literal('recall'), expectedVersion: z.int().min(0) }),
    z.strictObject({
      act: z.literal('return'),
      expectedVersion: z.int().min(0),
      reason: words(planLifeLimits.reasonLength),
    }),
    z.strictObject({ act: z.literal('approve'), expectedVersion: z.int().min(0) }),
    z.strictObject({ act: z.literal('publish'), expectedVersion: z.int().min(0), day: z.iso.date() }),
    z.strictObject({ act: z.literal('withdraw'), expectedVersion: z.int().min(0) }),
  ]),
  answer: planLife,
})
export type PlanActBody = z.infer<typeof actOnPlan.body>

export const commentOnPlan = endpoint({
  method: 'POST',
  path: '/api/plans/:plan/comments',
  summary: 'Says something about a plan, pinned to a place or about the whole.',
  tag: 'plan',
  params: ofPlan,
  query: ofCounty,
  body: z.strictObject({ text: words(planLifeLimits.commentLength), place: position.nullable().default(null) }),
  answer: planLife,
})

export const settleComment = endpoint({
  method: 'PATCH',
  path: '/api/plans/:plan/comments/:comment',
  summary: 'Settles a comment, or opens it again.',
  tag: 'plan',
  params: ofPlan.extend({ comment: z.string().regex(/^[0-9a-z]{12}$/, 'a comment id has 12 letters or digits') }),
  query: ofCounty,
  body: z.strictObject({ settled: z.boolean() }),
  answer: planLife,
})

export const getPlanChanges = endpoint({
  method: 'GET',
  path: '/api/plans/:plan/changes',
  summary:
    'What publishing a plan changes, or changed: codes before and after, what stays, households, workers and issues that move.',
  tag: 'plan',
  params: ofPlan,
  query: ofCounty,
  body: nothing,
  answer: planChanges,
})

export const planLifeEndpoints = [getPlanLife, actOnPlan, commentOnPlan, settleComment, getPlanChanges]
