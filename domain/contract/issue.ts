import { z } from 'zod'
import { issueLevel, notice } from '#domain/issue/issue-entry.ts'
import { issueStates } from '#domain/issue/project-issue.ts'
import { box, countyCode, moment, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'
import { hourList, weekdayList } from './number-list.ts'

export const issueSource = z.enum(['patrol', 'worker', 'resident', 'hotline', 'online', 'system'])
export type IssueSource = z.infer<typeof issueSource>

/** Sources, comma-separated. */
export const issueSources = z
  .string()
  .max(100)
  .transform((text) => text.split(','))
  .pipe(z.array(issueSource).min(1))

/** `reported`: told of, and not yet taken on as a case. */
export const issueState = z.enum(issueStates)
export type IssueState = z.infer<typeof issueState>

/** What the finishing clock says: colour and shape on every screen. `stopped`: finished, suspended or closed. */
export const clockState = z.enum(['on-time', 'soon', 'late', 'stopped'])
export type ClockState = z.infer<typeof clockState>

/** An open issue is `soon` due when this much or less is left, milliseconds. */
export const SOON_MILLISECONDS = 3_600_000

/** State of the finishing clock at `now` (milliseconds since 1970); `finishBy` and `finishedAt` are ISO moments. */
export function clockStateOf(
  issue: { state: IssueState; finishBy: string; finishedAt: string | null },
  now: number,
): ClockState {
  if (issue.state === 'closed' || issue.state === 'suspended' || issue.finishedAt !== null) return 'stopped'
  const left = Date.parse(issue.finishBy) - now
  if (left < 0) return 'late'
  return left <= SOON_MILLISECONDS ? 'soon' : 'on-time'
}

/** States of an open issue whose finishing clock stands still: nobody is late with it. */
export const standingStates = ['checking', 'suspended'] as const satisfies IssueState[]

/** Whether a state, as a tile tells it, stops the finishing clock. */
export function clockStands(state: unknown): boolean {
  return standingStates.some((standing) => standing === state)
}

/** One issue as lists and maps show it: what and where, never who. */
export const issueSummary = z.object({
  number: z.string(),
  version: z.int(),
  category: z.string(),
  categoryName: z.string(),
  categoryNameEn: z.string(),
  source: issueSource,
  state: issueState,
  title: z.string(),
  place: z.string(),
  emergency: z.boolean(),
  /** Codes and names of the ladder; '' outside every grid. */
  street: z.string(),
  streetName: z.string(),
  community: z.string(),
  communityName: z.string(),
  grid: z.string(),
  gridName: z.string(),
  microGrid: z.string(),
  position,
  filedAt: moment,
  answerBy: moment,
  finishBy: moment,
  answeredAt: moment.nullable(),
  finishedAt: moment.nullable(),
  closedAt: moment.nullable(),
  /** 1 very unsatisfied to 5 very satisfied; null before the return visit. */
  rating: z.int().nullable(),
  /** How many reported the same. */
  callers: z.int(),
  /** How it ended; '' while it is open. */
  outcome: z.enum(['', 'solved', 'declined', 'merged']),
  /** The rung of the ladder that it lies with. */
  level: issueLevel,
  /** Code and name of the unit that has it; '' while it waits for one. */
  unit: z.string(),
  unitName: z.string(),
  /** How loudly it is told of as late. */
  notice,
})
export type IssueSummary = z.infer<typeof issueSummary>

export const issueEventKind = z.enum([
  'discover',
  'report',
  'file',
  'decline',
  'assign',
  'answer',
  'finish',
  'check',
  'close',
  'follow_up',
  'rate',
  'return',
  'hand_up',
  'extend',
  'suspend',
  'resume',
  'ask',
  'grant',
  'refuse',
  'remind',
  'supervise',
  'whistle',
  'whistle_answer',
  'reopen',
  'join',
  'merge',
  'note',
  'escalate',
  'reclock',
  'regrid',
])
export type IssueEventKind = z.infer<typeof issueEventKind>

/** One entry of an issue's history; `actor` is the post that acted, never a person. */
export const issueHistoryEntry = z.object({
  sequence: z.int(),
  at: moment,
  kind: issueEventKind,
  actor: z.string(),
  rating: z.int().optional(),
  /** What follows is told to posts that have the issue in their scope. */
  role: z.string().optional(),
  reason: z.string().optional(),
  note: z.string().optional(),
  /** Codes of units it names: assigned to, whistled to, held responsible. */
  units: z.array(z.string()).optional(),
  /** What was asked for, or how a whistle was answered. */
  what: z.string().optional(),
  answerBy: moment.optional(),
  finishBy: moment.optional(),
  /** Until when the clock shall rest. */
  until: moment.optional(),
  /** Number of the issue merged with. */
  number: z.string().optional(),
  photos: z.array(z.string()).optional(),
})
export type IssueHistoryEntry = z.infer<typeof issueHistoryEntry>

const boxText = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(
    box.refine(
      ([west, south, east, north]) =>
        west >= -180 && east <= 180 && south >= -90 && north <= 90 && west <= east && south <= north,
      'a box is west,south,east,north in degrees, west <= east and south <= north',
    ),
  )

const NEAR_METERS = 20_000
const nearText = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(
    z
      .tuple([z.number(), z.number(), z.number()])
      .refine(
        ([longitude, latitude, meters]) =>
          Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && meters > 0 && meters <= NEAR_METERS,
        `near is longitude,latitude,metres: degrees, and at most ${NEAR_METERS} metres`,
      ),
  )

const NUMBERS_AT_ONCE = 100

/** A code or number from outside: other systems form theirs as they like, but without control characters. */
const word = z
  .string()
  .min(1)
  .max(40)
  .regex(/^\P{Cc}+$/u, 'a code has no control characters')

export const listIssues = endpoint({
  method: 'GET',
  path: '/api/issues',
  summary: 'Issues of a county, newest first or soonest due; page on with the cursor.',
  tag: 'issue',
  params: nothing,
  query: z.object({
    county: countyCode,
    /** `open` is everything that is not closed. */
    state: z.enum(['all', 'open', ...issueState.options]).default('open'),
    /** Code of a category; its children count as well. */
    category: word.optional(),
    /** Code of a street, community, grid or micro-grid. */
    area: z
      .string()
      .regex(/^[\w-]{1,40}$/, 'an area is named by its code')
      .optional(),
    /** West,south,east,north in degrees. */
    box: boxText.optional(),
    /** Longitude, latitude in degrees and a radius in metres, at most 20,000: `120.75,37.8,300`. */
    near: nearText.optional(),
    /** Filed at or after, and before. */
    from: moment.optional(),
    to: moment.optional(),
    source: issueSources.optional(),
    /** Hours of the day and days of the week of filing, in the county's time zone, as in `/api/heat`. */
    hours: hourList.optional(),
    weekdays: weekdayList.optional(),
    /** Code of the unit that has it: of an area or a department. */
    unit: word.optional(),
    /** Code of a unit that was whistled to it, and has neither refused nor said that it is done. */
    whistled: word.optional(),
    /** The rung of the ladder that it lies with, and how loudly it is told of as late. */
    level: issueLevel.optional(),
    notice: notice.optional(),
    /** What the finishing clock says now. */
    clock: clockState.optional(),
    /** `newest` filed first, the `soonest` to be finished, or the `latest`. */
    order: z.enum(['newest', 'soonest', 'latest']).default('newest'),
    /** Exactly these issue numbers, comma-separated, at most 100; `state` is then `all`. */
    numbers: z
      .string()
      .max(4_000)
      .transform((text) => text.split(',').filter((number) => number !== ''))
      .pipe(z.array(word).min(1).max(NUMBERS_AT_ONCE))
      .optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    /** `next` of the page before: the number of its last issue. */
    cursor: word.optional(),
  }),
  body: nothing,
  answer: z.object({
    issues: z.array(issueSummary),
    /** Pass it as `cursor` for the next page; null on the last. */
    next: z.string().nullable(),
    /** Newest number of the feed when this was read: changes after it are not in the answer yet, or told twice. */
    feedSequence: z.int(),
    now: moment,
  }),
})

/** How an issue stands beyond its summary. */
export const issueStanding = z.object({
  condition: z.string(),
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  acceptedAt: moment.nullable(),
  checkedAt: moment.nullable(),
  suspendedAt: moment.nullable(),
  suspendedUntil: moment.nullable(),
  extensions: z.int(),
  returns: z.int(),
  rework: z.int(),
  reopens: z.int(),
  supervisions: z.int(),
  excused: z.boolean(),
  mergedInto: z.string(),
  /** What the unit that has it asked for and nobody has decided yet. */
  request: z
    .object({
      what: z.enum(['extend', 'suspend', 'appeal']),
      at: moment,
      by: z.string(),
      reason: z.string(),
      hours: z.number().nullable(),
      until: moment.nullable(),
    })
    .nullable(),
  whistle: z
    .object({
      at: moment,
      by: z.string(),
      reason: z.string(),
      answerBy: moment.nullable(),
      units: z.array(
        z.object({
          unit: z.string(),
          answer: z.enum(['waiting', 'coming', 'refused', 'done']),
          at: moment.nullable(),
          reason: z.string(),
        }),
      ),
    })
    .nullable(),
  /** How to reach whoever reported it, where they left a number; only for the post that has the issue. */
  phones: z.array(z.string()),
  photos: z.array(z.object({ id: z.string(), sequence: z.int(), width: z.int(), height: z.int() })),
  /** Title and phone of the post that works the grid it lies in; null where none has been set up. */
  worker: z.object({ post: z.string(), phone: z.string() }).nullable(),
})
export type IssueStanding = z.infer<typeof issueStanding>

/** Whether a post may do something with an issue now: `refused` is null, or the reason. */
export const issueOffer = z.object({ kind: issueEventKind, refused: z.string().nullable() })
export type IssueOffer = z.infer<typeof issueOffer>

export const getIssue = endpoint({
  method: 'GET',
  path: '/api/issues/:number',
  summary: 'One issue with its whole history.',
  tag: 'issue',
  params: z.object({ number: word }),
  query: z.object({ county: countyCode }),
  body: nothing,
  answer: z.object({
    issue: issueSummary,
    history: z.array(issueHistoryEntry),
    /** How it stands beyond its summary; null for those who do not have the issue in their scope. */
    standing: issueStanding.nullable(),
    /** What the post that asks may do now, and why not the rest; [] for nobody. */
    offers: z.array(issueOffer),
    /** Names of the units that the history names, by code. */
    unitNames: z.record(z.string(), z.string()),
    now: moment,
  }),
})

export const issueEndpoints = [listIssues, getIssue]
