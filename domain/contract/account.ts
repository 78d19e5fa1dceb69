import { z } from 'zod'
import { post, role } from '#domain/account/post.ts'
import { unitKind } from '#domain/account/unit.ts'
import { countyCode, moment, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

const noControls = /^\P{Cc}*$/u
const words = (most: number) => z.string().trim().min(1).max(most).regex(noControls, 'a name is one line of text')

/** As it is typed to sign in; capitals make no difference. */
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(60)
  .regex(/^[\p{L}\p{N}._@-]+$/u, 'a login has letters, digits and . _ @ - only')
const password = z.string().min(1).max(400)
/** Six digits of an authenticator app. */
const oneTimeCode = z.string().regex(/^\d{6}$/, 'a code has 6 digits')
const unitCode = z.string().min(1).max(60).regex(noControls, 'a code has no control characters')

/** Who signed in; the name of the person is told to that person alone. */
export const me = z.object({
  post,
  login: z.string(),
  name: z.string(),
  /** Whether signing in asks for a code of an authenticator app as well. */
  secondFactor: z.boolean(),
  /** Tried out in a demo county, without a password. */
  demo: z.boolean(),
})
export type Me = z.infer<typeof me>

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  summary: 'Signs in with a password, and with a code where the person has a second factor; the answer sets a cookie.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: z.object({ county: countyCode, login, password, code: oneTimeCode.optional() }),
  answer: z.object({ me }),
})

export const signInDemo = endpoint({
  method: 'POST',
  path: '/api/session/demo',
  summary: 'Tries out a post of a demo county without a password.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: z.object({
    county: countyCode,
    role,
    /** Code of the street, community or grid; the first one where none is named. */
    area: unitCode.optional(),
    /** Code of the department; the first one where none is named. */
    department: unitCode.optional(),
  }),
  answer: z.object({ me }),
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Ends the session of who asks; without one, nothing happens.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: nothing,
})

export const getMe = endpoint({
  method: 'GET',
  path: '/api/me',
  summary: 'Who asks; null when nobody signed in.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ me: me.nullable() }),
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/me/password',
  summary: 'Changes the password of who asks; all their other sessions end.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: z.object({ current: password, next: password }),
  answer: nothing,
})

export const beginSecondFactor = endpoint({
  method: 'POST',
  path: '/api/me/second-factor',
  summary: 'Makes a secret for an authenticator app; it counts once a first code has shown that it arrived.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: z.object({ current: password }),
  answer: z.object({
    /** Base32, to be typed. */
    secret: z.string(),
    /** `otpauth://totp/...`, to be opened or scanned. */
    uri: z.string(),
  }),
})

export const confirmSecondFactor = endpoint({
  method: 'PUT',
  path: '/api/me/second-factor',
  summary: 'Turns the second factor on by a first code.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: z.object({ code: oneTimeCode }),
  answer: z.object({ me }),
})

export const removeSecondFactor = endpoint({
  method: 'DELETE',
  path: '/api/me/second-factor',
  summary: 'Turns the second factor off.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: z.object({ current: password }),
  answer: z.object({ me }),
})

/** A browser in which somebody is signed in. */
export const session = z.object({
  id: z.string(),
  createdAt: moment,
  lastSeenAt: moment,
  expiresAt: moment,
  address: z.string(),
  browser: z.string(),
  /** The one that asks. */
  current: z.boolean(),
})
export type Session = z.infer<typeof session>

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/me/sessions',
  summary: 'Where who asks is signed in.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ sessions: z.array(session), now: moment }),
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/me/sessions/:session',
  summary: 'Ends one session of who asks.',
  tag: 'account',
  params: z.object({ session: z.string().max(60) }),
  query: nothing,
  body: nothing,
  answer: nothing,
})

/** Somebody who may sign in, with their post. */
export const person = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  phone: z.string(),
  active: z.boolean(),
  demo: z.boolean(),
  secondFactor: z.boolean(),
  version: z.int(),
  post,
  /** Name of the post's unit; its code where the unit is gone. */
  unitName: z.string(),
  /** Name of the area of its scope. */
  scopeName: z.string(),
  sessions: z.int(),
  lastSeenAt: moment.nullable(),
})
export type Person = z.infer<typeof person>

const phone = z
  .string()
  .trim()
  .max(30)
  .regex(/^[\d +()-]*$/, 'a phone number has digits, spaces and + - ( ) only')

const personFields = z.object({
  login,
  name: words(40),
  phone: phone.default(''),
  role,
  /** Code of the unit: an area of the kind that the role asks for, or a department. */
  unit: unitCode,
  /** For a department: code of the area of its scope; the whole county where none is named. */
  scope: unitCode.optional(),
  /** Title of the post; made of unit and role where none is given. */
  title: words(40).optional(),
})
export type PersonFields = z.input<typeof personFields>

const ofCounty = z.object({ county: countyCode })
const ofPerson = z.object({ person: z.string().max(60) })

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  summary: 'People whose posts lie within the scope of the administrator who asks.',
  tag: 'account',
  params: nothing,
  query: ofCounty.extend({
    /** Part of a name, a login or a title. */
    search: z.string().trim().max(40).regex(noControls, 'one line of text').default(''),
    role: role.optional(),
    active: z.enum(['yes', 'no', 'all']).default('all'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    /** `next` of the page before. */
    cursor: z.string().max(120).optional(),
  }),
  body: nothing,
  answer: z.object({ people: z.array(person), next: z.string().nullable(), count: z.int(), now: moment }),
})

export const createPerson = endpoint({
  method: 'POST',
  path: '/api/people',
  summary: 'Adds a person with a post within the scope of who asks; the password is told here once and nowhere else.',
  tag: 'account',
  params: nothing,
  query: ofCounty,
  body: personFields,
  answer: z.object({ person, password: z.string() }),
})

export const changePerson = endpoint({
  method: 'PATCH',
  path: '/api/people/:person',
  summary: 'Changes a person or their post, or lets them in no more; `version` is the one that was read.',
  tag: 'account',
  params: ofPerson,
  query: ofCounty,
  body: personFields.partial().extend({ phone: phone.optional(), active: z.boolean().optional(), version: z.int() }),
  answer: z.object({ person }),
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/people/:person/password',
  summary:
    'Gives a person a new password, told here once, turns the second factor off and ends all sessions of that person.',
  tag: 'account',
  params: ofPerson,
  query: ofCounty,
  body: nothing,
  answer: z.object({ person, password: z.string() }),
})

export const endSessionsOf = endpoint({
  method: 'DELETE',
  path: '/api/people/:person/sessions',
  summary: 'Ends all sessions of a person.',
  tag: 'account',
  params: ofPerson,
  query: ofCounty,
  body: nothing,
  answer: z.object({ ended: z.int() }),
})

/** What a post can belong to, and an issue can be assigned to. */
export const unit = z.object({
  code: z.string(),
  kind: unitKind,
  name: z.string(),
  /** '' where there is none. */
  nameEn: z.string(),
  /** Path of the area; of the whole county for a department. */
  path: z.string(),
  /** Closed departments keep their name and take nothing new. */
  closed: z.boolean(),
  /** How its name is typed: pinyin and initials; '' where that is not known. */
  spelled: z.string(),
})
export type Unit = z.infer<typeof unit>

export const listUnits = endpoint({
  method: 'GET',
  path: '/api/units',
  summary: 'Units of a county: its areas, its grids and its departments, each kind by code.',
  tag: 'account',
  params: nothing,
  query: ofCounty.extend({ kind: unitKind.optional() }),
  body: nothing,
  answer: z.object({ units: z.array(unit) }),
})

/** One change, as it was made. */
export const auditEntry = z.object({
  id: z.int(),
  at: moment,
  /** Title of the post that acted. */
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/audit',
  summary: 'What was changed within the scope of the administrator who asks, newest first.',
  tag: 'account',
  params: nothing,
  query: ofCounty.extend({
    subject: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** `next` of the page before. */
    cursor: z.coerce.number().int().optional(),
  }),
  body: nothing,
  answer: z.object({ entries: z.array(auditEntry), next: z.int().nullable(), now: moment }),
})

export const accountEndpoints = [
  signIn,
  signInDemo,
  signOut,
  getMe,
  changePassword,
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  listSessions,
  endSession,
  listPeople,
  createPerson,
  changePerson,
  resetPassword,
  endSessionsOf,
  listUnits,
  listAudit,
]
