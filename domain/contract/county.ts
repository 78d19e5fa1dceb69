import { z } from 'zod'
import { box, countyCode, moment, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

const minuteOfDay = z.int().min(0).max(1440)

/** Hours of a working day in which working clocks run: opening and closing minute of the local day, one after the other. */
export const officeHours = z
  .array(z.tuple([minuteOfDay, minuteOfDay]))
  .min(1)
  .max(6)
  .refine(
    (slots) => slots.flat().every((minute, i, all) => i === 0 || minute > all[i - 1]!),
    'office hours open before they close, one after the other',
  )

/** Rules that a plan is held to, each as a county wants it: block a plan, warn of it, or off. */
export const planRuleNames = [
  'household-norm',
  'community-crossed',
  'contiguity',
  'compound-split',
  'load',
  'compactness',
  'too-narrow',
  'micro-grid-norm',
] as const
export type PlanRuleName = (typeof planRuleNames)[number]
export const ruleSeverities = ['block', 'warn', 'off'] as const
export type RuleSeverity = (typeof ruleSeverities)[number]

const severity = (usual: RuleSeverity) => z.enum(ruleSeverities).default(usual)

export const planRules = z.object({
  severity: z
    .object({
      'household-norm': severity('block'),
      'community-crossed': severity('block'),
      contiguity: severity('warn'),
      'compound-split': severity('warn'),
      load: severity('warn'),
      compactness: severity('warn'),
      'too-narrow': severity('warn'),
      'micro-grid-norm': severity('off'),
    })
    .prefault({}),
  /** Issues of a year that one grid worker can carry. */
  issuesPerWorker: z.int().min(1).max(100_000).default(3_000),
  /** Least compactness: area against that of a circle of the same outline (Polsby and Popper 1991), 0 to 1. */
  leastCompactness: z.number().min(0).max(1).default(0.06),
  /** Least mean width of a part of a grid: its area over half its outline. */
  leastWidthMeters: z.number().min(0).max(1_000).default(15),
  /** Digits of a micro-grid's number under its grid; null: as those that stand have it. */
  microGridDigits: z
    .union([z.literal(2), z.literal(3)])
    .nullable()
    .default(null),
})
export type PlanRules = z.infer<typeof planRules>

/** Settings of a county: norms and defaults that differ by place. */
export const countySettings = z.object({
  gridHouseholds: z.tuple([z.int().min(0), z.int().min(1)]).default([200, 400]),
  microGridHouseholds: z.tuple([z.int().min(0), z.int().min(1)]).default([20, 50]),
  planRules: planRules.prefault({}),
  heatBandwidthMeters: z.number().positive().default(300),
  /**
   * Fixed class breaks of the density surface, issues per km²: of the issues open now, and of those filed in 7 days. Other
   * windows take the latter in proportion to their length.
   */
  heatBreaks: z.array(z.number().positive()).default([2, 5, 10, 20, 40]),
  /** Those of the issues open now, where a county has far more of them than a week brings. */
  heatOpenBreaks: z.array(z.number().positive()).optional(),
  /**
   * Fixed class breaks of rates, issues per 1,000 households: of the issues open now, and of those filed in 30 days.
   * Other windows take the latter in proportion to their length.
   */
  rateBreaks: z
    .object({ open: z.array(z.number().positive()), thirtyDays: z.array(z.number().positive()) })
    .default({ open: [5, 10, 20, 40, 80], thirtyDays: [25, 50, 100, 200, 400] }),
  walkMinutes: z.number().positive().default(15),
  /** Counts below this are withheld from viewers without need. */
  smallCount: z.int().min(0).default(5),
  /** Letters in front of the numbers of its issues. */
  issueLetters: z
    .string()
    .regex(/^[A-Z]{0,8}$/)
    .default(''),
  /** Days after closing within which an issue may be reopened. */
  reopenDays: z.int().min(0).default(15),
  /** Whether a clock that runs out hands an issue up and raises its notice; not for counties that only show the past. */
  escalate: z.boolean().default(true),
  slots: officeHours.default([
    [480, 720],
    [840, 1080],
  ]),
})
export type CountySettings = z.infer<typeof countySettings>

export const county = z.object({
  code: countyCode,
  name: z.string(),
  nameEn: z.string(),
  demo: z.boolean(),
  timeZone: z.string(),
  attribution: z.string(),
  settings: countySettings,
  bounds: box,
  center: position,
  /** Where most households live: the camera's first view. */
  townBounds: box,
  counts: z.object({
    streets: z.int(),
    communities: z.int(),
    grids: z.int(),
    microGrids: z.int(),
    compounds: z.int(),
    buildings: z.int(),
    stations: z.int(),
    households: z.int(),
    openIssues: z.int(),
  }),
  /** Newest number of the county's feed. */
  feedSequence: z.int(),
})
export type County = z.infer<typeof county>

export const listCounties = endpoint({
  method: 'GET',
  path: '/api/counties',
  summary: 'Counties on this server, with their settings, bounds and counts.',
  tag: 'county',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ counties: z.array(county), now: moment }),
})

/** One area of the ladder with its counts; geometry comes by tiles. */
export const areaSummary = z.object({
  code: z.string(),
  level: z.enum(['county', 'street', 'community']),
  parent: z.string().nullable(),
  name: z.string(),
  grids: z.int(),
  households: z.int(),
  openIssues: z.int(),
  bounds: box,
})
export type AreaSummary = z.infer<typeof areaSummary>

export const listAreas = endpoint({
  method: 'GET',
  path: '/api/areas',
  summary:
    'The ladder of areas of a county: streets and communities with households, grids (of a day) and open issues (of now).',
  tag: 'county',
  params: nothing,
  query: z.object({
    county: countyCode,
    /** The day whose grids are counted; today where none is named. */
    asOf: z.iso.date().optional(),
  }),
  body: nothing,
  answer: z.object({ areas: z.array(areaSummary) }),
})

export const countyEndpoints = [listCounties, listAreas]
