import { z } from 'zod'
import type { IssueSource, IssueState } from '#domain/contract/issue.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'

/** An issue's own row, as far as its projection stands in columns. */
export interface IssueColumns {
  category: string
  source: IssueSource
  state: IssueState
  title: string
  place: string
  emergency: boolean
  longitude: number
  latitude: number
  filed_at: Date
  answer_by: Date
  finish_by: Date
  answered_at: Date | null
  finished_at: Date | null
  closed_at: Date | null
  rating: number | null
  callers: number
  version: number
  outcome: IssueProjection['outcome']
  level: IssueProjection['level']
  unit: string
  notice: IssueProjection['notice']
}

/** The columns with the rest of the projection beside them. */
export interface StandingRow extends IssueColumns {
  standing: unknown
}

const request = z.object({
  what: z.enum(['extend', 'suspend', 'appeal']),
  at: z.number(),
  by: z.string(),
  unit: z.string(),
  reason: z.string(),
  minutes: z.number().nullable(),
  until: z.number().nullable(),
})

const whistle = z.object({
  at: z.number(),
  by: z.string(),
  reason: z.string(),
  answerBy: z.number().nullable(),
  units: z.array(
    z.object({
      unit: z.string(),
      answer: z.enum(['waiting', 'coming', 'refused', 'done']),
      at: z.number().nullable(),
      reason: z.string(),
    }),
  ),
})

/** What of a projection has no column of its own; what is as at the beginning is left out. */
const standing = z.object({
  condition: z.string().default(''),
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  acceptedAt: z.number().nullable().default(null),
  checkedAt: z.number().nullable().default(null),
  suspendedAt: z.number().nullable().default(null),
  suspendedFrom: z
    .enum(['reported', 'filed', 'assigned', 'handling', 'checking', 'closed', 'suspended'])
    .nullable()
    .default(null),
  suspendedUntil: z.number().nullable().default(null),
  extensions: z.int().default(0),
  returns: z.int().default(0),
  responsible: z.string().default(''),
  rework: z.int().default(0),
  reopens: z.int().default(0),
  supervisions: z.int().default(0),
  excused: z.boolean().default(false),
  whistle: whistle.nullable().default(null),
  request: request.nullable().default(null),
  mergedInto: z.string().default(''),
  lastAt: z.number(),
})

const atFirst = new Map(
  Object.entries(standing.parse({ lastAt: 0 })).map(([name, value]) => [name, JSON.stringify(value)]),
)

/** The part of a projection that is kept as JSON beside its columns. */
export function standingOf(issue: IssueProjection): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, first] of atFirst) {
    const value: unknown = Reflect.get(issue, name)
    if (JSON.stringify(value) !== first) kept[name] = value
  }
  return kept
}

/** The projection that a row stands for; null where the row does not say all of it, and its entries must be read. */
export function issueOfRow(row: StandingRow): IssueProjection | null {
  if (row.standing === null) return null
  return {
    category: row.category,
    source: row.source,
    state: row.state,
    title: row.title,
    place: row.place,
    emergency: row.emergency,
    longitude: row.longitude,
    latitude: row.latitude,
    filedAt: row.filed_at.getTime(),
    answerBy: row.answer_by.getTime(),
    finishBy: row.finish_by.getTime(),
    answeredAt: row.answered_at?.getTime() ?? null,
    finishedAt: row.finished_at?.getTime() ?? null,
    closedAt: row.closed_at?.getTime() ?? null,
    rating: row.rating,
    callers: row.callers,
    version: row.version,
    outcome: row.outcome,
    level: row.level,
    unit: row.unit,
    notice: row.notice,
    // last: an object that grows after a spread is slow to make
    ...standing.parse(row.standing),
  }
}
