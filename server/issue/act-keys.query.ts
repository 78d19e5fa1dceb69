import type { Queryable } from '#server/db.types.ts'

/** What became of a request that bore a key. */
export interface KeyRow {
  key: string
  number: string
  sequence: number
}

/** Keys that were used before, with what became of them. */
export async function usedKeys(db: Queryable, county: string, keys: readonly string[]): Promise<KeyRow[]> {
  if (keys.length === 0) return []
  return db.query<KeyRow>(
    'select key, number, sequence from issue_act_key where county = $1::text and key = any ($2::text[])',
    [county, keys],
    'often',
  )
}

/** Writes keys down with what became of them; `person` is the id of whoever asked, null for residents. */
export async function keepKeys(
  db: Queryable,
  county: string,
  rows: readonly (KeyRow & { person: string | null })[],
): Promise<void> {
  if (rows.length === 0) return
  await db.query(
    `insert into issue_act_key (county, key, number, sequence, person)
      select $1::text, r.key, r.number, r.sequence, r.person
      from unnest($2::text[], $3::text[], $4::integer[], $5::text[]) as r (key, number, sequence, person)`,
    [
      county,
      rows.map((row) => row.key),
      rows.map((row) => row.number),
      rows.map((row) => row.sequence),
      rows.map((row) => row.person),
    ],
    'often',
  )
}

const KEPT_DAYS = 30

/** Removes keys that nobody will send again. */
export async function pruneKeys(db: Queryable): Promise<void> {
  await db.query('delete from issue_act_key where at < now() - make_interval(days => $1::integer)', [KEPT_DAYS])
}

export interface FollowRow {
  tokenHash: string
  issue: number
  number: string
  phone: string
}

/** Writes down by which links residents follow what they reported; `tokenHash` in hex. */
export async function keepFollowers(db: Queryable, county: string, rows: readonly FollowRow[]): Promise<void> {
  if (rows.length === 0) return
  await db.query(
    `insert into issue_follow (county, token_hash, issue, number, phone)
      select $1::text, decode(r.token_hash, 'hex'), r.issue, r.number, r.phone
      from unnest($2::text[], $3::bigint[], $4::text[], $5::text[]) as r (token_hash, issue, number, phone)`,
    [
      county,
      rows.map((row) => row.tokenHash),
      rows.map((row) => row.issue),
      rows.map((row) => row.number),
      rows.map((row) => row.phone),
    ],
  )
}

/** Gives photos that belong to nothing yet to an entry; returns the ids of those taken. */
export async function takePhotos(
  db: Queryable,
  county: string,
  issue: number,
  sequence: number,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `update photo set issue = $2::bigint, sequence = $3::integer
      where county = $1::text and id = any ($4::text[]) and issue is null returning id`,
    [county, issue, sequence, ids],
  )
  return rows.map((row) => row.id)
}
