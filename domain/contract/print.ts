import { z } from 'zod'
import { briefLanguages } from './brief.ts'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

export const printLimits = {
  /** Prints of a server that are waiting or drawn, and of one person. */
  runs: 4,
  runsOfOne: 2,
  /** Pages of one file. */
  pages: 20_000,
  duties: 6,
  dutyLength: 40,
  communities: 500,
  whyLength: 800,
} as const

const areaCode = z.string().regex(/^[0-9A-Za-z_.-]{1,40}$/, 'letters, digits, point, dash or underscore, at most 40')
const planId = z.string().regex(/^[0-9a-z]{12}$/, 'a plan id has 12 letters or digits')
const runId = z.string().regex(/^[0-9a-z]{12}$/, 'a run id has 12 letters or digits')
const language = z.enum(briefLanguages).default('zh')

const duty = z
  .string()
  .trim()
  .min(1)
  .max(printLimits.dutyLength)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters')

export const printRequest = z.discriminatedUnion('kind', [
  /** A board for each building of a community, a street or the county: whose grid, who is called, a code to report by. */
  z.strictObject({
    kind: z.literal('signboards'),
    scope: areaCode,
    /** Buildings where somebody lives, or every one. */
    buildings: z.enum(['inhabited', 'all']).default('inhabited'),
    /** What a worker does, a line each; the usual ones without it. */
    duties: z.array(duty).min(1).max(printLimits.duties).optional(),
    language,
  }),
  /** A map sheet for each community of an area, A3: grids of today or of a plan, with their table. */
  z.strictObject({
    kind: z.literal('sheets'),
    scope: areaCode,
    /** Only these communities of it. */
    communities: z.array(areaCode).min(1).max(printLimits.communities).optional(),
    plan: planId.optional(),
    language,
  }),
  /** What a meeting reads about a plan, A4: what changes and why, figures and maps before and after, who changes hands. */
  z.strictObject({
    kind: z.literal('report'),
    plan: planId,
    /** Why it is made, in the planner's words. */
    why: z
      .string()
      .trim()
      .max(printLimits.whyLength)
      .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, 'no control characters')
      .optional(),
    language,
  }),
])
export type PrintRequest = z.infer<typeof printRequest>
export type PrintKind = PrintRequest['kind']

export const printRun = z.object({
  id: z.string(),
  kind: z.enum(['signboards', 'sheets', 'report']),
  state: z.enum(['waiting', 'drawing', 'done', 'cancelled', 'failed']),
  pages: z.int(),
  pagesDone: z.int(),
  /** Of the file, once it is done. */
  bytes: z.int(),
  fileName: z.string(),
  /** What the reader should know: how many are not as one would expect. */
  notes: z.array(
    z.object({
      kind: z.enum(['without-grid', 'without-worker', 'without-telephone', 'without-grids', 'lacking-character']),
      count: z.int(),
      /** Some of them by name. */
      names: z.array(z.string()),
    }),
  ),
})
export type PrintRun = z.infer<typeof printRun>

const ofCounty = z.object({ county: countyCode })
const ofRun = z.object({ run: runId })

export const startPrint = endpoint({
  method: 'POST',
  path: '/api/prints',
  summary: 'Begins to draw a PDF for people with a post there; answers at once, the run is asked about by its id.',
  tag: 'print',
  params: nothing,
  query: ofCounty,
  body: printRequest,
  answer: printRun,
})

export const getPrint = endpoint({
  method: 'GET',
  path: '/api/prints/:run',
  summary: 'How far a print is; told to who began it.',
  tag: 'print',
  params: ofRun,
  query: ofCounty,
  body: nothing,
  answer: printRun,
})

export const cancelPrint = endpoint({
  method: 'DELETE',
  path: '/api/prints/:run',
  summary: 'Stops a print, or removes its file before its time; nothing of it is kept.',
  tag: 'print',
  params: ofRun,
  query: ofCounty,
  body: nothing,
  answer: printRun,
})

export const getPrintFile = endpoint({
  method: 'GET',
  path: '/api/prints/:run/file',
  summary: 'The PDF of a print that is done; kept for half an hour, for who began it.',
  tag: 'print',
  params: ofRun,
  query: ofCounty,
  body: nothing,
  answer: z.undefined(),
})

export const printEndpoints = [startPrint, getPrint, cancelPrint, getPrintFile]
