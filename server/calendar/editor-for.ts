import type { Post } from '#domain/account/post.ts'
import { HttpProblem, postFor } from '#server/http.ts'

/**
 * The post of who asks, where it may change what a whole county works by: its calendar and its catalogue. Throws as
 * `postFor`, and 403 `not-allowed` for any but administrators and the district's posts.
 */
export function editorFor(asked: { post: Post | null }, county: string): Post {
  const post = postFor(asked, county)
  if (post.role !== 'administrator' && post.role !== 'district')
    throw new HttpProblem(
      403,
      'not-allowed',
      `Only the district or an administrator may do this; you act as ${post.role}.`,
    )
  if (post.path !== `/${county}/`)
    throw new HttpProblem(403, 'outside-scope', `This concerns all of county ${county}; your post is for ${post.path}.`)
  return post
}
