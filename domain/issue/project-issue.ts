import type { IssueEntry, IssueFiling, IssueLevel, Notice, RequestWhat } from './issue-entry.ts'

export const issueStates = ['reported', 'filed', 'assigned', 'handling', 'checking', 'closed', 'suspended'] as const
export type State = (typeof issueStates)[number]

/** How a closed issue ended; '' while it is open. */
export type Outcome = '' | 'solved' | 'declined' | 'merged'

/** Several units called at once under one clock. */
export interface Whistle {
  at: number
  by: string
  reason: string
  answerBy: number | null
  units: { unit: string; answer: 'waiting' | 'coming' | 'refused' | 'done'; at: number | null; reason: string }[]
}

/** What a unit asked of those above it and nobody has decided yet. */
export interface Request {
  what: RequestWhat
  at: number
  by: string
  /** Unit that asked; '' where history does not say. */
  unit: string
  reason: string
  minutes: number | null
  until: number | null
}

/** What an issue is now; everything in it follows from its entries. Moments are milliseconds since 1970. */
export interface IssueProjection extends IssueFiling {
  condition: string
  answers: Record<string, string | number | boolean>
  state: State
  outcome: Outcome
  level: IssueLevel
  /** Code of the unit that has it; '' while it waits for one. */
  unit: string
  /** When it came in. */
  filedAt: number
  /** When it was taken on as a case; null while it is only reported. */
  acceptedAt: number | null
  answeredAt: number | null
  finishedAt: number | null
  checkedAt: number | null
  closedAt: number | null
  /** While suspended: since when the clock stands, what it was doing, and until when at most. */
  suspendedAt: number | null
  suspendedFrom: State | null
  suspendedUntil: number | null
  rating: number | null
  callers: number
  extensions: number
  returns: number
  /** The unit a return named; it may not push the issue on again. '' where none did. */
  responsible: string
  rework: number
  reopens: number
  supervisions: number
  notice: Notice
  /** An appeal was granted: being late does not count against the unit. */
  excused: boolean
  whistle: Whistle | null
  request: Request | null
  mergedInto: string
  /** Moment of its last entry. */
  lastAt: number
  /** Sequence of its last entry. */
  version: number
}

/** Adds up the entries of one issue, oldest first; null before it is reported or filed. */
export function projectIssue(entries: readonly IssueEntry[]): IssueProjection | null {
  let issue: IssueProjection | null = null
  for (const entry of entries) issue = projectEntry(issue, entry)
  return issue
}

/** The issue after one more entry. */
export function projectEntry(issue: IssueProjection | null, entry: IssueEntry): IssueProjection | null {
  if (entry.kind === 'report') return begun(entry.filed, entry, 'reported')
  // a source that tells an issue otherwise than before files it anew
  if (entry.kind === 'file')
    return issue?.state === 'reported' ? accepted(issue, entry.filed, entry) : begun(entry.filed, entry, 'filed')
  if (issue === null) return null
  return { ...issue, ...changeOf(issue, entry), version: entry.sequence, lastAt: entry.at }
}

/** What an entry changes in an issue that exists. */
function changeOf(issue: IssueProjection, entry: IssueEntry): Partial<IssueProjection> {
  const { at } = entry
  switch (entry.kind) {
    case 'decline':
      return { state: 'closed', outcome: 'declined', closedAt: at, request: null, whistle: null }
    case 'assign':
      return {
        state: 'assigned',
        unit: entry.unit,
        answerBy: entry.answerBy ?? issue.answerBy,
        finishBy: Math.max(issue.finishBy, entry.finishBy ?? issue.finishBy),
        answeredAt: entry.answerBy === undefined ? issue.answeredAt : null,
      }
    case 'answer':
      return { state: 'handling', answeredAt: issue.answeredAt ?? at }
    case 'finish':
      return { state: 'checking', finishedAt: at, checkedAt: null }
    case 'check':
      return { checkedAt: at }
    case 'close':
      return { state: 'closed', outcome: 'solved', closedAt: at, finishedAt: issue.finishedAt ?? at, request: null }
    case 'return':
      return returned(issue, entry.responsible ?? '')
    case 'hand_up':
      return {
        state: 'filed',
        level: above(issue.level),
        unit: '',
        request: null,
        answerBy: entry.answerBy ?? issue.answerBy,
        answeredAt: entry.answerBy === undefined ? issue.answeredAt : null,
      }
    case 'extend':
      return { finishBy: Math.max(issue.finishBy, entry.finishBy), extensions: issue.extensions + 1 }
    case 'suspend':
      return paused(issue, at, entry.until ?? null)
    case 'resume':
      return resumed(issue, at, entry)
    case 'ask':
      return {
        request: {
          what: entry.what,
          at,
          by: entry.actor,
          unit: entry.byUnit ?? '',
          reason: entry.reason,
          minutes: entry.minutes ?? null,
          until: entry.until ?? null,
        },
      }
    case 'grant':
      return granted(issue, at, entry)
    case 'refuse':
      return { request: null }
    case 'supervise':
      return { supervisions: issue.supervisions + 1 }
    case 'whistle':
      return { whistle: whistled(entry) }
    case 'whistle_answer':
      return { whistle: whistleAnswered(issue.whistle, entry) }
    case 'reopen':
      return { ...reopened(entry), reopens: issue.reopens + 1 }
    case 'join':
      return { callers: issue.callers + entry.callers }
    case 'merge':
      return { ...running, state: 'closed', outcome: 'merged', mergedInto: entry.into, closedAt: at, request: null }
    case 'rate':
      return { rating: entry.rating }
    case 'escalate':
      return escalated(entry)
    case 'reclock':
      return { answerBy: entry.answerBy, finishBy: entry.finishBy }
    case 'regrid':
      return entry.unit === undefined ? {} : { unit: entry.unit }
    default:
      return {}
  }
}

/** Not suspended. */
const running = { suspendedAt: null, suspendedFrom: null, suspendedUntil: null }

type Of<Kind extends IssueEntry['kind']> = Extract<IssueEntry, { kind: Kind }>

/** Field by field: an object that grows by thirty fields after a spread takes 70 µs, one written out less than one. */
function begun(filing: IssueFiling, { at, sequence }: IssueEntry, state: 'reported' | 'filed'): IssueProjection {
  return {
    category: filing.category,
    source: filing.source,
    title: filing.title,
    place: filing.place,
    emergency: filing.emergency,
    longitude: filing.longitude,
    latitude: filing.latitude,
    answerBy: filing.answerBy,
    finishBy: filing.finishBy,
    condition: filing.condition ?? '',
    answers: filing.answers ?? {},
    level: filing.level ?? 'county',
    state,
    outcome: '',
    unit: '',
    filedAt: at,
    acceptedAt: state === 'filed' ? at : null,
    answeredAt: null,
    finishedAt: null,
    checkedAt: null,
    closedAt: null,
    suspendedAt: null,
    suspendedFrom: null,
    suspendedUntil: null,
    rating: null,
    callers: 1,
    extensions: 0,
    returns: 0,
    responsible: '',
    rework: 0,
    reopens: 0,
    supervisions: 0,
    notice: 'none',
    excused: false,
    whistle: null,
    request: null,
    mergedInto: '',
    lastAt: at,
    version: sequence,
  }
}

/**
 * A report taken on as a case: whoever takes it on may put its words and its kind right; where it came from and where
 * it lies stay as reported.
 */
function accepted(issue: IssueProjection, filing: IssueFiling, { at, sequence }: IssueEntry): IssueProjection {
  return {
    ...issue,
    ...filing,
    source: issue.source,
    longitude: issue.longitude,
    latitude: issue.latitude,
    condition: filing.condition ?? '',
    answers: filing.answers ?? {},
    level: filing.level ?? issue.level,
    state: 'filed',
    acceptedAt: at,
    version: sequence,
    lastAt: at,
  }
}

/** Not done after all (rework), or not this unit's: the clock has run on. */
function returned(issue: IssueProjection, responsible: string): Partial<IssueProjection> {
  if (issue.state === 'checking')
    return { state: 'handling', finishedAt: null, checkedAt: null, rework: issue.rework + 1 }
  return { state: 'filed', finishedAt: null, unit: '', request: null, responsible, returns: issue.returns + 1 }
}

function paused(issue: IssueProjection, at: number, until: number | null): Partial<IssueProjection> {
  return { state: 'suspended', suspendedAt: at, suspendedFrom: issue.state, suspendedUntil: until, request: null }
}

/** A pause never shortens what remains. */
function resumed(issue: IssueProjection, at: number, entry: Of<'resume'>): Partial<IssueProjection> {
  const pause = Math.max(0, at - (issue.suspendedAt ?? at))
  // an answer that was given stays judged by the time it had
  const answerBy = issue.answeredAt === null ? (entry.answerBy ?? issue.answerBy + pause) : issue.answerBy
  return {
    state: issue.suspendedFrom ?? 'handling',
    answerBy,
    finishBy: Math.max(issue.finishBy, entry.finishBy ?? issue.finishBy + pause),
    ...running,
  }
}

function granted(issue: IssueProjection, at: number, entry: Of<'grant'>): Partial<IssueProjection> {
  switch (issue.request?.what) {
    case 'extend':
      return {
        request: null,
        finishBy: Math.max(issue.finishBy, entry.finishBy ?? issue.finishBy),
        extensions: issue.extensions + 1,
      }
    case 'suspend':
      return paused(issue, at, entry.until ?? issue.request.until)
    case 'appeal':
      return { request: null, excused: true }
    default:
      return {}
  }
}

function whistled(entry: Of<'whistle'>): Whistle {
  const units = entry.units ?? (entry.unit === undefined ? [] : [entry.unit])
  return {
    at: entry.at,
    by: entry.actor,
    reason: entry.reason ?? '',
    answerBy: entry.answerBy ?? null,
    units: units.map((unit) => ({ unit, answer: 'waiting', at: null, reason: '' })),
  }
}

function whistleAnswered(whistle: Whistle | null, entry: Of<'whistle_answer'>): Whistle | null {
  if (whistle === null) return null
  const units = whistle.units.map((one) =>
    one.unit === entry.unit ? { ...one, answer: entry.answer, at: entry.at, reason: entry.reason ?? '' } : one,
  )
  return { ...whistle, units }
}

function reopened(entry: Of<'reopen'>): Partial<IssueProjection> {
  return {
    state: 'filed',
    outcome: '',
    unit: '',
    answerBy: entry.answerBy,
    finishBy: entry.finishBy,
    answeredAt: null,
    finishedAt: null,
    checkedAt: null,
    closedAt: null,
    rating: null,
  }
}

/** An answer that never came takes the issue out of the unit's hands; being late to finish only raises the notice. */
function escalated(entry: Of<'escalate'>): Partial<IssueProjection> {
  const told = { level: entry.level, notice: entry.notice }
  return entry.ran === 'answer' ? { ...told, state: 'filed', unit: '', request: null } : told
}

const ladder: readonly IssueLevel[] = ['grid', 'community', 'street', 'county']

/** The next rung up; the county stays the county. */
export function above(level: IssueLevel): IssueLevel {
  return ladder[Math.min(ladder.indexOf(level) + 1, ladder.length - 1)] ?? 'county'
}

/** 0 grid, 1 community, 2 street, 3 county. */
export function rankOf(level: IssueLevel): number {
  return ladder.indexOf(level)
}
