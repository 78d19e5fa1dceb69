import { z } from 'zod'
import { planStates } from '#domain/plan-life/lifecycle.ts'
import { countyCode, moment, nothing, position } from './common.ts'
import { planRules } from './county.ts'
import { drawnBorders, packed } from './drawn-borders.ts'
import { endpoint } from './endpoint.ts'

/** Bounds on what one anonymous caller can store. */
export const planLimits = {
  nameLength: 60,
  lineVertices: 500,
  microGridsPerStep: 500,
  /** Operations in one request, in one plan; vertices of all lines of one plan; plans of one county. */
  operationsPerRequest: 500,
  operations: 5_000,
  vertices: 200_000,
  plans: 200,
  /** Grids, micro-grids and places of a ground that a plan begins from. */
  groundGrids: 3_000,
  groundMicroGrids: 40_000,
} as const

/** A name people give: trimmed, without control characters. */
export const planName = z
  .string()
  .trim()
  .min(1)
  .max(planLimits.nameLength)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters')

const name = planName

const faceCode = z.string().regex(/^[0-9A-Za-z_.-]{1,40}$/, 'letters, digits, point, dash or underscore, at most 40')
const areaCode = faceCode
export const planId = z.string().regex(/^[0-9a-z]{12}$/, 'a plan id has 12 letters or digits')
const version = z.int().min(0)

/** Which borders an operation means: `grid` when it is not said. */
const level = z.enum(['grid', 'micro-grid'])

/** A drawn line or ring, degrees. */
const line = z.array(position).min(2).max(planLimits.lineVertices)

/**
 * One step of a plan: plain data, replayed by the same kernel on both sides. Places and codes name what is meant, so that
 * a step may be replayed on another order; the kernel rounds places to 1e-7 degree.
 */
export const planOperation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('split'),
    level: level.optional(),
    face: faceCode,
    /** The drawn line; it enters and leaves the face. */
    line,
    /** The side of the line (as drawn) that keeps code and name; the other takes `code` and `name`. */
    keep: z.enum(['left', 'right']),
    code: faceCode,
    name,
  }),
  z.strictObject({ kind: z.literal('merge'), level: level.optional(), into: faceCode, from: faceCode }),
  z.strictObject({ kind: z.literal('rename'), level: level.optional(), face: faceCode, name }),
  /** Moves the vertex at a place, and with it every border that runs through it. */
  z.strictObject({ kind: z.literal('move-vertex'), at: position, to: position }),
  /** A new vertex between two that follow each other on a border; the border bends to it in the same step. */
  z.strictObject({ kind: z.literal('insert-vertex'), between: z.tuple([position, position]), at: position }),
  /** Takes out a vertex where only one border bends; the border runs straight between its neighbours. */
  z.strictObject({ kind: z.literal('delete-vertex'), at: position }),
  /** A line that begins and ends on borders: the border between is replaced by it. */
  z.strictObject({ kind: z.literal('reshape'), level: level.optional(), line }),
  /** Ground inside a ring (closed or not) goes to a grid: brush, rectangle, lasso, compound and building all end here. */
  z.strictObject({ kind: z.literal('hand-over'), level: level.optional(), to: faceCode, area: line.min(3) }),
  /** Whole micro-grids change their grid. */
  z.strictObject({
    kind: z.literal('assign'),
    microGrids: z.array(faceCode).min(1).max(planLimits.microGridsPerStep),
    to: faceCode,
  }),
  /** A new grid or micro-grid on the ground inside a ring. */
  z.strictObject({
    kind: z.literal('draw'),
    level: level.optional(),
    area: line.min(3),
    code: faceCode,
    name,
    as: z.enum(['base', 'dedicated']).optional(),
  }),
  /** The ground of a grid that is in no micro-grid becomes one. */
  z.strictObject({ kind: z.literal('name-rest'), face: faceCode, code: faceCode, name }),
  z.strictObject({ kind: z.literal('set-kind'), face: faceCode, to: z.enum(['base', 'dedicated']) }),
  /**
   * The ground of grids is parted anew in one stroke: `from` are the grids whose ground it is, `grids` those that it makes.
   * One of `from` that is not among `grids` is gone; one of `grids` that is not among `from` is new.
   */
  z.strictObject({
    kind: z.literal('redraw'),
    from: z.array(faceCode).min(1).max(planLimits.groundGrids),
    grids: z
      .array(z.strictObject({ code: faceCode, name }))
      .min(1)
      .max(planLimits.groundGrids),
    /** New micro-grids; `grid` is a place in `grids`. A grid without any keeps those that lie in it. */
    microGrids: z
      .array(z.strictObject({ code: faceCode, name, grid: z.int().min(0) }))
      .max(planLimits.groundMicroGrids),
    /** Of micro-grids by their place in `microGrids`, of grids by the number of micro-grids + their place in `grids`. */
    borders: drawnBorders,
  }),
])
export type PlanOperation = z.infer<typeof planOperation>

const groundPolygon = z.array(z.array(position).min(3)).min(1)

/** Ground as GeoJSON, degrees; places are rounded to 1e-7 degree. */
const groundShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: groundPolygon }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(groundPolygon).min(1) }),
])

/**
 * Grids and micro-grids that a plan begins from, instead of those that stand. `code` null: one is given, from west to
 * east. A code that stands today is kept by the grid that carries it; another is a new grid's all the same.
 */
export const planGround = z.strictObject({
  grids: z
    .array(
      z.strictObject({
        code: faceCode.nullable(),
        name,
        kind: z.enum(['base', 'dedicated']).default('base'),
        community: areaCode,
        ground: groundShape,
      }),
    )
    .min(1)
    .max(planLimits.groundGrids),
  microGrids: z
    .array(
      z.strictObject({
        code: faceCode.nullable(),
        /** Its grid: the code, or the place in `grids` counted from 0. */
        grid: z.union([faceCode, z.int().min(0)]),
        name,
        ground: groundShape,
      }),
    )
    .max(planLimits.groundMicroGrids)
    .default([]),
})
export type PlanGround = z.infer<typeof planGround>

/** What a plan begins from: the grids of its base date, each community as one grid, or ground of its own. */
const planBeginnings = ['today', 'empty', 'ground'] as const
export type PlanBeginning = (typeof planBeginnings)[number]

/** A grid as the plan finds it; its ground is in `borders`. */
export const planGrid = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['base', 'dedicated']),
  community: z.string(),
  /** A neighbour beyond the scope: seen, not changed. */
  locked: z.boolean(),
})

/** Where stored areas that should share borders do not. */
const groundFinding = z.object({
  kind: z.enum(['gap', 'overlap', 'lost', 'malformed']),
  codes: z.array(z.string()),
  areaSquareMeters: z.number(),
  widthMeters: z.number(),
  at: position.nullable(),
})

/**
 * Everything a draft stands on: grids and micro-grids of the day, and what is counted in them. A face is a micro-grid
 * (numbered as in `microGrids`), or the ground of a grid that is in no micro-grid (number of micro-grids + place in
 * `grids`); -1 is outside of all.
 */
export const planBase = z.object({
  county: countyCode,
  scope: z.object({ code: z.string(), name: z.string(), level: z.enum(['county', 'street', 'community']) }),
  asOf: z.iso.date(),
  /** Where none stood in the scope on that day: the first day on which some did, null where none ever did; else null. */
  begins: z.iso.date().nullable(),
  /** Households a base grid should have, least and most; and a micro-grid. */
  norm: z.tuple([z.int(), z.int()]),
  microGridNorm: z.tuple([z.int(), z.int()]),
  /** What the county holds plans to. */
  rules: planRules,
  grids: z.array(planGrid),
  /** Columns; `grid` is a place in `grids`. */
  microGrids: z.object({ code: z.array(z.string()), name: z.array(z.string()), grid: packed }),
  /**
   * Each border once, as columns: its number, the numbers of its two nodes, the faces on its two sides, how many vertices
   * it has; and the vertices of all of them one after the other, steps of 1e-7 degree.
   */
  borders: z.object({
    id: packed,
    from: packed,
    to: packed,
    left: packed,
    right: packed,
    vertices: packed,
    x: packed,
    y: packed,
  }),
  findings: z.array(groundFinding),
  communities: z.array(z.object({ code: z.string(), name: z.string() })),
  compounds: z.array(z.object({ code: z.string(), name: z.string() })),
  /**
   * Points that are counted, as columns: first the buildings, then cells of the issues filed in the year before `asOf`.
   * x, y in steps of 1e-7 degree; `face` is where each lies; `compound` is a place in `compounds` or -1. Elderly people are
   * told to planners of the area alone.
   */
  points: z.object({
    x: packed,
    y: packed,
    face: packed,
    households: packed,
    buildings: packed,
    issues: packed,
    compound: packed,
    elderly: packed.optional(),
  }),
})
export type PlanBase = z.infer<typeof planBase>

export const planSummary = z.object({
  id: planId,
  name: z.string(),
  scope: z.string(),
  scopeName: z.string(),
  state: z.enum(planStates),
  baseDate: z.iso.date(),
  /** What its operations stand on: the grids of the base date, or ground of its own. */
  from: z.enum(planBeginnings),
  /** Number of edits so far; an edit names the version it stands on. */
  version,
  steps: z.int(),
  updatedAt: moment,
})
export type PlanSummary = z.infer<typeof planSummary>

/** One grid of a plan as the server counts it from its own replay. */
export const planFigure = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['base', 'dedicated']),
  households: z.int(),
  buildings: z.int(),
  issues: z.int(),
})

export const plan = planSummary.extend({
  operations: z.array(planOperation),
  figures: z.array(planFigure),
  /** The first operation that no longer stands on the grids of the base date (imported anew); null when all do. */
  broken: z.object({ index: z.int(), reason: z.string() }).nullable(),
})
export type Plan = z.infer<typeof plan>

const ofPlan = z.object({ plan: planId })
const ofCounty = z.object({ county: countyCode })

export const getPlanBase = endpoint({
  method: 'GET',
  path: '/api/plan-base',
  summary:
    'Grids and micro-grids of a community, a street or the county on a day, with the points counted in them, packed.',
  tag: 'plan',
  params: nothing,
  query: ofCounty.extend({
    /** Code of a community or street; without it, or with the county's own code, the whole county. */
    scope: areaCode.optional(),
    asOf: z.iso.date().optional(),
    /** Id of a plan: what its operations stand on, ground of its own included; scope and day are then the plan's. */
    plan: planId.optional(),
  }),
  body: nothing,
  answer: planBase,
})

export const listPlanScopes = endpoint({
  method: 'GET',
  path: '/api/plan-scopes',
  summary: 'Areas a plan can be about: the county, its streets, its communities, with their number of grids.',
  tag: 'plan',
  params: nothing,
  query: ofCounty,
  body: nothing,
  answer: z.object({
    scopes: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        level: z.enum(['county', 'street', 'community']),
        parent: z.string().nullable(),
        grids: z.int(),
      }),
    ),
  }),
})

export const listPlans = endpoint({
  method: 'GET',
  path: '/api/plans',
  summary: 'Plans of a county, the latest changed first.',
  tag: 'plan',
  params: nothing,
  query: ofCounty,
  body: nothing,
  answer: z.object({ plans: z.array(planSummary) }),
})

export const createPlan = endpoint({
  method: 'POST',
  path: '/api/plans',
  summary:
    'Begins a draft on the grids of today, on each community as one grid, or on given ground, optionally with operations already made.',
  tag: 'plan',
  params: nothing,
  query: ofCounty,
  body: z.strictObject({
    name,
    scope: areaCode.optional(),
    baseDate: z.iso.date().optional(),
    /** `plan`: the ground that another plan of the same scope begins from. */
    from: z
      .union([z.enum(['today', 'empty']), z.strictObject({ ground: planGround }), z.strictObject({ plan: planId })])
      .default('today'),
    operations: z.array(planOperation).max(planLimits.operationsPerRequest).default([]),
  }),
  answer: plan,
})

export const getPlan = endpoint({
  method: 'GET',
  path: '/api/plans/:plan',
  summary: "A plan with its operations and the server's own count of every grid.",
  tag: 'plan',
  params: ofPlan,
  query: ofCounty,
  body: nothing,
  answer: plan,
})

export const changePlan = endpoint({
  method: 'POST',
  path: '/api/plans/:plan/operations',
  summary:
    'Drops the last operations and appends others; refused when the plan has moved on (409) or a step is illegal (422).',
  tag: 'plan',
  params: ofPlan,
  query: ofCounty,
  body: z.strictObject({
    expectedVersion: version,
    /** How many operations to drop from the end before appending: undo. */
    drop: z.int().min(0).max(planLimits.operations).default(0),
    operations: z.array(planOperation).max(planLimits.operationsPerRequest).default([]),
  }),
  answer: plan,
})

export const renamePlan = endpoint({
  method: 'PATCH',
  path: '/api/plans/:plan',
  summary: 'Gives a plan another name.',
  tag: 'plan',
  params: ofPlan,
  query: ofCounty,
  body: z.strictObject({ name }),
  answer: planSummary,
})

export const removePlan = endpoint({
  method: 'DELETE',
  path: '/api/plans/:plan',
  summary: 'Removes a draft.',
  tag: 'plan',
  params: ofPlan,
  query: ofCounty.extend({ expectedVersion: z.coerce.number().int().min(0) }),
  body: nothing,
  answer: z.object({ removed: z.literal(true) }),
})

export const planEndpoints = [
  getPlanBase,
  listPlanScopes,
  listPlans,
  createPlan,
  getPlan,
  changePlan,
  renamePlan,
  removePlan,
]
