import type { z } from 'zod'
import { unitKindsOf } from '#domain/account/unit.ts'
import type { signInDemo, Unit } from '#domain/contract/account.ts'
import { findPerson, insertPerson, type PersonRow, writePost } from '#server/account/person.query.ts'
import { titleOf } from '#server/account/title-of.ts'
import { unitRows } from '#server/account/unit.query.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, notFound } from '#server/http.ts'

type Wish = z.output<typeof signInDemo.body>

/**
 * The person who holds a post of a demo county, made on demand. Throws HttpProblem 403 for a county that is no
 * demonstration, 404 for one or for a unit that is not there.
 */
export async function demoPost({ db, now }: Context, wish: Wish): Promise<PersonRow> {
  const { county, role } = wish
  const [found] = await db.query<{ demo: boolean }>('select demo from county where code = $1::text', [county])
  if (found === undefined)
    throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'body.county')
  if (!found.demo)
    throw new HttpProblem(403, 'not-a-demo', `County ${county} is no demonstration; sign in with a password.`)
  const unit = await wishedUnit(db, wish, now())
  const login = `demo.${role}.${unit.code}`.toLowerCase()
  const name = titleOf(role, unit.name)
  const post = { role, unit: unit.code, path: unit.path, name }
  await db.transaction(async (transaction) => {
    const id = await insertPerson(transaction, { county, login, name, phone: '', passwordHash: null, now: now(), post })
    if (id !== null) return
    // somebody tried out the administrator and changed this one: the next visitor finds it as it was
    const [row] = await transaction.query<{ id: string }>(
      'update person set active = true where county = $1::text and login = $2::text returning id',
      [county, login],
    )
    await writePost(transaction, county, row!.id, post)
  })
  const person = await findPerson(db, county, { login })
  if (person === undefined) throw new Error(`demo post ${login} vanished`)
  return person
}

/** The unit named, else the one of the role's kind with the most to do: a visitor finds work there. */
async function wishedUnit(db: Context['db'], { county, role, area, department }: Wish, now: Date): Promise<Unit> {
  const kinds = unitKindsOf[role]
  const code = role === 'department' ? department : area
  if (code !== undefined) {
    const [unit] = await unitRows(db, { county, now, code })
    if (unit && kinds.includes(unit.kind)) return unit
    const path = role === 'department' ? 'body.department' : 'body.area'
    throw notFound(`Role ${role} has its place at a ${kinds.join(' or ')}; ${code} is none.`, 'unknown-unit', path)
  }
  const busiest = await busiestUnit(db, county, kinds[0] ?? 'county')
  const [unit] = busiest === null ? [] : await unitRows(db, { county, now, code: busiest })
  if (unit && kinds.includes(unit.kind)) return unit
  const [first] = await unitRows(db, { county, now, kind: kinds[0] })
  if (first === undefined) throw notFound(`County ${county} has no ${kinds[0]} yet.`, 'unknown-unit')
  return first
}

/** Code of the unit that has the most open issues in hand or waiting at its level; null where nothing is open. */
async function busiestUnit(db: Context['db'], county: string, kind: Unit['kind']): Promise<string | null> {
  const rows = await db.query<{ code: string }>(
    `
    select place.code from issue i
    cross join lateral (
      select case $2::text when 'grid' then i.grid when 'community' then i.community when 'street' then i.street
        when 'department' then i.unit else i.county end as code) place
    where i.county = $1::text and i.state <> 'closed' and place.code <> ''
      and (i.unit = place.code or (i.unit = '' and i.level = $2::text))
    group by place.code order by count(*) desc, place.code`,
    [county, kind],
  )
  return rows[0]?.code ?? null
}
