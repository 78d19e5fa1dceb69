import type { Queryable } from '#server/db.types.ts'

interface SessionRow {
  token_hash: string
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  address: string
  browser: string
}

/** Sessions of a person that have not run out, last used first. */
export async function sessionRows(db: Queryable, county: string, person: string, now: Date): Promise<SessionRow[]> {
  return await db.query<SessionRow>(
    `select token_hash, created_at, last_seen_at, expires_at, address, browser from session
     where county = $1::text and person = $2::text and expires_at > $3::timestamptz
     order by last_seen_at desc, token_hash limit 100`,
    [county, person, now],
  )
}

export async function writeSecondFactor(
  db: Queryable,
  { county, id }: { county: string; id: string },
  { secret, pending }: { secret: string | null; pending: string | null },
): Promise<void> {
  await db.query(
    `update person set totp_secret = $3::text, totp_pending = $4::text, version = version + 1
     where county = $1::text and id = $2::text`,
    [county, id, secret, pending],
  )
}
