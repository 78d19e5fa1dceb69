import type { IssueEventKind } from '#domain/contract/issue.ts'
import type { IssueAct } from '#domain/issue/issue-entry.ts'
import type { Acted } from '#server/issue/write-issues.ts'
import type { PostRow } from './learn.query.ts'
import type { Step } from './next-step.ts'

/** Who does what in a county, as its history shows. */
export interface Posts {
  /** The post that usually does this for such an issue, and the unit it names; '' where history knows none. */
  find(kind: IssueEventKind, category: string, community: string): { actor: string; unit: string }
}

export function createPosts(rows: readonly PostRow[]): Posts {
  const known = new Map<string, { actor: string; unit: string }>()
  for (const { kind, category, community, actor, unit } of rows) {
    const post = { actor, unit: unit ?? '' }
    known.set(`${kind}/${category}/${community}`, post)
    // what this community has never had is done as elsewhere
    known.set(`${kind}/${category}`, known.get(`${kind}/${category}`) ?? post)
    known.set(kind, known.get(kind) ?? post)
  }
  return {
    find: (kind, category, community) =>
      known.get(`${kind}/${category}/${community}`) ??
      known.get(`${kind}/${category}`) ??
      known.get(kind) ?? { actor: '', unit: '' },
  }
}

/** A step as acts of the posts that usually do it; kinds that the simulator does not know how to do are left out. */
export function actsOfStep(step: Step, posts: Posts, category: string, community: string): Acted[] {
  return step.kinds.flatMap((kind) => {
    const { actor, unit } = posts.find(kind, category, community)
    const act = actOf(kind, unit, step)
    return act === null ? [] : [{ act, at: step.at, actor }]
  })
}

function actOf(kind: IssueEventKind, unit: string, step: Step): IssueAct | null {
  switch (kind) {
    case 'assign':
      return { kind, unit }
    case 'rate':
      return { kind, rating: step.rating ?? 5 }
    case 'return':
      return { kind, reason: '' }
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
