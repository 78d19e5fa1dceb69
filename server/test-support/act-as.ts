import { randomUUID } from 'node:crypto'
import type { Post } from '#domain/account/post.ts'
import { SESSION_COOKIE } from '#server/account/identify.ts'
import { writeToken } from '#server/account/token.ts'
import type { Context } from '#server/context.ts'
import { SMALL_COUNTY } from './small-county.ts'

/**
 * Inserts a person with this post, signs in, and gives the headers of what they ask, as a browser sends them. Without
 * more words: the post of the small county's whole area. The post's `person` is a new one.
 */
export async function actAs(
  { db, accounts }: Context,
  given: Partial<Omit<Post, 'person'>> & Pick<Post, 'role'>,
): Promise<Record<string, string>> {
  const { role, county = SMALL_COUNTY, unit = county, path = `/${county}/`, name = `${role} ${unit}` } = given
  const [row] = await db.query<{ id: string }>(
    `insert into person (county, login, name, created_at) values ($1::text, $2::text, $3::text, now()) returning id`,
    [county, `test.${randomUUID()}`, name],
  )
  const id = row!.id
  await db.query(
    `insert into post (county, person, role, unit, path, name)
     values ($1::text, $2::text, $3::text, $4::text, $5::text, $6::text)`,
    [county, id, role, unit, path, name],
  )
  const token = await accounts.sessions.open(db, { county, id, address: '127.0.0.1', browser: 'test' })
  return { Cookie: `${SESSION_COOKIE}=${writeToken(token)}`, 'Sec-Fetch-Site': 'same-origin' }
}
