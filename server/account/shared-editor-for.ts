import type { Post } from '#domain/account/post.ts'
import { editorFor } from '#server/calendar/editor-for.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'

/**
 * The post of who asks, where it may change what all counties of a server share: a post that anybody can try
 * out in a demo county may not change what real counties work by. Throws as `editorFor`, and 403 `not-allowed`.
 */
export async function sharedEditorFor(db: Queryable, asked: { post: Post | null }, county: string): Promise<Post> {
  const post = editorFor(asked, county)
  const [row] = await db.query<{ refused: boolean }>(
    `select demo and exists (select from county where not demo) as refused from county where code = $1::text`,
    [county],
  )
  if (row?.refused)
    throw new HttpProblem(403, 'not-allowed', 'Real counties share this table; a demo post may only read it.')
  return post
}
