import { LRUCache } from 'lru-cache'
import type { Db, Queryable } from '#server/db.types.ts'
import type { Asker } from './asker.ts'
import { insertSession, removeEndedSessions, removeSessions, sessionRow, touchSession } from './session.query.ts'
import { hashOf, newToken, type Token } from './token.ts'

const HOUR = 3_600_000
/** A session ends when nobody used it for so long. */
const IDLE_MILLISECONDS = 12 * HOUR
/** And at the latest after this. */
export const SESSION_SECONDS = 7 * 24 * 3600
/** What another server of the same database has ended is still believed here for so long. */
const KNOWN_MILLISECONDS = 5_000
const TOUCH_MILLISECONDS = 60_000
const MOST_KNOWN = 20_000

/** Who signed in, by the tokens their browsers keep. */
export interface Sessions {
  /** Null for a token that opens nothing (any more). */
  find(token: Token): Promise<Asker | null>
  /** Begins a session of a person; the token is for the cookie and nowhere else. */
  open(db: Queryable, person: { county: string; id: string; address: string; browser: string }): Promise<Token>
  /** Ends sessions of a person; at once on this server, within five seconds on others. Returns how many ended. */
  end(county: string, person: string, which: { only: string } | { allBut: string | null }): Promise<number>
  /** What was known of posts no longer holds: call after the transaction that changed one. */
  forget(): void
}

export function createSessions(db: Db, now: () => Date): Sessions {
  const known = new LRUCache<string, { asker: Asker; until: number }>({ max: MOST_KNOWN })
  // a look that began before something ended must not be remembered after it
  let age = 0

  function idleSince(at: Date): Date {
    return new Date(at.getTime() - IDLE_MILLISECONDS)
  }

  function forget(): void {
    age += 1
    known.clear()
  }

  return {
    forget,
    async find({ county, secret }) {
      const tokenHash = hashOf(secret)
      const key = `${county}.${tokenHash}`
      const at = now()
      const held = known.get(key)
      if (held && at.getTime() < held.until) return held.asker
      const begun = age
      const row = await sessionRow(db, { county, tokenHash, now: at, idleSince: idleSince(at) })
      if (row === undefined) {
        known.delete(key)
        return null
      }
      if (at.getTime() - row.last_seen_at.getTime() >= TOUCH_MILLISECONDS) await touchSession(db, county, tokenHash, at)
      const { person, role, unit, path, name } = row
      const asker: Asker = { post: { person, county, role, unit, path, name }, session: tokenHash }
      const until = Math.min(at.getTime() + KNOWN_MILLISECONDS, row.expires_at.getTime())
      if (begun === age) known.set(key, { asker, until })
      return asker
    },
    async open(transaction, { county, id, address, browser }) {
      const at = now()
      const token = newToken(county)
      await removeEndedSessions(transaction, county, at, idleSince(at))
      await insertSession(transaction, {
        county,
        tokenHash: hashOf(token.secret),
        person: id,
        now: at,
        expiresAt: new Date(at.getTime() + SESSION_SECONDS * 1000),
        address,
        browser: browser.slice(0, 200),
      })
      return token
    },
    async end(county, person, which) {
      const ended = await removeSessions(db, county, person, which)
      forget()
      return ended
    },
  }
}
