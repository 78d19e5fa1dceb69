import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, DatabaseUnavailable, openDatabase, StatementTimeout } from '#server/db.ts'
import { copyTemplate, embeddedSettings } from '#server/test-support/embedded-template.ts'
import { oncePossible } from '#server/test-support/once-possible.ts'
import { testLog } from '#server/test-support/test-log.ts'
import { readEnginePid } from './folder-lock.ts'
import { identify, isAlive } from './process-identity.ts'

describe('an embedded engine that is killed', () => {
  let folder: string
  let db: Database
  beforeAll(async () => {
    folder = await copyTemplate()
    db = await openDatabase(embeddedSettings(folder), testLog)
    await db.query('create table written (number integer primary key, padding text not null)')
  })
  afterAll(async () => {
    await db.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('loses no acknowledged write, and the server reconnects by itself', async () => {
    const acknowledged: number[] = []
    let refused = 0
    let next = 0
    let going = true
    const writer = async (): Promise<void> => {
      while (going) {
        const number = next++
        try {
          await db.query(`insert into written select $1::int4, repeat('x', 500)`, [number])
          acknowledged.push(number)
        } catch (error) {
          expect(error).toBeInstanceOf(DatabaseUnavailable)
          refused += 1
        }
      }
    }
    const writers = Array.from({ length: 4 }, writer)
    for (let kill = 0; kill < 2; kill++) {
      const target = acknowledged.length + 150
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(target), { timeout: 90_000, interval: 5 })
      process.kill(enginePid(), 'SIGKILL')
    }
    const target = acknowledged.length + 50
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(target), 90_000)
    going = false
    await Promise.all(writers)

    expect(refused).toBeGreaterThan(0)
    const rows = await oncePossible(() => db.query<{ number: number }>('select number from written'))
    const stored = new Set(rows.map(({ number }) => number))
    expect(acknowledged.filter((number) => !stored.has(number))).toEqual([])
  }, 300_000)

  it('undoes the transaction it was killed in, keeps a reader waiting meanwhile, and listens to the feed again', async () => {
    let heard = 0
    db.onFeed(() => {
      heard += 1
    })
    const engine = identify(enginePid())
    const killed = db.transaction(async (transaction) => {
      await transaction.query(`insert into written values (1000001, '')`)
      process.kill(engine.pid, 'SIGKILL')
      await transaction.query(`insert into written values (1000002, '')`)
    })
    await expect(killed).rejects.toBeInstanceOf(DatabaseUnavailable)
    await vi.waitFor(() => expect(isAlive(engine)).toBe(false), 10_000)
    // the driver hears of it a moment later
    await sleep(200)
    // asked while no engine is there
    const read = (): Promise<unknown> => db.query('select number from written where number > 1000000')
    expect(await oncePossible(read)).toEqual([])
    await oncePossible(() => db.query(`select append_feed('370699', 'issue', '1', 1, null)`))
    await vi.waitFor(() => expect(heard).toBe(1), 5000)
  })

  it('is killed by the watchdog when it hangs, and the next one answers', async () => {
    const hung = identify(enginePid())
    process.kill(hung.pid, 'SIGSTOP')
    const asked = db.transaction((transaction) => transaction.query('select 1'), { timeoutSeconds: 2 })
    await expect(asked).rejects.toBeInstanceOf(StatementTimeout)
    expect(await oncePossible(() => db.query('select 1 as one'))).toEqual([{ one: 1 }])
    expect(isAlive(hung)).toBe(false)
  })

  it('refuses a second server on its folder and names the first', async () => {
    await expect(openDatabase(embeddedSettings(folder), testLog)).rejects.toThrow(
      `in use by another Gridboard server (process ${process.pid})`,
    )
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  function enginePid(): number {
    return readEnginePid(join(folder, 'engine.lock'))!
  }
})

describe('a folder whose creation was interrupted', () => {
  it('is made anew', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gridboard-test-'))
    const opening = openDatabase(embeddedSettings(folder), testLog, () =>
      process.kill(readEnginePid(join(folder, 'engine.lock'))!, 'SIGKILL'),
    )
    // killed at each step it tells, until it gives up; what is left is half a database
    await expect(opening).rejects.toThrow('does not start')
    expect(existsSync(join(folder, 'engine.creating'))).toBe(true)
    const db = await openDatabase(embeddedSettings(folder), testLog)
    expect(await db.query(`select extname as name from pg_extension where extname = 'postgis'`)).toHaveLength(1)
    await db.close()
    await rm(folder, { recursive: true, force: true })
  })
})

describe('a folder that is no database', () => {
  it('is refused with the folder and the reason', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gridboard-test-'))
    await mkdir(join(folder, 'engine'))
    await writeFile(join(folder, 'engine', 'PG_VERSION'), '9.6\n')
    await expect(openDatabase(embeddedSettings(folder), testLog)).rejects.toThrow(join(folder, 'engine'))
    await rm(folder, { recursive: true, force: true })
  })
})
