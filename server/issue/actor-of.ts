import { covers } from '#domain/account/covers.ts'
import type { Post } from '#domain/account/post.ts'
import { type Actor, type Ground, pathOf } from '#domain/issue/guards.ts'
import { actorRoles } from '#domain/issue/lifecycle.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'

/** A post as an actor of the lifecycle; null for posts that never act on issues. */
export function actorOf(post: Post): (Actor & { name: string }) | null {
  const role = actorRoles.find((one) => one === post.role)
  return role === undefined ? null : { role, unit: post.unit, path: post.path, name: post.name }
}

/** Whether a post may read what posts write to each other about an issue: it has it in its scope, in hand, or was whistled to it. */
export function maySee(post: Post | null, ground: Omit<Ground, 'reopenDays'>, issue: IssueProjection): boolean {
  if (post === null || post.county !== ground.county) return false
  if (post.role !== 'department') return covers(post.path, pathOf(ground))
  return post.unit === issue.unit || (issue.whistle?.units.some((one) => one.unit === post.unit) ?? false)
}
