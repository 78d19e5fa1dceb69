import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freshnessOf, hearLive, useLive } from '#client/state/live.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startRoughProxy } from '#server/test-support/rough-proxy.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { followFeed } from './follow-feed.ts'

describe('a page behind a proxy', () => {
  const database = withDatabase()
  let server: TestServer
  beforeAll(async () => {
    await createSmallCounty(database.db)
    server = await startTestServer(database.db)
  })
  afterAll(() => server.close())

  const write = (id: string) =>
    database.db.query(`select append_feed($1::text, 'issue', $2::text, 1, null)`, [SMALL_COUNTY, id])
  const freshness = () => freshnessOf(useLive.getState(), Date.now())

  it('that hands nothing on before an answer is whole hears each change once, soon, and is of now', async () => {
    const proxy = await startRoughProxy(server.url, { gatherMilliseconds: 'whole', idleMilliseconds: 60_000 })
    const heard: string[] = []
    const connections = new Set<string>()
    const stopHearing = hearLive({ change: (change) => heard.push(change.id) })
    const stop = followFeed(SMALL_COUNTY, null, proxy.url)
    await vi.waitFor(() => expect(freshness()).toBe('live'), 20_000)
    const stopWatching = useLive.subscribe(({ connection }) => connections.add(connection))
    for (const id of ['a', 'b', 'c']) {
      const from = performance.now()
      await write(id)
      await vi.waitFor(() => expect(heard).toContain(id), 10_000)
      expect(performance.now() - from).toBeLessThan(2_000)
    }
    // no change for longer than one answer lasts
    await wait(5_500)
    await write('d')
    await vi.waitFor(() => expect(heard).toEqual(['a', 'b', 'c', 'd']), 10_000)
    expect(freshness()).toBe('live')
    expect([...connections]).toEqual(['open'])

    // the proxy goes away: the page says so
    await proxy.close()
    await vi.waitFor(() => expect(freshness()).toBe('cut'), 10_000)
    stop()
    stopHearing()
    stopWatching()
  })
})
