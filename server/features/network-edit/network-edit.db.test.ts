import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askCoverageFigures } from '#domain/contract/coverage-figures.ts'
import { listNetworkEdits, type NetworkEdit, networkEdit } from '#domain/contract/network-edit.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { fillSeaRoad } from '#server/test-support/sea-road.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { coverageFigureRoutes } from '../coverage/figures.route.ts'
import { networkEditRoutes } from './network-edit.route.ts'

const county = '370699'
const lane = {
  kind: 'draw-path',
  edgeKind: 'lane',
  line: [
    [120.7, 37.5],
    [120.7, 37.5099],
  ],
}

describe('repairs of the walking network', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let planner: Record<string, string>
  beforeAll(async () => {
    await fillSeaRoad(database.db)
    served = await serveRoutes(
      database.db,
      (context) => Router().use(networkEditRoutes(context), coverageFigureRoutes(context)),
      new Date('2026-11-21T06:00:00Z'),
    )
    planner = await actAs(served.context, { role: 'planner' })
  })
  afterAll(() => served.close())

  const add = (repair: object, headers = planner, where = county) =>
    served.ask(`/api/network-edits?county=${where}`, { method: 'POST', body: { repair, note: '现场看过' }, headers })
  const turn = async (id: string, way: 'withdraw' | 'restore', headers = planner) =>
    served.ask(`/api/network-edits/${id}/${way}?county=${county}`, { method: 'POST', body: {}, headers })
  const list = async () =>
    listNetworkEdits.answer.parse((await served.ask(`/api/network-edits?county=${county}`)).body).edits
  const standing = async (id: string) => (await list()).find((edit) => edit.id === id)?.standing
  const offNetwork = async () => {
    const body = { county, walk: {}, stations: {} }
    const told = await served.ask('/api/coverage/figures', { method: 'POST', body })
    return askCoverageFigures.answer.parse(told.body).county.offNetwork
  }
  const soon = (expected: number) => expect.poll(offNetwork, { timeout: 10_000 }).toBe(expected)

  it('change what is counted, are withdrawn and put back, and stay listed', async () => {
    expect(await offNetwork()).toBe(10)
    const made: NetworkEdit = networkEdit.parse((await add(lane)).body)
    expect(made).toMatchObject({ note: '现场看过', author: 'planner 370699', standing: { state: 'applied' } })
    await soon(0)
    expect((await turn(made.id, 'withdraw')).body).toMatchObject({
      standing: { state: 'withdrawn' },
      withdrawnBy: 'planner 370699',
    })
    await turn(made.id, 'withdraw')
    await soon(10)
    expect(await standing(made.id)).toEqual({ state: 'withdrawn' })
    expect((await turn(made.id, 'restore')).body).toMatchObject({ standing: { state: 'applied' }, withdrawnAt: null })
    await soon(0)
    const audit = await database.db.query<{ action: string }>(
      'select action from audit where subject = $1::text order by id',
      [made.id],
    )
    expect(audit.map(({ action }) => action)).toEqual([
      'network-edit.create',
      'network-edit.withdraw',
      'network-edit.restore',
    ])
  })

  it('survive a new import, found again by their ground, or are listed with why not', async () => {
    const street = {
      kind: 'delete-edge',
      line: [
        [120.73, 37.5],
        [120.74, 37.5],
      ],
    }
    const made = networkEdit.parse((await add(street)).body)
    const imported = async (sql: string) => {
      await database.db.transaction(async (transaction) => {
        await transaction.query(sql)
        await transaction.query(`select append_feed('370699', 'layer', 'walk_edge', 1, null::geometry)`)
      })
    }
    const kept = await list()
    await imported(`update walk_edge set id = id + 100 where county = '370699'`)
    await expect.poll(() => standing(made.id), { timeout: 10_000 }).toEqual({ state: 'applied' })
    expect((await list()).length).toBe(kept.length)
    await imported(`delete from walk_edge where county = '370699' and id = 103`)
    await expect
      .poll(() => standing(made.id), { timeout: 10_000 })
      .toEqual({ state: 'refused', reason: 'unknown-edge' })
    expect((await turn(made.id, 'withdraw')).status).toBe(200)
    expect(await turn(made.id, 'restore')).toMatchObject({ status: 422, body: { code: 'unknown-edge' } })
  })

  it('are made by those who write here', async () => {
    expect(await add(lane, {})).toMatchObject({ status: 401 })
    expect(await add(lane, await actAs(served.context, { role: 'viewer' }))).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    })
    expect(await add(lane, planner, '370698')).toMatchObject({ status: 403, body: { code: 'outside-scope' } })
  })

  it.each<[string, object, number, string, string]>([
    [
      'a path in the sea',
      {
        ...lane,
        line: [
          [120.7, 37.45],
          [120.71, 37.45],
        ],
      },
      422,
      'joins-nothing',
      'body.repair',
    ],
    [
      'a path of 100 km',
      {
        ...lane,
        line: [
          [120.7, 37.5],
          [121.8, 37.5],
        ],
      },
      422,
      'line-too-long',
      'body.repair',
    ],
    ['a path of one point', { ...lane, line: [[120.7, 37.5]] }, 400, 'invalid-request', 'body.repair.line'],
    [
      'a kind of edge nobody has',
      { ...lane, edgeKind: "'; drop table walk_edge" },
      400,
      'invalid-request',
      'body.repair.edgeKind',
    ],
    [
      'a gate of another county',
      { kind: 'add-gate', compound: '370698C1', position: [120.75, 37.5] },
      422,
      'unknown-compound',
      'body.repair',
    ],
    [
      'a gate off its wall',
      { kind: 'add-gate', compound: 'c1', position: [120.7, 37.5] },
      422,
      'off-wall',
      'body.repair',
    ],
    [
      'ends that are none',
      { kind: 'join-ends', from: [120.7005, 37.501], to: [120.7, 37.5] },
      422,
      'no-end-there',
      'body.repair',
    ],
    [
      'no number',
      { kind: 'join-ends', from: [Number.NaN, 0], to: [0, 0] },
      400,
      'invalid-request',
      'body.repair.from.0',
    ],
  ])('refuse %s', async (_, repair, status, code, path) => {
    const refused = await add(repair)
    expect([refused.status, refused.body.code, refused.body.path]).toEqual([status, code, path])
  })
})
