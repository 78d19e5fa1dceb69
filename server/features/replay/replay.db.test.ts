import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { marksAt } from '#domain/replay/marks-at.ts'
import { type Replay, readReplay } from '#domain/replay/read-replay.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

const HOUR = 3_600_000
const now = new Date('2026-11-21T06:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR)

describe('GET /api/replay', () => {
  const database = withDatabase()
  let server: TestServer

  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    const filed = (number: string, longitude: number) => ({
      ...{ category: 'burst', source: 'patrol', title: number, place: '', emergency: true, number },
      ...{ longitude, latitude: 37.05, answerBy: ago(46).getTime(), finishBy: ago(40).getTime() },
    })
    // one went straight on; one was closed, opened again and given another time
    await db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, street, community, answer_by, finish_by,
         closed_at, geom)
       values ($1::text, 1, $2::timestamptz, 'S1', 'lamp', 'patrol', 'closed', 'S1', '370699001', '370699001001',
           $3::timestamptz, $4::timestamptz, $5::timestamptz, st_setsrid(st_makepoint(120.02, 37.05), 4326)),
         ($1::text, 2, $2::timestamptz, 'S2', 'burst', 'patrol', 'filed', 'S2', '370699002', '370699002001',
           $3::timestamptz, $6::timestamptz, null, st_setsrid(st_makepoint(120.15, 37.05), 4326))`,
      [SMALL_COUNTY, ago(48), ago(46), ago(40), ago(20), ago(-5)],
    )
    const entries = [
      { sequence: 1, at: ago(48), kind: 'file', detail: { filed: filed('S2', 120.15) } },
      { sequence: 2, at: ago(30), kind: 'close', detail: {} },
      {
        ...{ sequence: 3, at: ago(10), kind: 'reopen' },
        detail: { reason: '', answerBy: ago(-1).getTime(), finishBy: ago(-5).getTime() },
      },
    ]
    for (const { sequence, at, kind, detail } of entries)
      await db.query(
        `insert into issue_event (county, issue, sequence, at, kind, actor, detail)
         values ($1::text, 2, $2::integer, $3::timestamptz, $4::text, '', $5::jsonb)`,
        [SMALL_COUNTY, sequence, at, kind, JSON.stringify(detail)],
      )
    server = await startTestServer(database.db, { now })
  })
  afterAll(() => server.close())

  const ask = (query: string) => fetch(`${server.url}/api/replay?county=${SMALL_COUNTY}&${query}`)
  const read = async (query: string): Promise<Replay> => {
    const told = readReplay(await (await ask(query)).arrayBuffer(), (utf8) => new TextDecoder().decode(utf8))
    if (!told.ok) throw new Error(told.reason)
    return told.replay
  }
  const from = `from=${ago(47).toISOString()}`

  it('tells for every moment which issues stood open, and what their clocks said', async () => {
    const { spans, header } = await read(from)
    expect(header).toMatchObject({ county: SMALL_COUNTY, spans: 3, leftOut: 0, to: now.toISOString() })
    const at = (hours: number) => {
      const { onTime, soon, late } = marksAt(spans, ago(hours).getTime() / 1_000)
      return [onTime, soon, late].map((places) =>
        [...places]
          .filter((_, index) => index % 2 === 0)
          .map(round)
          .sort(),
      )
    }
    expect(at(47)).toEqual([[120.02, 120.15], [], []])
    expect(at(40.5)).toEqual([[], [120.02, 120.15], []])
    expect(at(35)).toEqual([[], [], [120.02, 120.15]])
    expect(at(25)).toEqual([[], [], [120.02]])
    expect(at(15)).toEqual([[], [], []])
    expect(at(2)).toEqual([[120.15], [], []])
  })

  it('tells those of an area alone, by its communities', async () => {
    const { spans, header } = await read(`${from}&area=370699001`)
    expect(header).toMatchObject({ spans: 1, area: '370699001', streets: [{ code: '370699001001' }] })
    expect([...spans.place].map((place) => place & 0xfff)).toEqual([1])
  })

  it('refuses a time that is none, by name', async () => {
    const refusal = async (query: string) => {
      const answer = await ask(query)
      return [answer.status, (await answer.json()).path]
    }
    expect(await refusal('from=yesterday')).toEqual([400, 'query.from'])
    expect(await refusal(`from=${ago(-1).toISOString()}`)).toEqual([400, 'query.from'])
    expect(await refusal(`from=${ago(24 * 500).toISOString()}`)).toEqual([400, 'query.from'])
    const unknown = await fetch(`${server.url}/api/replay?county=999999&${from}`)
    expect(unknown.status).toBe(404)
  })
})

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4
}
