import type { Db } from '#server/db.types.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { createSessions, type Sessions } from './sessions.ts'

/** What the server knows of people who sign in. */
export interface Accounts {
  sessions: Sessions
  passwords: Passwords
  close(): Promise<void>
}

export function createAccounts(db: Db, now: () => Date): Accounts {
  const passwords = createPasswords()
  return { sessions: createSessions(db, now), passwords, close: () => passwords.close() }
}
