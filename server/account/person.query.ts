import type { Role } from '#domain/account/post.ts'
import type { Queryable } from '#server/db.types.ts'

/** A person as they sign in, with their post. */
export interface PersonRow {
  county: string
  id: string
  login: string
  name: string
  password_hash: string | null
  totp_secret: string | null
  totp_pending: string | null
  active: boolean
  role: Role
  unit: string
  path: string
  title: string
}

/** By login or by id; undefined for nobody. */
export async function findPerson(
  db: Queryable,
  county: string,
  by: { login: string } | { id: string },
): Promise<PersonRow | undefined> {
  const [row] = await db.query<PersonRow>(
    `select person.county, id, login, person.name, password_hash, totp_secret, totp_pending, active,
       post.role, post.unit, post.path, post.name as title
     from person join post on post.county = person.county and post.person = person.id
     where person.county = $1::text and ($2::text is null or login = $2::text) and ($3::text is null or id = $3::text)`,
    [county, 'login' in by ? by.login : null, 'id' in by ? by.id : null],
  )
  return row
}

export interface NewPerson {
  county: string
  login: string
  name: string
  phone: string
  passwordHash: string | null
  now: Date
  post: { role: Role; unit: string; path: string; name: string }
}

/** Id of the new person; null when the login is taken. */
export async function insertPerson(transaction: Queryable, person: NewPerson): Promise<string | null> {
  const { county, login, name, phone, passwordHash, now, post } = person
  const [row] = await transaction.query<{ id: string }>(
    `insert into person (county, login, name, phone, password_hash, created_at)
     values ($1::text, $2::text, $3::text, $4::text, $5::text, $6::timestamptz)
     on conflict (county, login) do nothing returning id`,
    [county, login, name, phone, passwordHash, now],
  )
  if (row === undefined) return null
  await writePost(transaction, county, row.id, post)
  return row.id
}

export async function writePost(
  transaction: Queryable,
  county: string,
  person: string,
  post: NewPerson['post'],
): Promise<void> {
  await transaction.query(
    `insert into post (county, person, role, unit, path, name)
     values ($1::text, $2::text, $3::text, $4::text, $5::text, $6::text)
     on conflict (county, person) do update set role = excluded.role, unit = excluded.unit, path = excluded.path,
       name = excluded.name`,
    [county, person, post.role, post.unit, post.path, post.name],
  )
}

/** Puts a new hash in place, and takes the second factor away when told. */
export async function writePassword(
  transaction: Queryable,
  county: string,
  person: string,
  passwordHash: string,
  keepSecondFactor: boolean,
): Promise<void> {
  await transaction.query(
    `update person set password_hash = $3::text, version = version + 1,
       totp_secret = case when $4::boolean then totp_secret end,
       totp_pending = case when $4::boolean then totp_pending end
     where county = $1::text and id = $2::text`,
    [county, person, passwordHash, keepSecondFactor],
  )
}
