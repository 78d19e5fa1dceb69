import type { Queryable } from '#server/db.types.ts'

/** What an issue's row says of its history. */
export interface TellingRow {
  id: number
  number: string
  version: number
  /** Hash of its last entry in hex; null where it was written before there were chains. */
  head: string | null
}

/** The next issues of a county after the one with this id, in the order of their ids. */
export async function tellingRows(db: Queryable, county: string, after: number, limit: number): Promise<TellingRow[]> {
  return db.query<TellingRow>(
    `select id, number, version, encode(head, 'hex') as head from issue
      where county = $1::text and id > $2::bigint order by id limit $3::integer`,
    [county, after, limit],
  )
}

/** An entry as it stands. */
export interface StandingEntry {
  issue: number
  sequence: number
  at: Date
  kind: string
  actor: string
  role: string
  by_unit: string
  detail: Record<string, unknown>
  hash: string | null
}

/** Histories of the issues with ids after `after` and up to `last` (null: to the end), whether or not they have a row. */
export async function entriesBetween(
  db: Queryable,
  county: string,
  after: number,
  last: number | null,
): Promise<StandingEntry[]> {
  return db.query<StandingEntry>(
    `select issue, sequence, at, kind, actor, role, by_unit, detail, encode(hash, 'hex') as hash from issue_event
      where county = $1::text and issue > $2::bigint and issue <= coalesce($3::bigint, 9223372036854775807)
      order by issue, sequence, at`,
    [county, after, last],
  )
}

/** Codes of the counties on this server. */
export async function countyCodes(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ code: string }>('select code from county order by code')
  return rows.map((row) => row.code)
}
