import type { IssueEventKind } from '#domain/contract/issue.ts'
import type { ActRequest } from '#domain/issue/act-request.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'
import type { PostRow } from './learn.query.ts'
import type { Step } from './next-step.ts'

interface Usual {
  actor: string
  /** The unit it names, and the reason it gives; '' where history knows none. */
  unit: string
  reason: string
}

/** Who does what in a county, as its history shows. */
export interface Posts {
  /** The post that usually does this for such an issue. */
  find(kind: IssueEventKind, category: string, community: string): Usual
  /** Units that work is given to. */
  units: readonly string[]
}

export function createPosts(rows: readonly PostRow[]): Posts {
  const known = new Map<string, Usual>()
  for (const { kind, category, community, actor, unit, reason } of rows) {
    const post = { actor, unit: unit ?? '', reason: reason ?? '' }
    known.set(`${kind}/${category}/${community}`, post)
    // what this community has never had is done as elsewhere
    known.set(`${kind}/${category}`, known.get(`${kind}/${category}`) ?? post)
    known.set(kind, known.get(kind) ?? post)
  }
  const given = rows.flatMap((row) => (row.kind === 'assign' && row.unit ? row.unit : []))
  return {
    units: [...new Set(given)].sort(),
    find: (kind, category, community) =>
      known.get(`${kind}/${category}/${community}`) ??
      known.get(`${kind}/${category}`) ??
      known.get(kind) ?? { actor: '', unit: '', reason: '' },
  }
}

/** What somebody asks to be done, with the post that does it and the unit it speaks for. */
export interface Asked {
  request: ActRequest
  actor: string
  unit: string
}

/** A step as requests of the posts that usually make them; kinds that the simulator does not know how to do are left out. */
export function requestsOfStep(step: Step, posts: Posts, issue: IssueProjection, community: string): Asked[] {
  return step.kinds.flatMap((kind) => {
    const usual = posts.find(kind, issue.category, community)
    const request = requestOf(kind, usual, step, posts, issue, community)
    if (request === null) return []
    const called = issue.whistle?.units.find(({ answer }) => answer === 'waiting' || answer === 'coming')
    return [{ request, actor: usual.actor, unit: kind === 'whistle_answer' ? (called?.unit ?? '') : usual.unit }]
  })
}

function requestOf(
  kind: IssueEventKind,
  { unit, reason }: Usual,
  step: Step,
  posts: Posts,
  issue: IssueProjection,
  community: string,
): ActRequest | null {
  switch (kind) {
    case 'assign': {
      const small = issue.level === 'grid' || issue.level === 'community'
      return { kind, unit: small && community !== '' ? community : unit }
    }
    case 'rate':
      return { kind, rating: step.rating ?? 5 }
    case 'return':
    case 'decline':
    case 'hand_up':
      return { kind, reason }
    case 'extend':
      return { kind, hours: EXTENSION_HOURS, reason }
    case 'whistle': {
      const units = calledUnits(posts.units, issue)
      return units.length === 0 ? { kind: 'note', note: reason } : { kind, units, reason }
    }
    case 'whistle_answer': {
      const called = issue.whistle?.units.find(({ answer }) => answer === 'waiting' || answer === 'coming')
      return { kind, answer: called?.answer === 'coming' ? 'done' : 'coming' }
    }
    case 'file':
    case 'answer':
    case 'finish':
    case 'check':
    case 'close':
    case 'resume':
    case 'follow_up':
      return { kind }
    default:
      return null
  }
}

const EXTENSION_HOURS = 16

/** Two units beside the one that has it, the same for the same issue. */
function calledUnits(units: readonly string[], issue: IssueProjection): string[] {
  const others = units.filter((unit) => unit !== issue.unit)
  const first = others.length === 0 ? 0 : Math.abs(Math.round(issue.filedAt / 1000)) % others.length
  return [...new Set([others[first], others[(first + 1) % Math.max(1, others.length)]])].flatMap((unit) => unit ?? [])
}
