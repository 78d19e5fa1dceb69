import { covers } from '#domain/account/covers.ts'
import type { IssueAct, IssueActKind, IssueLevel } from './issue-entry.ts'
import type { ActorRole, Guard } from './lifecycle.ts'
import { type IssueProjection, rankOf } from './project-issue.ts'

/** Who acts: a signed-in post, a resident who holds the issue's own link, or the clock. */
export interface Actor {
  role: ActorRole
  /** Code of the unit it belongs to; '' for residents and the clock. */
  unit: string
  /** Delimited path of its scope; '' for residents and the clock, whom other checks hold. */
  path: string
}

/** Where an issue lies and what its county allows. */
export interface Ground {
  county: string
  street: string
  community: string
  grid: string
  /** Days after closing within which it may be reopened. */
  reopenDays: number
}

/** Everything a guard may look at; `at` in milliseconds since 1970. */
export interface Asked {
  issue: IssueProjection
  ground: Ground
  kind: IssueActKind
  /** Null while its content is not known yet: what depends on it is judged later. */
  act: IssueAct | null
  actor: Actor
  at: number
}

const DAY = 86_400_000
const LONGEST_PAUSE = 366 * DAY
const MOST_EXTENSIONS = 2

/** Whether a guard lets an act pass. */
export function passes(guard: Guard, asked: Asked): boolean {
  return guards[guard](asked)
}

const guards: Record<Guard, (asked: Asked) => boolean> = {
  'outside-scope': ({ ground, actor, issue }) =>
    actor.path === '' || (actor.role === 'department' ? has(actor.unit, issue) : covers(actor.path, pathOf(ground))),
  'above-your-level': ({ issue, actor }) => rankOf(levelOfRole(actor.role)) >= rankOf(issue.level),
  'not-your-unit': ({ issue, actor, ground }) => holds(actor, issue, ground),
  'returned-already': ({ issue, actor }) => issue.responsible === '' || issue.responsible !== actor.unit,
  'names-responsible': ({ act, actor }) =>
    act?.kind !== 'return' || (act.responsible !== undefined && act.responsible !== actor.unit),
  'at-the-top': ({ issue }) => issue.level !== 'county',
  'unit-out-of-reach': ({ act, actor, ground }) => act?.kind !== 'assign' || reaches(actor, act.unit, ground),
  'own-work': ({ issue, actor }) => actor.unit !== issue.unit || small(issue.level),
  'checked-already': ({ issue }) => issue.checkedAt === null,
  'not-checked': ({ issue }) => issue.checkedAt !== null || small(issue.level),
  'rated-already': ({ issue }) => issue.rating === null,
  'not-solved': ({ issue }) => issue.outcome === 'solved',
  'window-over': ({ issue, ground, at }) => at <= (issue.closedAt ?? at) + ground.reopenDays * DAY,
  'extended-twice': ({ issue, kind, act }) =>
    issue.extensions < MOST_EXTENSIONS || (kind === 'ask' && !(act?.kind === 'ask' && act.what === 'extend')),
  'pause-too-long': ({ act, at }) => {
    if (act?.kind !== 'suspend' && !(act?.kind === 'ask' && act.what === 'suspend')) return true
    return act.until !== undefined && act.until > at && act.until <= at + LONGEST_PAUSE
  },
  'not-later': ({ issue, act }) => act?.kind !== 'extend' || act.finishBy > issue.finishBy,
  'request-open': ({ issue }) => issue.request === null,
  'no-request': ({ issue }) => issue.request !== null,
  'own-request': ({ issue, actor }) => issue.request === null || issue.request.unit !== actor.unit,
  'not-late': ({ issue, act, at }) => act?.kind !== 'ask' || act.what !== 'appeal' || at > issue.finishBy,
  'whistle-open': ({ issue }) => issue.whistle === null || issue.whistle.units.every((one) => one.answer !== 'waiting'),
  'not-whistled': ({ issue, act, actor }) => {
    const unit = act?.kind === 'whistle_answer' ? act.unit : actor.unit
    const asked = issue.whistle?.units.find((one) => one.unit === unit)
    return unit === actor.unit && asked !== undefined && (asked.answer === 'waiting' || asked.answer === 'coming')
  },
}

/** Small matters end in the grid and the community: no separate check is asked for. */
function small(level: IssueLevel): boolean {
  return level === 'grid' || level === 'community'
}

function levelOfRole(role: ActorRole): IssueLevel {
  switch (role) {
    case 'grid-worker':
      return 'grid'
    case 'community':
      return 'community'
    case 'street':
      return 'street'
    default:
      return 'county'
  }
}

/** `/370699/370699001/370699001001/370699001001001/`, as far down as the issue lies in an area. */
export function pathOf({ county, street, community, grid }: Omit<Ground, 'reopenDays'>): string {
  return `/${[county, street, community, grid].filter((code) => code !== '').join('/')}/`
}

/** Whether a unit has the issue in hand or was whistled to it. */
function has(unit: string, { unit: holder, whistle }: IssueProjection): boolean {
  return unit === holder || (whistle?.units.some((one) => one.unit === unit) ?? false)
}

/** The unit that has the issue, those above it in the ladder, and the district for a department; while nobody has it, whoever it waits for. */
function holds(actor: Actor, issue: IssueProjection, ground: Ground): boolean {
  if (actor.unit === issue.unit) return true
  if (actor.role === 'department') return false
  if (actor.path !== '' && !covers(actor.path, pathOf(ground))) return false
  const rungs = [ground.grid, ground.community, ground.street, ground.county]
  const holder = rungs.indexOf(issue.unit)
  const own = rungs.indexOf(actor.unit)
  if (issue.unit === '') return rankOf(levelOfRole(actor.role)) >= rankOf(issue.level)
  if (holder === -1) return actor.role === 'district'
  return own >= holder
}

/** Grid workers take to their own grid, communities give within the community, streets within the street, the district to all. */
export function reaches(actor: Actor, unit: string, ground: Omit<Ground, 'reopenDays'>): boolean {
  switch (actor.role) {
    case 'grid-worker':
      return unit === actor.unit
    case 'community':
      return [ground.grid, ground.community].includes(unit) && unit !== ''
    case 'street':
      return [ground.grid, ground.community, ground.street].includes(unit) && unit !== ''
    default:
      return true
  }
}
