import { pino } from 'pino'
import { type Database, openDatabase } from '#server/db.ts'
import { readEnvironment } from '#server/env.ts'
import { countyCodes } from '#server/issue/history.query.ts'

/**
 * Does something to the county named, or to all, one after the other; returns the sum of what `work` counts. Throws in
 * words for a terminal when there is no such county.
 */
export async function overCounties(
  wanted: string | undefined,
  work: (db: Database, county: string) => Promise<number>,
): Promise<number> {
  const environment = readEnvironment()
  const db = await openDatabase(environment, pino({ level: environment.logLevel }))
  try {
    const known = await countyCodes(db)
    if (wanted !== undefined && !known.includes(wanted))
      throw new Error(`--county ${wanted}: there is none here; known are ${known.join(', ') || 'none'}`)
    let sum = 0
    for (const county of wanted === undefined ? known : [wanted]) sum += await work(db, county)
    return sum
  } finally {
    await db.close()
  }
}
