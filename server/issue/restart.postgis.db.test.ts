import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { administer } from '#server/engine/administer.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { postgisUrl } from '#server/test-support/test-engine.ts'
import { verifyHistories } from './verify-history.ts'

const REPORTS = 160
const RESTARTS = 4

describe('a database that restarts', () => {
  const database = withDatabase()
  let server: TestServer
  let name: string
  beforeAll(async () => {
    await createSmallCounty(database.db)
    const [row] = await database.db.query<{ name: string }>('select current_database() as name')
    name = row!.name
    server = await startTestServer(database.db)
  })
  afterAll(() => server.close())

  /** As a restart does it: every connection ends, whatever it was about. */
  const endConnections = () =>
    administer(postgisUrl(), (administration) =>
      administration.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1::text', [name]),
    )
  const report = (key: string) =>
    fetch(`${server.url}/api/issues`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ county: SMALL_COUNTY, category: 'burst', title: key, position: [120.05, 37.05], key }),
    })
  const numberOf = async (answer: Response) => {
    const body: unknown = await answer.json()
    return JSON.stringify(body).match(/"number":"([^"]+)"/)?.[1] ?? expect.fail(`no number in ${JSON.stringify(body)}`)
  }

  it('loses nothing that was acknowledged, does nothing twice, bids all others to come again, and the feed tells all', async () => {
    const heard = new Set<string>()
    server.context.feed.subscribe((changes) => {
      for (const change of changes) heard.add(change.id)
    })
    const random = seededRandom(7)
    const told = new Map<string, string>()
    const refused = new Map<string, Response>()
    const asked = Array.from({ length: REPORTS }, async (_, index) => {
      await wait(random() * 600)
      const key = `restart-key-${index}`
      const answer = await report(key)
      if (answer.status === 201) told.set(key, await numberOf(answer))
      else refused.set(key, answer)
    })
    for (let restart = 0; restart < RESTARTS; restart++) {
      await wait(90)
      await endConnections()
    }
    await Promise.all(asked)
    // some were cut, or the test says nothing
    expect(refused.size).toBeGreaterThan(0)
    for (const answer of refused.values()) {
      expect(answer.status).toBe(503)
      expect(answer.headers.get('Retry-After')).toBe('3')
      expect(await answer.json()).toMatchObject({ code: 'database-unavailable' })
    }

    for (let index = 0; index < REPORTS; index++) {
      const key = `restart-key-${index}`
      const again = await report(key)
      expect(again.status).toBe(201)
      const number = await numberOf(again)
      expect(number).toBe(told.get(key) ?? number)
      told.set(key, number)
    }
    const rows = await database.db.query<{ number: string; title: string }>('select number, title from issue')
    expect(new Map(rows.map((row) => [row.title, row.number]))).toEqual(told)
    expect(rows).toHaveLength(REPORTS)
    expect(await verifyHistories(database.db, SMALL_COUNTY, () => {})).toMatchObject({ findings: 0 })
    await vi.waitFor(() => expect(heard).toEqual(new Set(told.values())), 20_000)
  }, 60_000)
})
