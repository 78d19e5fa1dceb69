import { deadline, type Limit } from '#domain/calendar/deadline.ts'
import { resumeDeadline } from '#domain/calendar/remaining.ts'
import type { WorkingCalendar } from '#domain/calendar/working-calendar.ts'
import type { ActRequest } from './act-request.ts'
import type { IssueAct, IssueFiling, RequestWhat } from './issue-entry.ts'
import type { IssueProjection } from './project-issue.ts'

/** The limits of an issue's filing condition, and the calendar they run on. */
export interface Clocks {
  calendar: WorkingCalendar
  answer: Limit
  finish: Limit
  emergency: boolean
}

const HOUR_MINUTES = 60

/**
 * A request as an act that can be written down: with the deadlines that follow from it at `at` (milliseconds since
 * 1970). `unit` is the unit of whoever asks.
 */
export function completeAct(
  request: ActRequest,
  issue: IssueProjection,
  clocks: Clocks,
  at: number,
  unit: string,
): IssueAct {
  const { calendar, answer, finish } = clocks
  switch (request.kind) {
    case 'file':
      return { kind: 'file', filed: filedAgain(request, issue, clocks, at) }
    case 'assign':
    case 'hand_up': {
      // whoever gets it late has no new time: the delay stays seen
      const late = issue.answeredAt === null && at > issue.answerBy
      return late ? request : { ...request, answerBy: deadline(calendar, answer.clock, at, answer.minutes) }
    }
    case 'extend':
      return { kind: 'extend', reason: request.reason, finishBy: later(request.hours, issue, clocks) }
    case 'suspend':
      return { kind: 'suspend', reason: request.reason, until: Date.parse(request.until) }
    case 'resume':
      return resumedAct(issue, clocks, at)
    case 'ask':
      return asked(request)
    case 'grant':
      return grantedAct(request, issue, clocks)
    case 'whistle':
      return { ...request, answerBy: deadline(calendar, answer.clock, at, answer.minutes) }
    case 'whistle_answer':
      return { ...request, unit }
    case 'reopen':
      return {
        ...request,
        answerBy: deadline(calendar, answer.clock, at, answer.minutes),
        finishBy: deadline(calendar, finish.clock, at, finish.minutes),
      }
    case 'join':
      return { kind: 'join', callers: 1 }
    default:
      return request
  }
}

/** A report taken on keeps what was said; its clocks run from now. */
function filedAgain(
  request: { category?: string | undefined; condition?: string | undefined },
  issue: IssueProjection,
  { calendar, answer, finish, emergency }: Clocks,
  at: number,
): IssueFiling {
  return {
    category: request.category ?? issue.category,
    condition: request.condition ?? issue.condition,
    source: issue.source,
    title: issue.title,
    place: issue.place,
    emergency,
    longitude: issue.longitude,
    latitude: issue.latitude,
    level: issue.level,
    answers: issue.answers,
    answerBy: deadline(calendar, answer.clock, at, answer.minutes),
    finishBy: deadline(calendar, finish.clock, at, finish.minutes),
  }
}

/** The finishing deadline moved on by hours of its own clock; a working day has eight. */
function later(hours: number, issue: IssueProjection, { calendar, finish }: Clocks): number {
  const { clock } = finish
  return clock === 'working-day'
    ? deadline(calendar, 'working', issue.finishBy, hours * HOUR_MINUTES)
    : deadline(calendar, clock, issue.finishBy, hours * HOUR_MINUTES)
}

function resumedAct(issue: IssueProjection, { calendar, answer, finish }: Clocks, at: number): IssueAct {
  const { suspendedAt, answerBy, finishBy } = issue
  if (suspendedAt === null) return { kind: 'resume' }
  return {
    kind: 'resume',
    answerBy: resumeDeadline(calendar, answer.clock, suspendedAt, at, answerBy),
    finishBy: resumeDeadline(calendar, finish.clock, suspendedAt, at, finishBy),
  }
}

function asked(request: {
  what: RequestWhat
  reason: string
  hours?: number | undefined
  until?: string | undefined
}): IssueAct {
  const { what, reason, hours, until } = request
  return {
    kind: 'ask',
    what,
    reason,
    ...(what === 'extend' && hours !== undefined ? { minutes: hours * HOUR_MINUTES } : {}),
    ...(what === 'suspend' && until !== undefined ? { until: Date.parse(until) } : {}),
  }
}

const USUAL_EXTENSION_HOURS = 8

function grantedAct(request: { note?: string | undefined }, issue: IssueProjection, clocks: Clocks): IssueAct {
  const note = request.note === undefined ? {} : { note: request.note }
  const wanted = issue.request
  if (wanted?.what === 'extend') {
    const hours = (wanted.minutes ?? USUAL_EXTENSION_HOURS * HOUR_MINUTES) / HOUR_MINUTES
    return { kind: 'grant', finishBy: later(hours, issue, clocks), ...note }
  }
  if (wanted?.what === 'suspend' && wanted.until !== null) return { kind: 'grant', until: wanted.until, ...note }
  return { kind: 'grant', ...note }
}
