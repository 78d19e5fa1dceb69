import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listDivisions } from '#domain/contract/division.ts'
import { unitRows } from '#server/account/unit.query.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { divisionRoutes } from './division.route.ts'

const now = new Date('2026-11-21T06:00:00Z')

describe('division codes', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await db.query(`insert into division (code, parent, level, name, pinyin, initials) values
      ('370699', '3706', 'county', '云帆区', 'yunfanqu', 'yfq'),
      ('370699001', '370699', 'street', '滨海街道', 'binhaijiedao', 'bhjd'),
      ('370699001001', '370699001', 'community', '安泰社区居委会', 'antaishequjuweihui', 'atsqjwh'),
      ('370699001002', '370699001', 'community', '百分100%社区', 'baifen', 'bf'),
      ('370699003', '370699', 'street', '望海街道', 'wanghaijiedao', 'whjd'),
      ('370699003001', '370699003', 'community', '望海楼社区', 'wanghailoushequ', 'whlsq')`)
    served = await serveRoutes(db, divisionRoutes, now)
  })
  afterAll(() => served.close())

  const ask = async (query: string) => {
    const { status, body } = await served.ask(`/api/divisions?county=${SMALL_COUNTY}${query}`)
    expect(status).toBe(200)
    return listDivisions.answer.parse(body)
  }
  const codes = ({ divisions }: { divisions: { code: string }[] }) => divisions.map(({ code }) => code)

  it('are a tree: what has nothing above it stands at the top, and each tells where it lies', async () => {
    expect(codes(await ask(''))).toEqual(['370699'])
    const { above, divisions, total } = await ask('&below=370699001')
    expect(above.map(({ name }) => name)).toEqual(['云帆区', '滨海街道'])
    expect(divisions).toMatchObject([
      { code: '370699001001', level: 'community', within: '云帆区 滨海街道', children: 0, drawn: true },
      { code: '370699001002', drawn: false },
    ])
    expect(total).toBe(2)
  })

  it('go on where a page ends', async () => {
    const first = await ask('&below=370699&limit=1')
    expect([codes(first), first.next, first.total]).toEqual([['370699001'], '370699001', 2])
    expect(codes(await ask('&below=370699&limit=1&after=370699001'))).toEqual(['370699003'])
  })

  it.each([
    ['370699003', ['370699003', '370699003001']],
    ['望海', ['370699003', '370699003001']],
    ['WHLSQ', ['370699003001']],
    ['wang hai lou', ['370699003001']],
    ['atsq', ['370699001001']],
    ['100%', ['370699001002']],
    ['%', ['370699001002']],
    ["'; drop table division; --", []],
  ])('are found by %s', async (q, found) => expect(codes(await ask(`&q=${encodeURIComponent(q)}`))).toEqual(found))

  it('are units to which people can belong before their ground is drawn', async () => {
    const units = await unitRows(database.db, { county: SMALL_COUNTY, now })
    expect(units.filter(({ code }) => code.startsWith('370699003'))).toEqual([
      expect.objectContaining({ kind: 'street', path: '/370699/370699003/', spelled: 'wanghaijiedao whjd' }),
      expect.objectContaining({ kind: 'community', path: '/370699/370699003/370699003001/' }),
    ])
    expect(units.filter(({ code }) => code === '370699001001')).toHaveLength(1)
  })

  it('refuse what is no code, and tell where there is none', async () => {
    expect((await served.ask(`/api/divisions?county=${SMALL_COUNTY}&below=x`)).status).toBe(400)
    expect((await served.ask(`/api/divisions?county=${SMALL_COUNTY}&below=99`)).body).toMatchObject({
      status: 404,
      code: 'unknown-division',
    })
  })
})
