import { z } from 'zod'
import { actRequest } from '#domain/issue/act-request.ts'
import { countyCode, moment, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'
import { issueSource, issueSummary } from './issue.ts'

/** Given by the asker: the same key again gives the first answer again, and nothing is done twice. */
const key = z
  .string()
  .regex(/^[\w-]{8,64}$/, 'a key is 8 to 64 letters, digits, - or _')
  .optional()

const number = z
  .string()
  .min(1)
  .max(40)
  .regex(/^\P{Cc}+$/u, 'a number has no control characters')

const photoIds = z
  .array(z.string().regex(/^[\w-]{10,64}$/, 'a photo is named by its id'))
  .max(9)
  .default([])

const token = z.string().regex(/^[\w-]{20,64}$/, 'a follow-up link ends in 20 to 64 letters and digits')

export const fileIssue = endpoint({
  method: 'POST',
  path: '/api/issues',
  summary: 'Report a problem: a signed-in post files it as a case, anybody else reports it to the grid where it lies.',
  tag: 'issue',
  params: nothing,
  query: nothing,
  body: z.object({
    county: countyCode,
    category: z.string().min(1).max(40),
    /** Code of the filing condition, where the category has several. */
    condition: z.string().max(40).optional(),
    title: z.string().trim().min(1).max(200),
    place: z.string().trim().max(200).default(''),
    position,
    /** Only a desk that takes calls or messages may name another source than itself. */
    source: issueSource.optional(),
    answers: z.record(z.string(), z.union([z.string().max(1_000), z.number(), z.boolean()])).default({}),
    /** How to reach the reporter; kept apart from the issue. */
    phone: z
      .string()
      .trim()
      .regex(/^[+\d][\d -]{4,20}$/, 'a phone number is digits, spaces and hyphens')
      .optional(),
    photos: photoIds,
    /** The end of the link by which an anonymous reporter will follow it: random, made by the reporter, who has it even if the answer is lost. */
    follow: token.optional(),
    key,
  }),
  answer: z.object({
    issue: issueSummary,
    /** By which an anonymous reporter follows and rates it: shown once, nowhere kept. Null for posts that name no phone. */
    follow: z.string().nullable(),
  }),
})

export const actOnIssue = endpoint({
  method: 'POST',
  path: '/api/issues/:number/acts',
  summary: 'Do something with an issue: what the lifecycle allows the post that asks. 409 when somebody was quicker.',
  tag: 'issue',
  params: z.object({ number }),
  query: nothing,
  body: z.object({
    county: countyCode,
    /** The version that was seen; 0 where it does not matter, as for joining a report. */
    version: z.int().min(0),
    act: actRequest,
    photos: photoIds,
    key,
  }),
  answer: z.object({ issue: issueSummary, sequence: z.int() }),
})

export const actOnIssues = endpoint({
  method: 'POST',
  path: '/api/issue-acts',
  summary: 'Do the same with many issues; each is done or refused by itself.',
  tag: 'issue',
  params: nothing,
  query: nothing,
  body: z.object({
    county: countyCode,
    issues: z
      .array(z.object({ number, version: z.int().min(0) }))
      .min(1)
      .max(500),
    act: actRequest,
    key,
  }),
  answer: z.object({
    outcomes: z.array(
      z.object({
        number: z.string(),
        /** Null when it was done; else the reason. */
        refused: z.string().nullable(),
        version: z.int().nullable(),
      }),
    ),
  }),
})

export const followIssue = endpoint({
  method: 'GET',
  path: '/api/follow/:token',
  summary: 'How a reported problem stands, for whoever holds its link.',
  tag: 'issue',
  params: z.object({ token }),
  query: z.object({ county: countyCode }),
  body: nothing,
  answer: z.object({
    issue: issueSummary,
    /** What has happened, without the words that posts write to each other. */
    steps: z.array(z.object({ kind: z.string(), at: moment, actor: z.string() })),
    mayRate: z.boolean(),
    mayReopen: z.boolean(),
    /** Until when it may be reopened; null while it is open. */
    reopenUntil: moment.nullable(),
    now: moment,
  }),
})

export const actOnFollowed = endpoint({
  method: 'POST',
  path: '/api/follow/:token/acts',
  summary: 'Rate the result of a reported problem, or say that it is not solved.',
  tag: 'issue',
  params: z.object({ token }),
  query: nothing,
  body: z.object({
    county: countyCode,
    act: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('rate'),
        rating: z.int().min(1).max(5),
        note: z.string().trim().min(1).max(1_000).optional(),
      }),
      z.object({ kind: z.literal('reopen'), reason: z.string().trim().min(1).max(1_000) }),
    ]),
    key,
  }),
  answer: z.object({ issue: issueSummary }),
})

export const actEndpoints = [fileIssue, actOnIssue, actOnIssues, followIssue, actOnFollowed]
