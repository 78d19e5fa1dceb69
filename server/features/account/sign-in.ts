import type { Request, Response } from 'express'
import type { z } from 'zod'
import type { signIn as declared, Me } from '#domain/contract/account.ts'
import { writeAudit } from '#server/account/audit.ts'
import { readCookie, setCookie } from '#server/account/cookie.ts'
import { SESSION_COOKIE } from '#server/account/identify.ts'
import { findPerson, type PersonRow } from '#server/account/person.query.ts'
import { SESSION_SECONDS } from '#server/account/sessions.ts'
import { hashOf, readToken, writeToken } from '#server/account/token.ts'
import type { Context } from '#server/context.ts'
import type { Db } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'
import { knownBrowser, rememberBrowser } from './known-browser.ts'
import { periodOfCode, spendPeriod } from './one-time-code.ts'
import { clearTries, countTry, placeOf } from './throttle.ts'

interface Exchange {
  request: Request
  response: Response
}

/**
 * Signs in with a password. Throws HttpProblem 401 (`wrong-password` for a wrong login as well, `code-needed`,
 * `wrong-code`), 429 while this place has to wait.
 */
export async function signInWithPassword(
  context: Context,
  { county, login, password, code }: z.output<typeof declared.body>,
  exchange: Exchange,
): Promise<Me> {
  const { db, accounts } = context
  const now = context.now()
  const address = addressOf(exchange.request)
  const person = await findPerson(db, county, { login })
  const browser = person && (await knownBrowser(db, exchange.request, county, person.id))
  const place = placeOf(login, browser ? `browser ${browser}` : `address ${address}`)
  await countTry(db, county, place, now)
  const hash = person?.active ? person.password_hash : null
  if (!(await accounts.passwords.verify(address, password, hash)) || person === undefined)
    throw new HttpProblem(401, 'wrong-password', 'Login or password is wrong.')
  await askSecondFactor(context, person, code, now)
  await clearTries(db, county, place)
  await rememberBrowser(db, { ...exchange, county, person: person.id, now })
  const me = await beginSession(context, person, exchange)
  await auditSignIn(db, me, now, { login })
  return me
}

/** Writes down who came in, by which login and, where one vouched for them, by which identity provider. */
export async function auditSignIn(
  db: Db,
  { post }: Me,
  at: Date,
  after: { login: string; provider?: string },
): Promise<void> {
  const { county, person, path } = post
  await writeAudit(db, { at, by: post, county, action: 'session.begin', subject: person, path, after })
}

/** Gives the browser a new token; what it held before opens nothing any more. */
export async function beginSession(
  { db, accounts }: Context,
  person: PersonRow,
  { request, response }: Exchange,
): Promise<Me> {
  const { county, id } = person
  await endHeldSession(accounts.sessions, request)
  const browser = request.get('User-Agent') ?? ''
  const token = await accounts.sessions.open(db, { county, id, address: addressOf(request), browser })
  setCookie(request, response, SESSION_COOKIE, writeToken(token), SESSION_SECONDS)
  return meOf(person)
}

/** Ends the session of the request's cookie, if it has one. */
export async function endHeldSession(sessions: Context['accounts']['sessions'], request: Request): Promise<void> {
  const held = readToken(readCookie(request, SESSION_COOKIE))
  const asker = held && (await sessions.find(held))
  if (held && asker) await sessions.end(held.county, asker.post.person, { only: hashOf(held.secret) })
}

export function meOf(person: PersonRow): Me {
  const { county, id, login, name, role, unit, path, title, totp_secret, password_hash } = person
  return {
    post: { person: id, county, role, unit, path, name: title },
    login,
    name,
    secondFactor: totp_secret !== null,
    demo: password_hash === null,
  }
}

export function addressOf(request: Request): string {
  return request.ip ?? ''
}

async function askSecondFactor({ db }: Context, person: PersonRow, code: string | undefined, now: Date): Promise<void> {
  if (person.totp_secret === null) return
  if (code === undefined)
    throw new HttpProblem(
      401,
      'code-needed',
      'The password is right; the code of the authenticator app as well, please.',
    )
  const period = periodOfCode(person.totp_secret, code, now)
  if (period === null || !(await spendPeriod(db, person.county, person.id, period)))
    throw new HttpProblem(401, 'wrong-code', 'The code is wrong or was used already; wait for the next one.')
}
