import { z } from 'zod'
import { countyCode, moment, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

const ofCounty = z.object({ county: countyCode })
const name = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^\P{Cc}*$/u, 'a name is one line of text')

/** A wall screen that shows a county without anybody signed in. */
export const display = z.object({
  id: z.string(),
  county: countyCode,
  name: z.string(),
  /** Code and name of the area that it shows: the county, a street or a community. */
  area: z.string(),
  areaName: z.string(),
  createdAt: moment,
  /** Title of the post that gave it its token. */
  createdBy: z.string(),
  /** When it last asked for anything, to the minute; null: it never did. */
  lastSeenAt: moment.nullable(),
  revokedAt: moment.nullable(),
})
export type Display = z.infer<typeof display>

export const listDisplays = endpoint({
  method: 'GET',
  path: '/api/displays',
  summary: 'Screens of a county within the scope of the administrator who asks, the revoked ones last.',
  tag: 'account',
  params: nothing,
  query: ofCounty,
  body: nothing,
  answer: z.object({ displays: z.array(display), now: moment }),
})

export const createDisplay = endpoint({
  method: 'POST',
  path: '/api/displays',
  summary: 'Gives a screen a token, told here once and nowhere else: `/wall?county=…&display=<token>` opens it there.',
  tag: 'account',
  params: nothing,
  query: ofCounty,
  body: z.object({
    name,
    /** Code of the county, a street or a community within the scope of who asks. */
    area: z.string().min(1).max(60),
  }),
  answer: z.object({ display, token: z.string() }),
})

export const revokeDisplay = endpoint({
  method: 'DELETE',
  path: '/api/displays/:display',
  summary: 'Takes a screen its token; the feed ends there at once, and every later question is refused.',
  tag: 'account',
  params: z.object({ display: z.string().max(60) }),
  query: ofCounty,
  body: nothing,
  answer: z.object({ display }),
})

export const openDisplay = endpoint({
  method: 'POST',
  path: '/api/display',
  summary: 'Opens a screen by its token; the answer sets a cookie that reads and never writes.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: z.object({ token: z.string().min(1).max(100) }),
  answer: z.object({ display }),
})

export const getOwnDisplay = endpoint({
  method: 'GET',
  path: '/api/display',
  summary: 'The screen that asks, and how it stands with its token; null for a page that is none.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ display: display.nullable() }),
})

export const displayEndpoints = [listDisplays, createDisplay, revokeDisplay, openDisplay, getOwnDisplay]
