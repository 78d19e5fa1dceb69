import type { Post } from '#domain/account/post.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem, postFor } from '#server/http.ts'

const drawing: readonly Post['role'][] = ['planner', 'district', 'administrator']

/**
 * Lets those draw who may: planners, the district and administrators of the county; in a demo county, anybody who tries.
 * Throws as `postFor`, and 403 `not-allowed` for other roles.
 */
export async function refuseUnlessPlanner(db: Queryable, asked: { post: Post | null }, county: string): Promise<void> {
  const [row] = await db.query<{ demo: boolean }>('select demo from county where code = $1::text', [county])
  // a county that is not here is refused by what follows
  if (row === undefined || row.demo) return
  const post = postFor(asked, county)
  if (!drawing.includes(post.role))
    throw new HttpProblem(403, 'not-allowed', `Only planners draw plans; you act as ${post.role}.`)
}

/** Whether somebody signed in draws for the county; a demo county lets others try as well. */
export function mayDraw(post: Post | null, county: string): boolean {
  return post !== null && post.county === county && drawing.includes(post.role)
}

/** Whether elderly people of single buildings in an area may be told: to who draws for it, signed in. Path as `/370699/370699001/`. */
export function mayCountElderly(post: Post | null, county: string, path: string): boolean {
  return post !== null && mayDraw(post, county) && path.startsWith(post.path)
}
