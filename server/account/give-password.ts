import type { Post } from '#domain/account/post.ts'
import type { Db } from '#server/db.types.ts'
import { writeAudit } from './audit.ts'
import { newPassword } from './new-password.ts'
import type { Passwords } from './passwords.ts'
import { writePassword } from './person.query.ts'
import { removeSessions } from './session.query.ts'

export interface Given {
  county: string
  /** Id of the person, and the path of their post. */
  person: string
  path: string
  /** Who gives it; null for somebody at the server's console. */
  by: Post | null
  now: Date
  /** Where the question came from. */
  address: string
}

/**
 * Gives a person a new password: the old one, the second factor and all sessions end. Returns it, the only time anybody
 * sees it. Servers must be told to forget what they knew (`sessions.forget`).
 */
export async function givePassword(db: Db, passwords: Passwords, given: Given): Promise<string> {
  const { county, person, path, by, now, address } = given
  const password = newPassword()
  const hash = await passwords.hash(address, password)
  await db.transaction(async (transaction) => {
    await writePassword(transaction, county, person, hash, false)
    await removeSessions(transaction, county, person, { allBut: null })
    await writeAudit(transaction, { at: now, by, county, action: 'person.reset-password', subject: person, path })
  })
  return password
}
