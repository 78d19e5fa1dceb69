import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readEventStream } from '#client/event-stream.ts'
import { type FeedChange, feedEvents } from '#domain/contract/feed.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { createIssueWriter, type IssueWriter } from '#server/issue/issue-writer.ts'
import { tellFeed } from '#server/issue/write.query.ts'
import { actOnIssue, putDownNew } from '#server/issue/write-issues.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startRoughProxy } from '#server/test-support/rough-proxy.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

const WRITERS = 6
const ISSUES_A_WRITER = 12
const READERS = 5
const HOUR = 3_600_000
const filing = (at: number) => ({
  category: 'lamp',
  source: 'patrol' as const,
  title: '路灯不亮',
  place: '',
  emergency: false,
  longitude: 120.05,
  latitude: 37.05,
  answerBy: at + HOUR,
  finishBy: at + 9 * HOUR,
})
const district = { role: 'district', unit: SMALL_COUNTY, path: `/${SMALL_COUNTY}/`, name: '区中心' } as const

describe('the feed under many writers', () => {
  const database = withDatabase()
  let server: TestServer
  beforeAll(async () => {
    await createSmallCounty(database.db)
    server = await startTestServer(database.db)
  })
  afterAll(() => server.close())

  it('makes each client equal to the database, however its line is cut, doubled, reordered or truncated', async () => {
    const done = new AbortController()
    const rough = Array.from({ length: READERS }, (_, seed) => openReader(server.url, seed, done.signal))
    const writer = createIssueWriter(database.db)
    await Promise.all([
      ...Array.from({ length: WRITERS }, (_, seed) => write(writer, seededRandom(seed))),
      writeSlowly(),
    ])
    const truth = await versions()
    expect(truth.size).toBe(WRITERS * ISSUES_A_WRITER + 4)
    for (const { known } of rough) await vi.waitFor(() => expect(known).toEqual(truth), 30_000)
    done.abort()
    await Promise.all(rough.map(({ reading }) => reading))
    // every line was hurt, or the test says nothing
    for (const { harms } of rough) expect(harms()).toBeGreaterThan(10)
  })

  it('reaches a client through a proxy that gathers bytes and cuts a line that was still for a while', async () => {
    const proxy = await startRoughProxy(server.url, { gatherMilliseconds: 40, idleMilliseconds: 400 })
    const done = new AbortController()
    const { known, reading, connections } = openReader(proxy.url, null, done.signal)
    const writer = createIssueWriter(database.db)
    for (let turn = 0; turn < 3; turn++) {
      await write(writer, seededRandom(50 + turn), 2)
      // longer than the proxy has patience
      await wait(600)
    }
    const truth = await versions()
    await vi.waitFor(() => expect(known).toEqual(truth), 30_000)
    expect(connections()).toBeGreaterThan(2)
    done.abort()
    await reading
    await proxy.close()
  })

  async function versions(): Promise<Map<string, number>> {
    const rows = await database.db.query<{ number: string; version: number }>('select number, version from issue')
    return new Map(rows.map(({ number, version }) => [number, version]))
  }

  /** Files issues and leads them on, now and then two at once on the same one. */
  async function write(writer: IssueWriter, random: () => number, issues = ISSUES_A_WRITER): Promise<void> {
    for (let index = 0; index < issues; index++) {
      const at = Date.now()
      const filed = await writer.file(SMALL_COUNTY, {
        person: null,
        filed: { filing: filing(at), at, actor: '区中心' },
      })
      const act = (said: Parameters<IssueWriter['act']>[1]['act'], version: number) =>
        writer.act(SMALL_COUNTY, {
          number: filed.number,
          version,
          act: said,
          at: Date.now(),
          actor: district,
          person: null,
          reopenDays: 15,
        })
      await Promise.all([act({ kind: 'assign', unit: SMALL_COUNTY }, 1), act({ kind: 'note', note: '同时' }, 1)])
      if (random() < 0.7) await act({ kind: 'remind', reason: '快' }, 2)
      await wait(random() * 8)
    }
  }

  /** Holds its transactions open while the others go on: its changes are told after theirs or before, never lost. */
  async function writeSlowly(): Promise<void> {
    for (let turn = 0; turn < 4; turn++) {
      const at = Date.now()
      const number = await database.db.transaction(async (transaction) => {
        const written = await putDownNew(transaction, SMALL_COUNTY, [{ filing: filing(at), at, actor: '慢' }])
        await wait(60)
        await tellFeed(transaction, SMALL_COUNTY, written)
        await wait(60)
        return written[0]!.number
      })
      const acts = [{ act: { kind: 'note', note: '慢' } as const, at: Date.now(), actor: '慢' }]
      await actOnIssue(database.db, SMALL_COUNTY, { number, version: 1, acts })
    }
  }
})

/**
 * A client as the page has it: it keeps the newest version it heard of each issue, and comes back with the last number
 * it read to its end. With a seed its line is bad: cut in the middle of an event, events told twice or in another order.
 */
function openReader(url: string, seed: number | null, done: AbortSignal) {
  const random = seededRandom(seed ?? 0)
  const known = new Map<string, number>()
  let harmed = 0
  let connected = 0
  let last = ''

  function hear(change: FeedChange): void {
    if (change.kind !== 'issue') return
    known.set(change.id, Math.max(known.get(change.id) ?? 0, change.version))
  }

  /** Takes part of what came in at once, and hands it on in a bad order or twice. */
  function hearBadly(changes: FeedChange[]): void {
    const order = changes.map((change) => ({ change, place: random() })).sort((a, b) => a.place - b.place)
    for (const { change } of order) {
      hear(change)
      if (random() < 0.3) {
        hear(change)
        harmed += 1
      }
    }
    if (changes.length > 1) harmed += 1
  }

  async function readOnce(): Promise<void> {
    connected += 1
    const headers: Record<string, string> = last === '' ? {} : { 'Last-Event-ID': last }
    const response = await fetch(`${url}/api/feed?county=${SMALL_COUNTY}&after=0`, {
      headers,
      signal: AbortSignal.any([done]),
    })
    const body = seed === null ? response.body! : cutShort(response.body!, () => random() < 0.12)
    const waiting: FeedChange[] = []
    for await (const event of readEventStream(body, () => {})) {
      if (event.name === 'change') waiting.push(feedEvents.change.parse(JSON.parse(event.data)))
      // only what was handed on may be remembered as read
      if (seed === null || waiting.length >= 5 || event.name !== 'change') {
        if (seed === null) waiting.forEach(hear)
        else hearBadly(waiting)
        waiting.length = 0
        if (event.id !== '') last = event.id
      }
    }
    harmed += 1
  }

  const reading = (async () => {
    while (!done.aborted) {
      await readOnce().catch(() => {})
      await wait(5)
    }
  })()
  return { known, reading, harms: () => harmed, connections: () => connected }
}

/** A body that ends in the middle of what came, whenever `cut` says so. */
function cutShort(body: ReadableStream<Uint8Array>, cut: () => boolean): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read()
      if (done) return controller.close()
      if (!cut()) return controller.enqueue(value)
      controller.enqueue(value.slice(0, Math.floor(value.length / 2)))
      controller.close()
      await reader.cancel()
    },
    cancel: () => reader.cancel(),
  })
}
