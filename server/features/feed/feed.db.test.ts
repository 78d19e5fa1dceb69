import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readEventStream, type StreamEvent } from '#client/event-stream.ts'
import { feedEvents } from '#domain/contract/feed.ts'
import type { Db } from '#server/db.types.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

const append = `select append_feed($1::text, $2::text, $3::text, 1, st_setsrid(st_makepoint(120.05, 37.05), 4326)) as number`

describe('GET /api/feed', () => {
  const database = withDatabase()
  let server: TestServer

  beforeAll(async () => {
    await createSmallCounty(database.db)
    server = await startTestServer(database.db)
  })
  afterAll(() => server.close())

  it('greets, tells changes with their tiles, announces figures and says how current it is', async () => {
    const stream = await open(server)
    await vi.waitFor(() => expect(stream.names()).toContain('up-to-date'))
    expect(stream.names()[0]).toBe('hello')
    expect(stream.response.headers.get('x-accel-buffering')).toBe('no')
    expect(stream.response.headers.get('content-encoding')).toBeNull()
    expect(stream.response.headers.get('cache-control')).toContain('no-transform')
    const number = await write(database.db, 'issue', 'T1')
    await vi.waitFor(() => expect(stream.names()).toContain('figures'), 8_000)
    const change = stream.events.find((event) => event.name === 'change')
    expect(change?.id).toBe(String(number))
    expect(feedEvents.change.parse(JSON.parse(change!.data))).toMatchObject({
      kind: 'issue',
      id: 'T1',
      sequence: number,
    })
    const dirty = feedEvents.dirty.parse(JSON.parse(stream.events.find((event) => event.name === 'dirty')!.data))
    expect(dirty.layer).toBe('issue')
    expect(dirty.tiles).toContainEqual({ z: 0, x: 0, y: 0 })
    stream.cut()
  })

  it('resumes after the last number heard, and bids to read anew when the log does not reach back', async () => {
    const first = await write(database.db, 'issue', 'R1')
    await write(database.db, 'issue', 'R2')
    const last = await write(database.db, 'layer', 'grid')
    await vi.waitFor(() => expect(server.context.feed.sequence).toBe(last))
    const resumed = await open(server, { 'Last-Event-ID': String(first) })
    await vi.waitFor(() => expect(resumed.names()).toContain('up-to-date'))
    expect(resumed.changes().map((change) => change.id)).toEqual(['R2', 'grid'])
    resumed.cut()
    const lost = await open(server, { 'Last-Event-ID': '999999999' })
    await vi.waitFor(() => expect(lost.names()).toContain('must-refetch'))
    expect(lost.changes()).toEqual([])
    lost.cut()
  })

  it('ends by itself where it is asked to: at the latest after so many seconds, sooner with changes, none of them lost', async () => {
    const after = await write(database.db, 'issue', 'S0')
    await vi.waitFor(() => expect(server.context.feed.sequence).toBe(after))
    const whole = async (seconds: number, last: number) => {
      const from = performance.now()
      const answer = await fetch(`${server.url}/api/feed?county=${SMALL_COUNTY}&after=${last}&seconds=${seconds}`)
      const text = await answer.text()
      const ids = [...text.matchAll(/"kind":"issue","id":"(\w+)"/g)].map(([, id]) => id)
      return { ids, text, seconds: (performance.now() - from) / 1000 }
    }
    const still = await whole(1, after)
    expect(still).toMatchObject({ ids: [], text: expect.stringMatching(/^event: hello.*event: up-to-date/s) })
    expect(still.seconds).toBeGreaterThan(0.9)
    const changed = whole(20, after)
    await wait(200)
    const first = await write(database.db, 'issue', 'S1')
    const heard = await changed
    expect(heard.ids).toEqual(['S1'])
    expect(heard.seconds).toBeLessThan(6)
    await write(database.db, 'issue', 'S2')
    await vi.waitFor(() => expect(server.context.feed.sequence).toBe(first + 1))
    expect((await whole(20, first)).ids).toEqual(['S2'])
  })

  it('tells readers that are cut again and again what one undisturbed reader hears: each change once, in order', async () => {
    const steady = await open(server)
    const heard: number[][] = [[], [], []]
    const done = new AbortController()
    const readers = heard.map((numbers, index) => readCutting(server, numbers, 15 + index * 10, done.signal))
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        for (let index = 0; index < 15; index++) {
          await write(database.db, 'issue', `${writer}-${index}`)
          await wait((writer * 5 + index) % 7)
        }
      }),
    )
    await vi.waitFor(() => expect(steady.changes()).toHaveLength(90), 20_000)
    const expected = steady.changes().map((change) => change.sequence)
    expect(expected).toEqual([...expected].sort((a, b) => a - b))
    await vi.waitFor(() => {
      for (const numbers of heard) expect(numbers.slice(-90)).toEqual(expected)
    }, 20_000)
    for (const numbers of heard) expect(new Set(numbers).size).toBe(numbers.length)
    done.abort()
    await Promise.all(readers)
    steady.cut()
  })

  it('refuses an unknown county, a malformed one and a malformed number by name', async () => {
    const unknown = await fetch(`${server.url}/api/feed?county=999999`)
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toMatchObject({ code: 'unknown-county' })
    const malformed = await fetch(`${server.url}/api/feed?county=1;drop table feed`)
    expect(await malformed.json()).toMatchObject({ status: 400, path: 'query.county' })
    for (const id of ['-1', '1e99', 'x'.repeat(2_000)]) {
      const answer = await fetch(`${server.url}/api/feed?county=${SMALL_COUNTY}`, { headers: { 'Last-Event-ID': id } })
      expect(answer.status).toBe(400)
    }
  })
})

async function write(db: Db, kind: string, id: string): Promise<number> {
  const rows = await db.query<{ number: number }>(append, [SMALL_COUNTY, kind, id])
  return rows[0]!.number
}

/** Opens the stream and gathers its events until cut. */
async function open(server: TestServer, headers: Record<string, string> = {}) {
  const cutter = new AbortController()
  const response = await fetch(`${server.url}/api/feed?county=${SMALL_COUNTY}`, { headers, signal: cutter.signal })
  const events: StreamEvent[] = []
  const reading = (async () => {
    for await (const event of readEventStream(response.body!, () => {})) events.push(event)
  })().catch(() => {})
  return {
    response,
    events,
    names: () => events.map((event) => event.name),
    changes: () => events.filter((e) => e.name === 'change').map((e) => feedEvents.change.parse(JSON.parse(e.data))),
    cut: () => {
      cutter.abort()
      return reading
    },
  }
}

/** Reads with a line that breaks every few events, coming back with the last number each time. */
async function readCutting(server: TestServer, numbers: number[], everyMilliseconds: number, done: AbortSignal) {
  let last = String(server.context.feed.sequence)
  while (!done.aborted) {
    const stream = await open(server, { 'Last-Event-ID': last })
    await wait(everyMilliseconds)
    await stream.cut()
    numbers.push(...stream.changes().map((change) => change.sequence))
    last = stream.events.findLast((event) => event.id !== '')?.id ?? last
  }
}
