import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { search } from '#domain/contract/search.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { searchRoutes } from './search.route.ts'

const now = new Date('2026-11-21T06:00:00Z')
const county = '370699'

describe('search', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await fill()
    served = await serveRoutes(database.db, searchRoutes, now)
  })
  afterAll(() => served.close())

  async function fill(): Promise<void> {
    const { db } = database
    await db.query(`insert into county (code, name, name_en, geom) values
      ('370699', '云帆区', 'Yunfan', st_multi(st_makeenvelope(120.6, 37.7, 120.9, 37.9, 4326)))`)
    await db.query(`insert into area (county, code, level, parent, path, name, pinyin, initials, geom)
      select '370699', code, level, parent, path, name, pinyin, initials, st_multi(st_makeenvelope(120.7, 37.75, 120.8, 37.85, 4326))
      from (values
        ('370699', 'county', null, '/370699/', '云帆区', 'yunfanqu', 'yfq'),
        ('370699001', 'street', '370699', '/370699/370699001/', '松园街道', 'songyuanjiedao', 'syjd'),
        ('370699001001', 'community', '370699001', '/370699/370699001/370699001001/', '松园社区', 'songyuanshequ', 'sysq'),
        ('370699001002', 'community', '370699001', '/370699/370699001/370699001002/', '<b>粗</b>社区', 'bcubshequ', 'bcsq'),
        ('370699001003', 'community', '370699001', '/370699/370699001/370699001003/', '百分100%社区_A', 'baifen', 'bf')
      ) as t (code, level, parent, path, name, pinyin, initials)`)
    await db.query(`insert into grid (county, code, local_code, community, name, pinyin, initials, geom) values
      ('370699', '370699001001001', 'SY-01', '370699001001', '松园社区第1网格', 'songyuanshequdi1wangge', 'sysqd1wg',
        st_multi(st_makeenvelope(120.7, 37.75, 120.75, 37.8, 4326)))`)
    await db.query(`insert into grid (county, code, valid_from, valid_to, community, name, geom) values
      ('370699', '370699001001009', '2019-01-01', '2020-01-01', '370699001001', '松园旧网格', st_multi(st_makeenvelope(120.7, 37.75, 120.75, 37.8, 4326)))`)
    await db.query(`insert into micro_grid (county, code, grid, name, geom) values
      ('370699', '37069900100100101', '370699001001001', '1号楼微网格', st_multi(st_makeenvelope(120.7, 37.75, 120.71, 37.76, 4326)))`)
    await db.query(`insert into compound (county, code, name, pinyin, initials, geom) values
      ('370699', 'c1', '锦绣花园', 'jinxiuhuayuan', 'jxhy', st_multi(st_makeenvelope(120.71, 37.76, 120.72, 37.77, 4326)))`)
    await db.query(`insert into station (county, code, name, pinyin, initials, level, geom) values
      ('370699', 's1', '松园社区党群服务中心', 'songyuanshequdangqunfuwuzhongxin', 'sysqdqfwzx', 'community', st_setsrid(st_makepoint(120.72, 37.78), 4326))`)
    await db.query(`insert into road (county, id, name, pinyin, initials, geom) select '370699', n, '康泰路', 'kangtailu', 'ktl',
      st_multi(st_makeline(st_setsrid(st_makepoint(120.7 + n * 0.01, 37.8), 4326), st_setsrid(st_makepoint(120.71 + n * 0.01, 37.8), 4326)))
      from generate_series(1, 3) n`)
    await db.query(`insert into category (code, name, name_en) values ('pipe', '管道', 'Pipe')`)
    await db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, place, community, answer_by, finish_by, geom)
       select '370699', n, $1::timestamptz, 'YF20261121' || lpad(n::text, 4, '0'), 'pipe', 'resident', case n when 1 then 'handling' else 'closed' end,
         '暖气管道爆裂', '锦绣花园 7 号楼', '370699001001', $1::timestamptz, $1::timestamptz, st_setsrid(st_makepoint(120.73, 37.79), 4326)
       from generate_series(1, 3) n`,
      [now],
    )
  }

  const find = async (q: string, more = '') => {
    const { status, body } = await served.ask(`/api/search?county=${county}&q=${encodeURIComponent(q)}${more}`)
    expect(status).toBe(200)
    return search.answer.parse(body).results
  }

  it('puts whole names before beginnings, and the larger area first', async () => {
    expect((await find('松园社区')).map(({ kind, match }) => [kind, match])).toEqual([
      ['area', 'name'],
      ['grid', 'prefix'],
      ['station', 'prefix'],
    ])
    expect((await find('松园'))[0]).toMatchObject({
      name: '松园街道',
      kind: 'area',
      within: '',
      match: 'prefix',
    })
  })

  it('finds by pinyin initials and by full pinyin, in any case and with spaces', async () => {
    expect((await find('syjd'))[0]).toMatchObject({ name: '松园街道', match: 'initials' })
    expect((await find('SYJD'))[0]).toMatchObject({ name: '松园街道' })
    expect((await find('song yuan jie dao'))[0]).toMatchObject({ name: '松园街道', match: 'pinyin' })
    expect((await find('kangtai'))[0]).toMatchObject({ name: '康泰路', kind: 'road', match: 'pinyin' })
    expect((await find('ktl')).length).toBe(1)
  })

  it('finds by whole code, local code and the beginning of a code', async () => {
    expect((await find('370699001001001'))[0]).toMatchObject({
      kind: 'grid',
      match: 'code',
      within: '松园街道 松园社区',
    })
    expect((await find('sy-01'))[0]).toMatchObject({ kind: 'grid', match: 'code' })
    expect((await find('3706990010010010'))[0]).toMatchObject({ kind: 'micro_grid', within: '松园街道 松园社区' })
  })

  it('finds issues by number, its beginning, and open ones by their words', async () => {
    expect(await find('yf202611210002')).toMatchObject([
      { kind: 'issue', code: 'YF202611210002', match: 'code', within: '松园街道 松园社区' },
    ])
    expect((await find('YF2026')).length).toBe(3)
    expect((await find('暖气 7 号楼')).map(({ code }) => code)).toEqual(['YF202611210001'])
  })

  it('gives places a point inside and a box, and points no box', async () => {
    const [compound] = await find('锦绣花园')
    expect(compound!.bounds).toEqual([120.71, 37.76, 120.72, 37.77])
    expect(compound!.within).toBe('松园街道 松园社区')
    expect(compound!.position[0]).toBeCloseTo(120.715, 6)
    expect((await find('sysqdqfwzx'))[0]).toMatchObject({ kind: 'station', bounds: null, position: [120.72, 37.78] })
  })

  it('does not find grids of the past', async () => {
    expect(await find('松园旧网格')).toEqual([])
  })

  it('reads coordinates, in either order', async () => {
    expect(await find('120.75,37.80')).toMatchObject([
      { kind: 'coordinate', position: [120.75, 37.8], coordinate: { swapped: false, inside: true } },
    ])
    expect(await find('37.80，120.75')).toMatchObject([
      { position: [120.75, 37.8], coordinate: { swapped: true, inside: true } },
    ])
  })

  it('takes signs of patterns, SQL and HTML for what they are', async () => {
    expect((await find('100%社区_')).map(({ name }) => name)).toEqual(['百分100%社区_A'])
    expect((await find('%')).map(({ name }) => name)).toEqual(['百分100%社区_A'])
    expect((await find('_')).map(({ name }) => name)).toEqual(['百分100%社区_A'])
    expect(await find('\\')).toEqual([])
    expect(await find("'; drop table area; --")).toEqual([])
    expect((await find('<b>粗</b>'))[0]).toMatchObject({ name: '<b>粗</b>社区' })
    expect((await find('松园\u0000街道'))[0]).toMatchObject({ name: '松园街道' })
    expect((await find('ＳＹＪＤ'))[0]).toMatchObject({ name: '松园街道' })
  })

  it('answers nothing to nothing, and no more than asked', async () => {
    expect(await find('')).toEqual([])
    expect(await find('   ')).toEqual([])
    expect((await find('松园', '&limit=1')).length).toBe(1)
  })

  it.each([
    [`county=${county}`, 400, 'query.q'],
    [`county=${county}&q=${'长'.repeat(201)}`, 400, 'query.q'],
    [`county=${county}&q=a&limit=0`, 400, 'query.limit'],
    [`county=${county}&q=a&q=b`, 400, 'query.q'],
    ['county=999999&q=a', 404, 'query.county'],
  ])('refuses %s', async (query, status, path) => {
    const answer = await served.ask(`/api/search?${query}`)
    expect([answer.status, answer.body.path]).toEqual([status, path])
  })
})
