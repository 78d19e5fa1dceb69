import { z } from 'zod'

/** Milliseconds since 1970; what a calculation left of them is rounded. */
const moment = z.number().transform(Math.round)
const reason = z.string()

/** What was written down when the issue was filed. Degrees are EPSG:4326. */
export const issueFiling = z.object({
  category: z.string(),
  source: z.enum(['patrol', 'worker', 'resident', 'hotline', 'online', 'system']),
  title: z.string(),
  place: z.string(),
  emergency: z.boolean(),
  longitude: z.number(),
  latitude: z.number(),
  answerBy: moment,
  finishBy: moment,
})
export type IssueFiling = z.infer<typeof issueFiling>

/** One thing that can happen to an issue. */
export const issueAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('discover') }),
  z.object({ kind: z.literal('file'), filed: issueFiling }),
  z.object({ kind: z.literal('assign'), unit: z.string() }),
  z.object({ kind: z.literal('answer') }),
  z.object({ kind: z.literal('finish') }),
  z.object({ kind: z.literal('check') }),
  z.object({ kind: z.literal('close') }),
  z.object({ kind: z.literal('follow_up') }),
  z.object({ kind: z.literal('rate'), rating: z.int().min(1).max(5) }),
  z.object({ kind: z.literal('return'), reason }),
  z.object({ kind: z.literal('extend'), finishBy: moment, reason }),
  z.object({ kind: z.literal('suspend'), reason }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('supervise'), reason }),
  z.object({ kind: z.literal('whistle'), unit: z.string() }),
])
export type IssueAct = z.infer<typeof issueAct>

/** An act as it stands in an issue's history: never changed, never removed. `actor` is the post, never a person. */
export type IssueEntry = IssueAct & { sequence: number; at: number; actor: string }
