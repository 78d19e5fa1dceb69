import type { Post } from '#domain/account/post.ts'
import type { Queryable } from '#server/db.types.ts'

export interface AuditRecord {
  at: Date
  /** Who did it; null for the server itself. */
  by: Post | null
  county: string
  /** Noun and verb: `person.create`. */
  action: string
  /** Code or id of what was changed. */
  subject: string
  /** Path of the area it belongs to: who may read this. */
  path: string
  /** What it was and what it became: never secrets, never phone numbers. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

const SERVER = 'gridboard'

/** Writes down a change; call it in the transaction that makes the change. */
export async function writeAudit(transaction: Queryable, record: AuditRecord): Promise<void> {
  const { at, by, county, action, subject, path, before, after } = record
  await transaction.query(
    `insert into audit (county, at, person, actor, action, subject, path, before, after)
     values ($1::text, $2::timestamptz, $3::text, $4::text, $5::text, $6::text, $7::text, $8::jsonb, $9::jsonb)`,
    [
      county,
      at,
      by?.person ?? null,
      by?.name ?? SERVER,
      action,
      subject,
      path,
      before === undefined ? null : JSON.stringify(before),
      after === undefined ? null : JSON.stringify(after),
    ],
  )
}
