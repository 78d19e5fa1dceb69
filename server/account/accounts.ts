import type { Db } from '#server/db.types.ts'
import { createDisplays, type Displays } from './displays.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { createSessions, type Sessions } from './sessions.ts'

/** What the server knows of people who sign in, and of screens that need not. */
export interface Accounts {
  sessions: Sessions
  displays: Displays
  passwords: Passwords
  close(): Promise<void>
}

export function createAccounts(db: Db, now: () => Date): Accounts {
  const passwords = createPasswords()
  return {
    sessions: createSessions(db, now),
    displays: createDisplays(db, now),
    passwords,
    close: () => passwords.close(),
  }
}
