import { covers } from '#domain/account/covers.ts'
import type { Post } from '#domain/account/post.ts'
import { HttpProblem, postFor } from '#server/http.ts'

const printing: readonly Post['role'][] = ['administrator', 'district', 'street', 'community', 'planner', 'leader']

/**
 * The post of who asks to print what names workers, for an area (its path). Throws as `postFor`, and 403 `not-allowed` for
 * other roles, `outside-scope` for an area beyond the post's own.
 */
export function printerFor(asked: { post: Post | null }, county: string, path: string): Post {
  const post = postFor(asked, county)
  if (!printing.includes(post.role))
    throw new HttpProblem(
      403,
      'not-allowed',
      `What names workers is printed by desks and planners; you act as ${post.role}.`,
    )
  if (!covers(post.path, path))
    throw new HttpProblem(403, 'outside-scope', `Your post is for ${post.path}, not for ${path}.`, 'body.scope')
  return post
}
