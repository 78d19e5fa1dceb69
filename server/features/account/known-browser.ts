import type { Request, Response } from 'express'
import { readCookie, setCookie } from '#server/account/cookie.ts'
import { hashOf, newToken, readToken, writeToken } from '#server/account/token.ts'
import type { Queryable } from '#server/db.types.ts'

const COOKIE = 'gridboard_browser'
const YEAR_SECONDS = 365 * 24 * 3600

/** Hash of the browser's token where this person has signed in with it before; null elsewhere. */
export async function knownBrowser(
  db: Queryable,
  request: Request,
  county: string,
  person: string,
): Promise<string | null> {
  const token = readToken(readCookie(request, COOKIE))
  if (token?.county !== county) return null
  const hash = hashOf(token.secret)
  const rows = await db.query(
    `select 1 from known_browser where county = $1::text and token_hash = $2::text and person = $3::text`,
    [county, hash, person],
  )
  return rows.length === 0 ? null : hash
}

/** From now on wrong passwords from elsewhere do not make this person wait here. */
export async function rememberBrowser(
  db: Queryable,
  {
    request,
    response,
    county,
    person,
    now,
  }: { request: Request; response: Response; county: string; person: string; now: Date },
): Promise<void> {
  const token = newToken(county)
  const before = readToken(readCookie(request, COOKIE))
  await db.query(
    `with gone as (
       delete from known_browser
       where county = $1::text and person = $3::text
         and (token_hash = $5::text or last_seen_at < $4::timestamptz - interval '1 year')
     )
     insert into known_browser (county, token_hash, person, last_seen_at)
     values ($1::text, $2::text, $3::text, $4::timestamptz)`,
    [county, hashOf(token.secret), person, now, before === null ? '' : hashOf(before.secret)],
  )
  setCookie(request, response, COOKIE, writeToken(token), YEAR_SECONDS)
}
