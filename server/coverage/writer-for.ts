import type { Post, Role } from '#domain/account/post.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem, notFound, postFor } from '#server/http.ts'

const writing: readonly Role[] = ['planner', 'leader', 'district', 'administrator']

/**
 * The post that writes scenarios and repairs of a county: planners, leaders, the district and administrators; in a demo
 * county anybody who tries, null where nobody signed in. Throws 404 `unknown-county`, as `postFor`, and 403 `not-allowed`.
 */
export async function writerFor(db: Queryable, asked: { post: Post | null }, county: string): Promise<Post | null> {
  if (await isDemo(db, county)) return asked.post?.county === county ? asked.post : null
  const post = postFor(asked, county)
  if (!writing.includes(post.role))
    throw new HttpProblem(
      403,
      'not-allowed',
      `Planners, leaders, the district and administrators write here; you act as ${post.role}.`,
    )
  return post
}

/** Whether `writerFor` would let the asker write. Throws 404 `unknown-county`. */
export async function mayWrite(db: Queryable, { post }: { post: Post | null }, county: string): Promise<boolean> {
  return (await isDemo(db, county)) || (post?.county === county && writing.includes(post.role))
}

async function isDemo(db: Queryable, county: string): Promise<boolean> {
  const [row] = await db.query<{ demo: boolean }>('select demo from county where code = $1::text', [county])
  if (!row) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
  return row.demo
}
