import type { Post } from '#domain/account/post.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { reaches } from '#domain/issue/guards.ts'
import { actorRoles } from '#domain/issue/lifecycle.ts'
import type { Ladder } from './find-units.ts'
import type { FoundUnit } from './use-findable-units.ts'

/** The rungs on which an issue lies, nearest first. Pure. */
export function ladderOf(county: string, { grid, community, street }: IssueSummary): Ladder {
  return [grid, community, street, county].filter((code) => code !== '')
}

/** Whether a post may give an issue to a unit: the rule that the server holds it to. Pure. */
export function reachesFrom(post: Post, county: string, issue: IssueSummary): (unit: FoundUnit) => boolean {
  const role = actorRoles.find((one) => one === post.role)
  if (role === undefined) return () => false
  const { street, community, grid } = issue
  const actor = { role, unit: post.unit, path: post.path }
  return (unit) => reaches(actor, unit.code, { county, street, community, grid })
}
