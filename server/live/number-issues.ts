import type { Queryable } from '#server/db.types.ts'
import { countNumbered } from './learn.query.ts'

/** Gives numbers in the form the county's newest ones have: letters, local day, running number of the day. */
export interface Numbering {
  next(at: number): Promise<string>
}

/** `like` is a number of the county; its letters in front are kept: `YF20261122-0005` gives `YF...`. */
export function createNumbering(db: Queryable, county: string, timeZone: string, like: string): Numbering {
  const letters = /^\D*/.exec(like)?.[0] ?? ''
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const given = new Map<string, number>()
  return {
    async next(at) {
      const prefix = `${letters}${day.format(at).replaceAll('-', '')}-`
      const count = (given.get(prefix) ?? (await countNumbered(db, county, prefix))) + 1
      given.set(prefix, count)
      return prefix + String(count).padStart(4, '0')
    },
  }
}
