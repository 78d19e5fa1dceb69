import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import type { FeedChange } from '#domain/contract/feed.ts'
import { DatabaseUnavailable, type Db } from './db.types.ts'
import { createFeedReader, pruneFeed } from './feed.ts'
import { withDatabase } from './test-support/database.ts'
import { testLog } from './test-support/test-log.ts'

const append = `select append_feed($1::text, 'issue', $2::text, 1, st_setsrid(st_makepoint(120.05, 37.05), 4326)) as number`

describe('the feed reader', () => {
  const database = withDatabase()

  it('tells changes of many writers once each, in the order of their numbers', async () => {
    const reader = createFeedReader(database.db, testLog)
    await reader.ready
    const heard: FeedChange[] = []
    reader.subscribe((changes) => heard.push(...changes))
    const written = await Promise.all(Array.from({ length: 12 }, (_, writer) => write(database.db, writer, 15)))
    const committed = written.flat().sort((a, b) => a - b)
    await vi.waitFor(() => expect(heard).toHaveLength(committed.length), 20_000)
    expect(heard.map((change) => change.sequence)).toEqual(committed)
    expect(heard[0]?.box).toEqual([120.05, 37.05, 120.05, 37.05])
    expect(reader.sequence).toBe(committed.at(-1))
    await reader.close()
  })

  it('answers what came after a number: from memory, from the table, and null for what is gone or never was', async () => {
    const first = createFeedReader(database.db, testLog)
    await first.ready
    const start = first.sequence
    await write(database.db, 1, 3)
    await vi.waitFor(() => expect(first.sequence).toBeGreaterThanOrEqual(start + 3), 10_000)
    const fromMemory = await first.since('370601', start, 100)
    const second = createFeedReader(database.db, testLog)
    const fromTable = await second.since('370601', start, 100)
    expect(fromMemory).toEqual(fromTable)
    expect(fromTable).toHaveLength(3)
    expect(await second.since('370602', start, 100)).toEqual([])
    expect(await second.since('370601', start, 2)).toHaveLength(2)
    expect(await second.since('370601', second.sequence + 1_000, 100)).toBeNull()

    await database.db.query(`update feed set at = now() - interval '8 days' where sequence <= $1::bigint`, [start + 1])
    await pruneFeed(database.db)
    const third = createFeedReader(database.db, testLog)
    expect(await third.since('370601', start - 1, 100)).toBeNull()
    expect(await third.since('370601', start + 1, 100)).toHaveLength(2)
    await Promise.all([first.close(), second.close(), third.close()])
  })

  it('outlives a cut of the database and tells what was committed meanwhile', async () => {
    let cut = false
    const fragile: Db = {
      ...bound(database.db),
      query: (sql, parameters) => {
        if (cut) throw new DatabaseUnavailable('cut for this test')
        return database.db.query(sql, parameters)
      },
    }
    const reader = createFeedReader(fragile, testLog)
    await reader.ready
    const heard: number[] = []
    reader.subscribe((changes) => heard.push(...changes.map((change) => change.sequence)))
    cut = true
    const written = await write(database.db, 1, 5)
    await vi.waitFor(() => expect(reader.current).toBe(false), 10_000)
    expect(heard).toEqual([])
    cut = false
    await vi.waitFor(() => expect(heard).toEqual(written), 10_000)
    expect(reader.current).toBe(true)
    await reader.close()
  })
})

/** Commits `changes` feed rows, a transaction each with a pause in it; returns their numbers. Every fourth rolls back instead. */
async function write(db: Db, writer: number, changes: number): Promise<number[]> {
  const numbers: number[] = []
  for (let index = 0; index < changes; index++) {
    await db
      .transaction(async (transaction) => {
        const rows = await transaction.query<{ number: number }>(append, [`37060${writer % 3}`, `${writer}-${index}`])
        await wait((writer * 7 + index * 3) % 4)
        if (writer >= 4 && index % 4 === 3) throw new RollBack()
        numbers.push(rows[0]!.number)
      })
      .catch((error: unknown) => {
        if (!(error instanceof RollBack)) throw error
      })
  }
  return numbers
}

class RollBack extends Error {}

function bound(db: Db): Db {
  return {
    engine: db.engine,
    query: db.query.bind(db),
    transaction: db.transaction.bind(db),
    within: db.within.bind(db),
    onFeed: db.onFeed.bind(db),
    close: db.close.bind(db),
  }
}
