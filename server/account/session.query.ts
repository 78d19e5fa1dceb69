import type { Role } from '#domain/account/post.ts'
import type { Queryable } from '#server/db.types.ts'

export interface SessionRow {
  person: string
  role: Role
  unit: string
  path: string
  name: string
  last_seen_at: Date
  expires_at: Date
}

/** The post behind a session that lives at `now`, of a person who is active. */
export async function sessionRow(
  db: Queryable,
  { county, tokenHash, now, idleSince }: { county: string; tokenHash: string; now: Date; idleSince: Date },
): Promise<SessionRow | undefined> {
  const [row] = await db.query<SessionRow>(
    `select session.person, post.role, post.unit, post.path, post.name, session.last_seen_at, session.expires_at
     from session
     join person on person.county = session.county and person.id = session.person and person.active
     join post on post.county = session.county and post.person = session.person
     where session.county = $1::text and session.token_hash = $2::text
       and session.expires_at > $3::timestamptz and session.last_seen_at > $4::timestamptz`,
    [county, tokenHash, now, idleSince],
    'often',
  )
  return row
}

export async function touchSession(db: Queryable, county: string, tokenHash: string, now: Date): Promise<void> {
  await db.query(
    `update session set last_seen_at = greatest(last_seen_at, $3::timestamptz)
     where county = $1::text and token_hash = $2::text`,
    [county, tokenHash, now],
  )
}

export interface NewSession {
  county: string
  tokenHash: string
  person: string
  now: Date
  expiresAt: Date
  address: string
  browser: string
}

export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  const { county, tokenHash, person, now, expiresAt, address, browser } = session
  await db.query(
    `insert into session (county, token_hash, person, created_at, last_seen_at, expires_at, address, browser)
     values ($1::text, $2::text, $3::text, $4::timestamptz, $4::timestamptz, $5::timestamptz, $6::text, $7::text)`,
    [county, tokenHash, person, now, expiresAt, address, browser],
  )
}

/** Sessions of the county that ended by time. */
export async function removeEndedSessions(db: Queryable, county: string, now: Date, idleSince: Date): Promise<void> {
  await db.query(
    `delete from session
     where county = $1::text and (expires_at <= $2::timestamptz or last_seen_at <= $3::timestamptz)`,
    [county, now, idleSince],
  )
}

/** Ends a person's sessions: the one named, or all but the one kept. Returns how many. */
export async function removeSessions(
  db: Queryable,
  county: string,
  person: string,
  which: { only: string } | { allBut: string | null },
): Promise<number> {
  const only = 'only' in which ? which.only : null
  const kept = 'only' in which ? null : which.allBut
  const rows = await db.query(
    `delete from session where county = $1::text and person = $2::text
       and ($3::text is null or token_hash = $3::text) and ($4::text is null or token_hash <> $4::text)
     returning 1`,
    [county, person, only, kept],
  )
  return rows.length
}
