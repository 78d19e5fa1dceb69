import type { Request } from 'express'
import { LRUCache } from 'lru-cache'
import type { Db } from '#server/db.types.ts'
import { type DisplayRow, displayRows, touchDisplay } from './display.query.ts'
import { hashOf, type Token } from './token.ts'

/** What another server of the same database has revoked is still believed here for so long. */
const KNOWN_MILLISECONDS = 5_000
const TOUCH_MILLISECONDS = 60_000
const MOST_KNOWN = 1_000

/** Wall screens, by the tokens that their browsers keep. */
export interface Displays {
  /** The screen of a token, revoked or not; null for a token that never was one. */
  find(token: Token): Promise<DisplayRow | null>
  /** What was known no longer holds: call after the transaction that revoked one. */
  forget(): void
}

export function createDisplays(db: Db, now: () => Date): Displays {
  const known = new LRUCache<string, { row: DisplayRow; until: number }>({ max: MOST_KNOWN })
  return {
    forget: () => known.clear(),
    async find({ county, secret }) {
      const tokenHash = hashOf(secret)
      const at = now()
      const held = known.get(tokenHash)
      if (held && held.row.county === county && at.getTime() < held.until) return held.row
      const [row] = await displayRows(db, county, { tokenHash })
      if (row === undefined) return null
      if (row.revoked_at === null && at.getTime() - (row.last_seen_at?.getTime() ?? 0) >= TOUCH_MILLISECONDS)
        await touchDisplay(db, county, row.id, at)
      known.set(tokenHash, { row, until: at.getTime() + KNOWN_MILLISECONDS })
      return row
    },
  }
}

const asking = new WeakMap<Request, DisplayRow>()

export function rememberDisplay(request: Request, row: DisplayRow): void {
  asking.set(request, row)
}

/** The screen that asks; null for a request of none. */
export function displayOf(request: Request): DisplayRow | null {
  return asking.get(request) ?? null
}
