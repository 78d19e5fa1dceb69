import type { Post } from '#domain/account/post.ts'
import { HttpProblem, postFor } from '#server/http.ts'

/** The administrator's post of who asks about a county. Throws as `postFor`, and 403 `not-allowed` for other roles. */
export function administratorFor(asked: { post: Post | null }, county: string): Post {
  const post = postFor(asked, county)
  if (post.role !== 'administrator')
    throw new HttpProblem(403, 'not-allowed', `Only an administrator may do this; you act as ${post.role}.`)
  return post
}
