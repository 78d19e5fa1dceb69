import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  askCoverageAreas,
  askCoverageFigures,
  askLeftOut,
  getCoverageAreas,
} from '#domain/contract/coverage-figures.ts'
import { unpackModel } from '#domain/coverage/pack-model.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { fillSeaRoad } from '#server/test-support/sea-road.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { coverageFigureRoutes } from './figures.route.ts'

const county = '370699'

describe('figures under choices and changes', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await fillSeaRoad(database.db)
    await database.db.query(`insert into area (county, code, level, parent, path, name, geom)
      select '370699', code, level, parent, path, code, st_multi(st_makeenvelope(west, 37.4, east, 37.6, 4326))
      from (values ('370699001', 'street', '370699', '/370699/370699001/', 120.6, 120.9),
        ('370699001001', 'community', '370699001', '/370699/370699001/370699001001/', 120.6, 120.705),
        ('370699001002', 'community', '370699001', '/370699/370699001/370699001002/', 120.705, 120.9))
        as given (code, level, parent, path, west, east)`)
    await database.db.query(`update station set services = '{meals}', capacity_households = 25,
      hours = '[{"days":[1,2,3,4,5],"opensMinute":480,"closesMinute":1080},{"days":[6],"opensMinute":1200,"closesMinute":1560}]'
      where code = 'west'`)
    served = await serveRoutes(database.db, coverageFigureRoutes, new Date('2026-11-21T06:00:00Z'))
  })
  afterAll(() => served.close())

  const question = { county, walk: {}, stations: {} }
  const post = (address: string, body: object, headers: Record<string, string> = {}) =>
    served.ask(address, { method: 'POST', body: { ...question, ...body }, headers })
  const figures = async (body: object, headers = {}) =>
    askCoverageFigures.answer.parse((await post('/api/coverage/figures', body, headers)).body)
  const east = {
    kind: 'add-station',
    code: 'east',
    name: 'East',
    position: [120.714, 37.5001],
    level: 'grid',
    services: ['meals'],
    hours: [],
    capacityHouseholds: null,
  }

  it('count who is within each minute, half of whom, and what each station has to serve', async () => {
    const told = await figures({})
    expect(told.county).toMatchObject({ households: 100, offNetwork: 10, stations: 2, stationsOffNetwork: 1 })
    expect(told.county.inside.filter((_, minute) => minute % 5 === 0)).toEqual([0, 40, 40, 90, 90])
    expect(told.county.medianMinutes).toBe(13)
    expect(told.loads.find(({ code }) => code === 'west')).toMatchObject({ households: 90, capacityHouseholds: 25 })
  })

  it('follow changes, and are as before without them', async () => {
    const before = await figures({})
    const told = await figures({ changes: [east] })
    expect(told.county.inside[5]).toBe(60)
    expect(told.loads.map(({ code, households }) => [code, households]).sort()).toEqual([
      ['east', 50],
      ['sea', 0],
      ['west', 40],
    ])
    const closed = await figures({ changes: [east, { kind: 'close-station', code: 'west' }] })
    expect(closed.county.inside[5]).toBe(20)
    expect(await figures({})).toEqual(before)
  })

  it('count only stations that are chosen, offer it, and are open then, over midnight too', async () => {
    const inside = async (stations: object) => (await figures({ stations })).county.inside[15]
    expect(await inside({ services: ['meals'] })).toBe(90)
    expect(await inside({ services: ['meals', 'library'] })).toBe(0)
    expect(await inside({ levels: ['county'] })).toBe(0)
    expect(await inside({ openAt: { day: 1, minute: 480 } })).toBe(90)
    expect(await inside({ openAt: { day: 1, minute: 1080 } })).toBe(0)
    expect(await inside({ openAt: { day: 7, minute: 119 } })).toBe(90)
    expect(await inside({ openAt: { day: 7, minute: 120 } })).toBe(0)
  })

  it('are summed by area, the same by address as by question', async () => {
    const told = askCoverageAreas.answer.parse((await post('/api/coverage/areas', { level: 'community' })).body)
    expect(told.areas.map(({ code, parent, households, inside }) => [code, parent, households, inside[5]])).toEqual([
      ['370699001001', '370699001', 50, 40],
      ['370699001002', '370699001', 50, 0],
    ])
    expect(told.areas[0]?.servedBy).toEqual([{ code: 'west', households: 40 }])
    const { body } = await served.ask(`/api/coverage/areas?county=${county}&level=community`)
    expect(getCoverageAreas.answer.parse(body)).toEqual(told)
  })

  it('tell who is left out, by how much and why', async () => {
    const { body } = await post('/api/coverage/left-out', { minutes: 12 })
    const { leftOut } = askLeftOut.answer.parse(body)
    expect(leftOut.map(({ name, households, reason }) => [name, households, reason])).toEqual([
      ['Garden', 30, 'wall'],
      ['Sea Road', 20, 'far'],
      ['', 10, 'far'],
    ])
    expect(leftOut[0]).toMatchObject({ missingMinutes: 1, nearest: { code: 'west' } })
  })

  it('gather elderly people for those without need, and tell them as they are to who works for the whole county', async () => {
    const all = await figures({})
    expect([all.county.elderly, all.county.elderlyInside.map(({ people }) => people)]).toEqual([25, [0, 0, 25, 25]])
    const leader = await actAs(served.context, { role: 'leader' })
    const exact = await figures({}, leader)
    expect(exact.county.elderlyInside.map(({ people }) => people)).toEqual([12, 12, 25, 25])
    for (const role of ['viewer', 'street'] as const) {
      const path = role === 'viewer' ? `/${county}/` : `/${county}/370699001/`
      const other = await actAs(served.context, { role, path })
      expect((await figures({}, other)).county.elderlyInside).toEqual(all.county.elderlyInside)
    }
  })

  it('never let a station that is tried out tell of one building', async () => {
    const told = new Set<number | null>()
    for (let step = 0; step < 12; step++) {
      const tried = { ...east, position: [120.7 + step * 0.0013, 37.5001] }
      const { county: counted } = await figures({ changes: [{ kind: 'close-station', code: 'west' }, tried] })
      for (const { people } of counted.elderlyInside) told.add(people)
      const areas = await post('/api/coverage/areas', { changes: [tried] })
      for (const area of askCoverageAreas.answer.parse(areas.body).areas) {
        told.add(area.elderly)
        for (const { people } of area.elderlyInside) told.add(people)
      }
    }
    expect([...told].filter((people) => people !== null).sort()).toEqual([0, 25])
  })

  it('are computed by the page from one packet, without elderly people for those without need', async () => {
    const url = `/api/coverage/model?county=${county}`
    const fetched = async (headers: Record<string, string>) => {
      const response = await served.fetch(url, { headers })
      return {
        status: response.status,
        tag: response.headers.get('etag'),
        bytes: new Uint8Array(await response.arrayBuffer()),
      }
    }
    const { bytes, tag } = await fetched({})
    const model = unpackModel(bytes)
    expect([model.totals.households, model.knowsElderly, model.totals.elderly]).toEqual([100, false, 0])
    expect((await fetched({ 'If-None-Match': tag! })).status).toBe(304)
    const leader = await fetched(await actAs(served.context, { role: 'leader' }))
    expect(unpackModel(leader.bytes).totals.elderly).toBe(25)
    expect(leader.tag).not.toBe(tag)
    const viewer = await fetched(await actAs(served.context, { role: 'viewer' }))
    expect(viewer.tag).toBe(tag)
  })

  const path = (points: [number, number][]) => ({ kind: 'add-path', id: 'p', edgeKind: 'footway', line: points })
  it.each<[string, object, number, string, string]>([
    [
      'a station in the sea',
      { changes: [{ ...east, position: [120.7, 37.45] }] },
      422,
      'off-network',
      'body.changes.0',
    ],
    ['a station that is there', { changes: [{ ...east, code: 'west' }] }, 422, 'code-taken', 'body.changes.0'],
    [
      'another county’s station',
      { changes: [east, { kind: 'close-station', code: '370698S001' }] },
      422,
      'unknown-station',
      'body.changes.1',
    ],
    [
      'a path of 100 km',
      {
        changes: [
          path([
            [120.7, 37.5],
            [121.8, 37.5],
          ]),
        ],
      },
      422,
      'line-too-long',
      'body.changes.0',
    ],
    [
      'a path of no length',
      {
        changes: [
          path([
            [120.7, 37.5],
            [120.7, 37.5],
          ]),
        ],
      },
      422,
      'line-too-short',
      'body.changes.0',
    ],
    [
      'an edge that is not there',
      { changes: [{ kind: 'block-edge', edge: 99 }] },
      422,
      'unknown-edge',
      'body.changes.0',
    ],
    [
      'a gate nowhere',
      { changes: [{ kind: 'open-gate', compound: 'c9', position: [120.7, 37.5], opensMinute: 0, closesMinute: 1440 }] },
      422,
      'unknown-compound',
      'body.changes.0',
    ],
    [
      '10,000 changes',
      { changes: Array(10_000).fill({ kind: 'close-station', code: 'west' }) },
      400,
      'invalid-request',
      'body.changes',
    ],
    [
      'no number',
      { changes: [{ ...east, position: [Number.NaN, 37.5] }] },
      400,
      'invalid-request',
      'body.changes.0.position.0',
    ],
    ['control characters', { changes: [{ ...east, name: 'a\u0000b' }] }, 400, 'invalid-request', 'body.changes.0.name'],
    [
      'hours that close before they open',
      { changes: [{ ...east, hours: [{ days: [1], opensMinute: 1200, closesMinute: 60 }] }] },
      400,
      'invalid-request',
      'body.changes.0.hours.0',
    ],
    ['a profile nobody has', { walk: { profile: 'bicycle' } }, 400, 'invalid-request', 'body.walk.profile'],
    [
      'an eighth day',
      { stations: { openAt: { day: 8, minute: 0 } } },
      400,
      'invalid-request',
      'body.stations.openAt.day',
    ],
    ['21 minutes', { minutes: 21 }, 400, 'invalid-request', 'body.minutes'],
    ['an unknown county', { county: '999999' }, 404, 'unknown-county', 'body.county'],
    ['a county without a network', { county: '370698' }, 404, 'no-walking-network', 'query.county'],
  ])('refuse %s', async (_, body, status, code, at) => {
    for (const address of ['/api/coverage/figures', '/api/coverage/areas', '/api/coverage/left-out']) {
      const refused = await post(address, body)
      expect([refused.status, refused.body.code, refused.body.path]).toEqual([status, code, at])
    }
  })

  it('keep names as they were given, whatever they look like', async () => {
    const name = "'; drop table station -- <img src=x onerror=alert(1)>"
    const told = await figures({ changes: [{ ...east, name }] })
    expect(told.loads.find(({ code }) => code === 'east')?.name).toBe(name)
  })
})
