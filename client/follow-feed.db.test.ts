import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hearLive, useLive } from '#client/state/live.ts'
import { createApp } from '#server/app.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { followFeed } from './follow-feed.ts'

describe('a page that follows the feed', () => {
  const database = withDatabase()
  let server: TestServer
  beforeAll(async () => {
    await createSmallCounty(database.db)
    server = await startTestServer(database.db)
  })
  afterAll(() => server.close())

  const write = (id: string) =>
    database.db.query(`select append_feed($1::text, 'issue', $2::text, 1, null)`, [SMALL_COUNTY, id])

  it('outlives the server: says that it is cut, comes back, and hears what happened meanwhile exactly once', async () => {
    const front = createServer(createApp(server.context, { build: 'test', clientDirectory: '' }))
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
    const { port } = front.address() as AddressInfo
    const heard: string[] = []
    const stopHearing = hearLive({ change: (change) => heard.push(change.id) })
    const stop = followFeed(SMALL_COUNTY, null, `http://127.0.0.1:${port}`)
    await vi.waitFor(() => expect(useLive.getState().dataAt).not.toBeNull(), 10_000)
    await write('before')
    await vi.waitFor(() => expect(heard).toEqual(['before']), 10_000)

    front.close()
    front.closeAllConnections()
    await vi.waitFor(() => expect(useLive.getState().connection).toBe('cut'), 10_000)
    await write('meanwhile')
    expect(heard).toEqual(['before'])

    const second = createServer(createApp(server.context, { build: 'newer', clientDirectory: '' }))
    await new Promise<void>((resolve) => second.listen(port, '127.0.0.1', resolve))
    await vi.waitFor(() => expect(heard).toEqual(['before', 'meanwhile']), 20_000)
    expect(useLive.getState()).toMatchObject({ connection: 'open', outdated: true })
    stop()
    stopHearing()
    expect(useLive.getState().connection).toBe('idle')
    second.close()
    second.closeAllConnections()
  })
})
