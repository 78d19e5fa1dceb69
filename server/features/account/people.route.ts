import { Router } from 'express'
import type { Post } from '#domain/account/post.ts'
import {
  changePerson,
  createPerson,
  endSessionsOf,
  listPeople,
  type Person,
  resetPassword,
} from '#domain/contract/account.ts'
import { administratorFor } from '#server/account/administrator-for.ts'
import { writeAudit } from '#server/account/audit.ts'
import { givePassword } from '#server/account/give-password.ts'
import { newPassword } from '#server/account/new-password.ts'
import { insertPerson, writePost } from '#server/account/person.query.ts'
import { scopeOfPost } from '#server/account/scope-of.ts'
import { removeSessions } from '#server/account/session.query.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { postOf } from './asked-post.ts'
import { type ListedPersonRow, loginTaken, peopleRows, updatePerson } from './people.query.ts'
import { addressOf } from './sign-in.ts'

/** People and their posts, for the administrators whose scope they lie in. */
export function peopleRoutes(context: Context): Router {
  const { db, accounts } = context
  const router = Router()

  /** Throws 404 for one outside the scope as for one that is not there: who asks learns no difference. */
  async function personWithin(by: Post, id: string): Promise<ListedPersonRow> {
    const { county, path: scope } = by
    const [row] = await peopleRows(db.within(scopeOfPost(by)), { county, scope, now: context.now(), id, limit: 1 })
    if (row === undefined)
      throw notFound(`There is no person ${id} within your scope.`, 'unknown-person', 'path.person')
    return row
  }

  mount(router, listPeople, async ({ query, post }) => {
    const { county, search, role, active, limit, cursor } = query
    const by = administratorFor({ post }, county)
    const now = context.now()
    const rows = await peopleRows(db.within(scopeOfPost(by)), {
      county,
      scope: by.path,
      now,
      search,
      role,
      active: active === 'all' ? null : active === 'yes',
      after: cursor,
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    return {
      people: page.map((row) => toPerson(county, row)),
      next: rows.length > page.length ? page.at(-1)!.login : null,
      count: rows[0]?.count ?? 0,
      now: now.toISOString(),
    }
  })

  mount(router, createPerson, async ({ query: { county }, body, post, request, response }) => {
    const by = administratorFor({ post }, county)
    const now = context.now()
    const given = await postOf(db, by, body, now)
    const { login, name, phone } = body
    const password = newPassword()
    const passwordHash = await accounts.passwords.hash(addressOf(request), password)
    const id = await db.transaction(async (transaction) => {
      const made = await insertPerson(transaction, { county, login, name, phone, passwordHash, now, post: given })
      if (made === null) throw taken(login)
      const after = { login, name, ...toldPost(given) }
      await writeAudit(transaction, {
        at: now,
        by,
        county,
        action: 'person.create',
        subject: made,
        path: given.path,
        after,
      })
      return made
    })
    response.status(201).set('Cache-Control', 'no-store')
    return { person: toPerson(county, await personWithin(by, id)), password }
  })

  mount(router, changePerson, async ({ params: { person: id }, query: { county }, body, post }) => {
    const by = administratorFor({ post }, county)
    const now = context.now()
    const row = await personWithin(by, id)
    if (id === by.person && (body.active === false || body.role !== undefined || body.unit !== undefined))
      throw new HttpProblem(409, 'own-post', 'You cannot take your own post away; another administrator can.')
    const given = await changedPost(by, row, body, now)
    const fields = {
      login: body.login ?? row.login,
      name: body.name ?? row.name,
      phone: body.phone ?? row.phone,
      active: body.active ?? row.active,
    }
    await db.transaction(async (transaction) => {
      if (await loginTaken(transaction, county, fields.login, id)) throw taken(fields.login)
      const version = await updatePerson(transaction, county, id, body.version, fields)
      if (version === null)
        throw new HttpProblem(409, 'changed-meanwhile', 'Somebody else has changed this person meanwhile; look again.')
      await writePost(transaction, county, id, given)
      if (!fields.active) await removeSessions(transaction, county, id, { allBut: null })
      const { login, name, active } = fields
      const after = {
        login,
        name,
        active,
        ...toldPost(given),
        ...(fields.phone === row.phone ? {} : { phone: 'changed' }),
      }
      await writeAudit(transaction, {
        at: now,
        by,
        county,
        action: 'person.change',
        subject: id,
        path: given.path,
        before: told(row),
        after,
      })
    })
    accounts.sessions.forget()
    return { person: toPerson(county, await personWithin(by, id)) }
  })

  /** What was not named stays, and so does the title that somebody gave. */
  async function changedPost(
    by: Post,
    row: ListedPersonRow,
    body: {
      role?: Post['role'] | undefined
      unit?: string | undefined
      scope?: string | undefined
      title?: string | undefined
    },
    now: Date,
  ) {
    const { role, unit, scope, title } = body
    const current = { role: row.role, unit: row.unit, path: row.path, name: title ?? row.title }
    if (role === undefined && unit === undefined && scope === undefined) return current
    return await postOf(db, by, { role: role ?? row.role, unit: unit ?? row.unit, scope, title }, now)
  }

  mount(router, resetPassword, async ({ params: { person: id }, query: { county }, post, request, response }) => {
    const by = administratorFor({ post }, county)
    const now = context.now()
    const row = await personWithin(by, id)
    if (row.demo)
      throw new HttpProblem(409, 'demo-post', `${row.title} is only tried out: it has no password.`, 'path.person')
    const address = addressOf(request)
    const password = await givePassword(db, accounts.passwords, {
      county,
      person: id,
      path: row.path,
      by,
      now,
      address,
    })
    accounts.sessions.forget()
    response.set('Cache-Control', 'no-store')
    return { person: toPerson(county, await personWithin(by, id)), password }
  })

  mount(router, endSessionsOf, async ({ params: { person: id }, query: { county }, post }) => {
    const by = administratorFor({ post }, county)
    const row = await personWithin(by, id)
    const ended = await accounts.sessions.end(county, id, { allBut: null })
    const after = { ended }
    await writeAudit(db, {
      at: context.now(),
      by,
      county,
      action: 'person.end-sessions',
      subject: id,
      path: row.path,
      after,
    })
    return { ended }
  })
  return router
}

function taken(login: string): HttpProblem {
  return new HttpProblem(409, 'login-taken', `Somebody has the login ${login} already; choose another.`, 'body.login')
}

/** What the audit tells of somebody. */
function told({ login, name, active, role, unit, path, title }: ListedPersonRow): Record<string, unknown> {
  return { login, name, active, role, unit, path, title }
}

function toldPost({ role, unit, path, name }: Omit<Post, 'person' | 'county'>): Record<string, unknown> {
  return { role, unit, path, title: name }
}

function toPerson(county: string, row: ListedPersonRow): Person {
  const { id, login, name, phone, active, demo, version, role, unit, path, title, sessions } = row
  return {
    id,
    login,
    name,
    phone,
    active,
    demo,
    secondFactor: row.second_factor,
    version,
    post: { person: id, county, role, unit, path, name: title },
    unitName: row.unit_name,
    scopeName: row.scope_name,
    sessions,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }
}
