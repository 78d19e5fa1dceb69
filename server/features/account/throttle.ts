import { createHash } from 'node:crypto'
import { FAILURES_KEPT_MILLISECONDS, waitAfterFailures } from '#domain/account/wait-after-failures.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'

/** Where passwords for one account are tried from, as it lies in the database. */
export function placeOf(account: string, from: string): string {
  return createHash('sha256').update(`${account}\n${from}`).digest('base64url')
}

/**
 * Counts one try before it is made, so that a thousand at once do not all come first. Throws HttpProblem 429 with
 * Retry-After while the place has to wait; others who try the same account from elsewhere do not.
 */
export async function countTry(db: Db, county: string, place: string, now: Date): Promise<void> {
  const milliseconds = await db.transaction(async (transaction) => {
    await forgetOld(transaction, now)
    const before = await lockPlace(transaction, county, place, now)
    const left = before.last_at.getTime() + waitAfterFailures(before.failures) - now.getTime()
    if (left > 0) return left
    await transaction.query(
      `update sign_in_failure set failures = failures + 1, last_at = $3::timestamptz
       where county = $1::text and place = $2::text`,
      [county, place, now],
    )
    return 0
  })
  if (milliseconds === 0) return
  const seconds = Math.ceil(milliseconds / 1000)
  throw new HttpProblem(
    429,
    'too-many-attempts',
    `Too many wrong passwords from here; try again in ${seconds} seconds.`,
    undefined,
    { 'Retry-After': String(seconds) },
  )
}

/** The password was right. */
export async function clearTries(db: Queryable, county: string, place: string): Promise<void> {
  await db.query('delete from sign_in_failure where county = $1::text and place = $2::text', [county, place])
}

async function lockPlace(transaction: Queryable, county: string, place: string, now: Date) {
  await transaction.query(
    `insert into sign_in_failure (county, place, failures, last_at) values ($1::text, $2::text, 0, $3::timestamptz)
     on conflict (county, place) do nothing`,
    [county, place, now],
  )
  const [row] = await transaction.query<{ failures: number; last_at: Date }>(
    'select failures, last_at from sign_in_failure where county = $1::text and place = $2::text for update',
    [county, place],
  )
  return row!
}

async function forgetOld(transaction: Queryable, now: Date): Promise<void> {
  await transaction.query('delete from sign_in_failure where last_at < $1::timestamptz', [
    new Date(now.getTime() - FAILURES_KEPT_MILLISECONDS),
  ])
}
