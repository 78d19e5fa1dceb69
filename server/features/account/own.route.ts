import { Router } from 'express'
import commonPasswords from '#data/accounts/common-passwords.json' with { type: 'json' }
import type { Post } from '#domain/account/post.ts'
import { refusePassword } from '#domain/account/refuse-password.ts'
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSession,
  listSessions,
  removeSecondFactor,
} from '#domain/contract/account.ts'
import { askerOf } from '#server/account/asker.ts'
import { writeAudit } from '#server/account/audit.ts'
import { findPerson, type PersonRow, writePassword } from '#server/account/person.query.ts'
import { scopeOfPost } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { newSecret, periodOfCode, spendPeriod } from './one-time-code.ts'
import { sessionRows, writeSecondFactor } from './own.query.ts'
import { addressOf, meOf } from './sign-in.ts'
import { clearTries, countTry, placeOf } from './throttle.ts'

const common: ReadonlySet<string> = new Set(commonPasswords)

/** What everybody may do with their own account: password, second factor, sessions. */
export function ownRoutes(context: Context): Router {
  const { db, accounts } = context
  const router = Router()

  /** The person who asks; throws 401 without one, 409 for a post that is only tried out. */
  async function self({ post }: { post: Post | null }): Promise<PersonRow> {
    const person = post && (await findPerson(db, post.county, { id: post.person }))
    if (!person) throw new HttpProblem(401, 'sign-in-needed', 'Sign in first: this needs a post.')
    if (person.password_hash === null)
      throw new HttpProblem(409, 'demo-post', 'This post is only tried out: it has no password and no second factor.')
    return person
  }

  /** Who found an open screen does not guess the password there either. */
  async function checkPassword(person: PersonRow, password: string, address: string): Promise<void> {
    const place = placeOf(person.id, 'own')
    await countTry(db, person.county, place, context.now())
    if (!(await accounts.passwords.verify(address, password, person.password_hash)))
      throw new HttpProblem(403, 'wrong-current-password', 'The current password is wrong.', 'body.current')
    await clearTries(db, person.county, place)
  }

  async function audit(person: PersonRow, action: string): Promise<void> {
    const { post } = meOf(person)
    const { county, path } = post
    await writeAudit(db, { at: context.now(), by: post, county, action, subject: person.id, path })
  }

  mount(router, changePassword, async ({ post, body, request }) => {
    const person = await self({ post })
    const address = addressOf(request)
    const refusal = refusePassword(body.next, { login: person.login, common })
    if (refusal !== null)
      throw new HttpProblem(400, `password-${refusal}`, `The new password is refused: ${refusal}.`, 'body.next')
    await checkPassword(person, body.current, address)
    const hash = await accounts.passwords.hash(address, body.next)
    await writePassword(db, person.county, person.id, hash, true)
    await accounts.sessions.end(person.county, person.id, { allBut: askerOf(request)?.session ?? null })
    await audit(person, 'person.password')
    return {}
  })

  mount(router, beginSecondFactor, async ({ post, body, request }) => {
    const person = await self({ post })
    await checkPassword(person, body.current, addressOf(request))
    const { secret, uri } = newSecret(person.login)
    await writeSecondFactor(db, person, { secret: person.totp_secret, pending: secret })
    return { secret, uri }
  })

  mount(router, confirmSecondFactor, async ({ post, body }) => {
    const person = await self({ post })
    const { totp_pending: pending } = person
    if (pending === null)
      throw new HttpProblem(409, 'no-second-factor', 'No second factor is being set up; begin again.')
    const place = placeOf(person.id, 'code')
    await countTry(db, person.county, place, context.now())
    const period = periodOfCode(pending, body.code, context.now())
    if (period === null || !(await spendPeriod(db, person.county, person.id, period)))
      throw new HttpProblem(400, 'wrong-code', 'The code is wrong; is the clock of the telephone right?', 'body.code')
    await clearTries(db, person.county, place)
    await writeSecondFactor(db, person, { secret: pending, pending: null })
    await audit(person, 'person.second-factor-on')
    return { me: meOf({ ...person, totp_secret: pending }) }
  })

  mount(router, removeSecondFactor, async ({ post, body, request }) => {
    const person = await self({ post })
    await checkPassword(person, body.current, addressOf(request))
    await writeSecondFactor(db, person, { secret: null, pending: null })
    await audit(person, 'person.second-factor-off')
    return { me: meOf({ ...person, totp_secret: null }) }
  })

  mount(router, listSessions, async ({ post, request }) => {
    if (post === null) throw new HttpProblem(401, 'sign-in-needed', 'Sign in first: this needs a post.')
    const current = askerOf(request)?.session
    const person = await findPerson(db, post.county, { id: post.person })
    const rows = await sessionRows(db.within(scopeOfPost(post)), post.county, post.person, context.now())
    // a post that is only tried out is shared by its visitors: each sees their own session alone
    const shown = rows.filter((row) => person?.password_hash != null || row.token_hash === current)
    const sessions = shown.map((row) => ({
      id: row.token_hash,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      address: row.address,
      browser: row.browser,
      current: row.token_hash === current,
    }))
    return { sessions, now: context.now().toISOString() }
  })

  mount(router, endSession, async ({ post, params }) => {
    if (post === null) throw new HttpProblem(401, 'sign-in-needed', 'Sign in first: this needs a post.')
    const ended = await accounts.sessions.end(post.county, post.person, { only: params.session })
    if (ended === 0) throw notFound('You have no such session; it has ended already.', 'unknown-session')
    return {}
  })
  return router
}
