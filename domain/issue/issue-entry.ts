import { z } from 'zod'

/** Milliseconds since 1970; what a calculation left of them is rounded. */
const moment = z.number().transform(Math.round)
const reason = z.string()

/** Rungs of the ladder on which an issue can lie, lowest first. */
export const issueLevel = z.enum(['grid', 'community', 'street', 'county'])
export type IssueLevel = z.infer<typeof issueLevel>

/** What was written down when the issue was filed. Degrees are EPSG:4326. */
export const issueFiling = z.object({
  category: z.string(),
  /** Code of the filing condition whose limits hold, where the category has several. */
  condition: z.string().optional(),
  source: z.enum(['patrol', 'worker', 'resident', 'hotline', 'online', 'system']),
  title: z.string(),
  place: z.string(),
  emergency: z.boolean(),
  longitude: z.number(),
  latitude: z.number(),
  answerBy: moment,
  finishBy: moment,
  /** Where it starts; the county, where nothing is said: a command center dispatches it. */
  level: issueLevel.optional(),
  /** Answers to the category's own questions, by the question's code. */
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})
export type IssueFiling = z.infer<typeof issueFiling>

/** What a unit may ask of those above it. */
export const requestWhat = z.enum(['extend', 'suspend', 'appeal'])
export type RequestWhat = z.infer<typeof requestWhat>

/** Blue, yellow and red: how loudly a late issue is told of. */
export const notice = z.enum(['none', 'blue', 'yellow', 'red'])
export type Notice = z.infer<typeof notice>

/** One thing that can happen to an issue. Units are codes: of an area, or of a department. */
export const issueAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('discover') }),
  z.object({ kind: z.literal('report'), filed: issueFiling }),
  z.object({ kind: z.literal('file'), filed: issueFiling }),
  z.object({ kind: z.literal('decline'), reason }),
  z.object({
    kind: z.literal('assign'),
    unit: z.string(),
    answerBy: moment.optional(),
    finishBy: moment.optional(),
  }),
  z.object({ kind: z.literal('answer') }),
  z.object({ kind: z.literal('finish'), note: z.string().optional() }),
  z.object({ kind: z.literal('check'), note: z.string().optional() }),
  z.object({ kind: z.literal('close'), note: z.string().optional() }),
  z.object({ kind: z.literal('follow_up'), note: z.string().optional() }),
  z.object({ kind: z.literal('rate'), rating: z.int().min(1).max(5), note: z.string().optional() }),
  /** `responsible`: the unit that should have it, in the eyes of the one who returns it. */
  z.object({ kind: z.literal('return'), reason, responsible: z.string().optional() }),
  z.object({ kind: z.literal('hand_up'), reason, answerBy: moment.optional() }),
  z.object({ kind: z.literal('extend'), finishBy: moment, reason }),
  z.object({ kind: z.literal('suspend'), reason, until: moment.optional() }),
  /** The deadlines after the pause; without them they move by its whole length. */
  z.object({ kind: z.literal('resume'), answerBy: moment.optional(), finishBy: moment.optional() }),
  /** A request to those above; `minutes` of the finishing clock, or `until` when it shall rest. */
  z.object({
    kind: z.literal('ask'),
    what: requestWhat,
    reason,
    minutes: z.number().optional(),
    until: moment.optional(),
  }),
  z.object({
    kind: z.literal('grant'),
    finishBy: moment.optional(),
    until: moment.optional(),
    note: z.string().optional(),
  }),
  z.object({ kind: z.literal('refuse'), reason }),
  z.object({ kind: z.literal('remind'), reason }),
  z.object({ kind: z.literal('supervise'), reason }),
  /** One unit in the old form, several under one clock in the new. */
  z.object({
    kind: z.literal('whistle'),
    unit: z.string().optional(),
    units: z.array(z.string()).optional(),
    reason: reason.optional(),
    answerBy: moment.optional(),
  }),
  z.object({
    kind: z.literal('whistle_answer'),
    unit: z.string(),
    answer: z.enum(['coming', 'refused', 'done']),
    reason: reason.optional(),
  }),
  z.object({ kind: z.literal('reopen'), reason, answerBy: moment, finishBy: moment }),
  /** Others report the same; `from` is the number of the report that was merged into this one. */
  z.object({ kind: z.literal('join'), callers: z.int().min(1), from: z.string().optional() }),
  z.object({ kind: z.literal('merge'), into: z.string(), reason: reason.optional() }),
  z.object({ kind: z.literal('note'), note: z.string() }),
  /** By the clock alone: it ran out. `level` is where the issue goes. */
  z.object({ kind: z.literal('escalate'), ran: z.enum(['answer', 'finish']), level: issueLevel, notice }),
  /** The calendar changed under an open clock. */
  z.object({ kind: z.literal('reclock'), answerBy: moment, finishBy: moment, reason }),
  /** A plan gave its place to another grid: codes before and after; `unit` where the grid before had it in hand. */
  z.object({ kind: z.literal('regrid'), from: z.string(), to: z.string(), unit: z.string().optional(), reason }),
])
export type IssueAct = z.infer<typeof issueAct>
export type IssueActKind = IssueAct['kind']

/** An act as it stands in an issue's history: never changed, never removed. `actor` is the post, never a person. */
export type IssueEntry = IssueAct & {
  sequence: number
  at: number
  actor: string
  /** Role and unit of the post; absent where history does not say. */
  role?: string
  byUnit?: string
  /** Ids of the photos that came with it. */
  photos?: readonly string[]
  /** The issue's number, on its first entry: what the issue is called is part of its history. */
  number?: string
}
