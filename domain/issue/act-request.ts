import { z } from 'zod'
import { requestWhat } from './issue-entry.ts'

const words = z.string().trim().min(1).max(1_000)
const unit = z.string().min(1).max(60)
const moment = z.iso.datetime({ offset: true })
const HOURS_OF_A_YEAR = 8_784

/**
 * What somebody asks to be done with an issue, as it crosses the wire: without the deadlines, which the server sets by
 * the county's calendar. `hours` are hours of the issue's own finishing clock.
 */
export const actRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), category: z.string().optional(), condition: z.string().optional() }),
  z.object({ kind: z.literal('decline'), reason: words }),
  z.object({ kind: z.literal('assign'), unit }),
  z.object({ kind: z.literal('answer') }),
  z.object({ kind: z.literal('finish'), note: words.optional() }),
  z.object({ kind: z.literal('check'), note: words.optional() }),
  z.object({ kind: z.literal('close'), note: words.optional() }),
  z.object({ kind: z.literal('follow_up'), note: words.optional() }),
  z.object({ kind: z.literal('rate'), rating: z.int().min(1).max(5), note: words.optional() }),
  /** `responsible`: the unit that should have it; not asked for when work is sent back after the check. */
  z.object({ kind: z.literal('return'), reason: words, responsible: unit.optional() }),
  z.object({ kind: z.literal('hand_up'), reason: words }),
  z.object({ kind: z.literal('extend'), hours: z.number().positive().max(HOURS_OF_A_YEAR), reason: words }),
  z.object({ kind: z.literal('suspend'), until: moment, reason: words }),
  z.object({ kind: z.literal('resume') }),
  z.object({
    kind: z.literal('ask'),
    what: requestWhat,
    reason: words,
    hours: z.number().positive().max(HOURS_OF_A_YEAR).optional(),
    until: moment.optional(),
  }),
  z.object({ kind: z.literal('grant'), note: words.optional() }),
  z.object({ kind: z.literal('refuse'), reason: words }),
  z.object({ kind: z.literal('remind'), reason: words }),
  z.object({ kind: z.literal('supervise'), reason: words }),
  z.object({ kind: z.literal('whistle'), units: z.array(unit).min(1).max(12), reason: words }),
  z.object({
    kind: z.literal('whistle_answer'),
    answer: z.enum(['coming', 'refused', 'done']),
    reason: words.optional(),
  }),
  z.object({ kind: z.literal('reopen'), reason: words }),
  z.object({ kind: z.literal('join') }),
  z.object({ kind: z.literal('merge'), into: z.string().min(1).max(40), reason: words.optional() }),
  z.object({ kind: z.literal('note'), note: words }),
])
export type ActRequest = z.infer<typeof actRequest>
export type ActRequestKind = ActRequest['kind']
