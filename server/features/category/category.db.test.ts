import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogueRows } from '#domain/category/catalogue-row.ts'
import { importCategories, listCategories, putCategory } from '#domain/contract/category.ts'
import { limitsOf } from '#server/issue/limits.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { writeCatalogueCsv } from './catalogue-csv.ts'
import { categoryRows } from './category.query.ts'
import { categoryRoutes } from './category.route.ts'

const now = new Date('2026-11-21T06:00:00Z')

describe('categories', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    served = await serveRoutes(database.db, categoryRoutes, now)
  })
  afterAll(() => served.close())

  const list = async (query = '') =>
    listCategories.answer.parse((await served.ask(`/api/categories${query}`)).body).categories

  it('are none on a new server', async () => {
    expect(await list()).toEqual([])
  })

  it('stand below their parents, ended ones too: issues are still in them', async () => {
    await database.db.query(
      `insert into category (code, parent, name, name_en, effective_to) values
        ('20', null, '环境', 'Environment', null), ('10', null, '管道', 'Pipes', null),
        ('1001', '10', '暖气', 'Heating', null), ('2001', '20', '垃圾', 'Rubbish', '2025-12-31')`,
    )
    const categories = await list()
    expect(categories.map(({ code, parent }) => [code, parent])).toEqual([
      ['10', null],
      ['1001', '10'],
      ['20', null],
      ['2001', '20'],
    ])
    expect(categories[3]).toEqual({
      code: '2001',
      parent: '20',
      name: '垃圾',
      nameEn: 'Rubbish',
      department: '',
      answer: { clock: 'working', minutes: 120 },
      finish: { clock: 'working', minutes: 2400 },
      effectiveFrom: '2020-01-01',
      effectiveTo: '2025-12-31',
      conditions: [],
      questions: [],
      privatePhotos: false,
      version: 1,
    })
  })

  it('are for a county those of its issues and the kinds above; none of another county, none before its first issue', async () => {
    const codes = async (county: string) => (await list(`?county=${county}`)).map(({ code }) => code)
    expect(await codes(SMALL_COUNTY)).toEqual([])
    await database.db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
       select county, 1, '2026-11-20T00:00:00Z', 'N1', category, 'resident', 'filed', 'x', '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z',
         st_setsrid(st_makepoint(120.05, 37.05), 4326)
       from (values ($1::text, '1001'), ('370698', '20')) filed (county, category)`,
      [SMALL_COUNTY],
    )
    expect(await codes(SMALL_COUNTY)).toEqual(['10', '1001'])
    expect(await codes('370698')).toEqual(['20'])
    expect((await served.ask('/api/categories?county=x')).status).toBe(400)
  })

  it('may be filed under while they last, those of the county and those of all', async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `insert into county (code, name, name_en, geom)
       values ('025000', '波士顿', 'Boston', st_multi(st_makeenvelope(0, 0, 1, 1, 4326)))`,
    )
    await database.db.query(
      `insert into category (code, name, name_en, effective_from) values
        ('025000-1', 'Pothole', 'Pothole', '2020-01-01'), ('370699-1', '赶海', 'Beach', '2026-12-01')`,
    )
    const codes = async (show: string) => (await list(`?county=${SMALL_COUNTY}&show=${show}`)).map(({ code }) => code)
    expect(await codes('fileable')).toEqual(['10', '1001', '20', 'burst', 'lamp'])
    expect(await codes('all')).toEqual(['10', '1001', '20', '2001', '370699-1', 'burst', 'lamp'])
  })
})

describe('changing the catalogue', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let administrator: Record<string, string>
  beforeAll(async () => {
    await createSmallCounty(database.db)
    served = await serveRoutes(database.db, categoryRoutes, now)
    administrator = await actAs(served.context, { role: 'administrator' })
  })
  afterAll(() => served.close())

  const limit = { clock: 'working', minutes: 60 }
  const dates = { effectiveFrom: '2026-01-01', effectiveTo: null }
  const cover = {
    parent: null,
    name: '井盖',
    nameEn: 'Manhole covers',
    department: '市政中心',
    answer: limit,
    finish: { clock: 'working-day', minutes: 7200 },
    ...dates,
    conditions: [
      {
        code: 'missing',
        name: '缺失',
        nameEn: 'Missing',
        answer: limit,
        finish: { clock: 'emergency', minutes: 120 },
        ...dates,
      },
    ],
    questions: [{ kind: 'yes-no', code: 'fenced', name: '已围挡', nameEn: 'Fenced', required: true }],
    privatePhotos: false,
  }
  const put = (version: number, category: object, { code = 'cover', headers = administrator } = {}) =>
    served.ask(`/api/categories/${code}?county=${SMALL_COUNTY}`, {
      method: 'PUT',
      headers,
      body: { version, category },
    })
  const send = async (csv: string, dryRun: boolean) =>
    importCategories.answer.parse(
      (
        await served.ask(`/api/categories/import?county=${SMALL_COUNTY}`, {
          method: 'POST',
          headers: administrator,
          body: { csv, dryRun },
        })
      ).body,
    )
  const csv = async () =>
    writeCatalogueCsv(catalogueRows(await categoryRows(database.db, { county: SMALL_COUNTY, show: 'all', at: now })))

  it('is for administrators and the district alone', async () => {
    expect(await put(0, cover, { headers: {} })).toMatchObject({ status: 401, body: { code: 'sign-in-needed' } })
    const street = await actAs(served.context, { role: 'district', unit: '370699001', path: '/370699/370699001/' })
    expect(await put(0, cover, { headers: street })).toMatchObject({ status: 403, body: { code: 'outside-scope' } })
    const worker = await actAs(served.context, { role: 'grid-worker' })
    expect(await put(0, cover, { headers: worker })).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  })

  it('adds a kind of matter with its conditions and questions, and writes down who did', async () => {
    const { status, body } = await put(0, cover)
    expect(status).toBe(200)
    expect(putCategory.answer.parse(body).category).toMatchObject({ ...cover, code: 'cover', version: 1 })
    expect(await limitsOf(database.db, SMALL_COUNTY, 'cover', 'missing', now.getTime())).toMatchObject({
      finish: { clock: 'emergency', minutes: 120 },
      emergency: true,
    })
    const [audit] = await database.db.query<{ subject: string }>(
      `select subject from audit where action = 'category.create'`,
    )
    expect(audit).toEqual({ subject: 'cover' })
  })

  it('makes the department of a kind of matter a unit that issues can be given to', async () => {
    const units = await database.db.query('select code, kind from unit where county = $1::text', [SMALL_COUNTY])
    expect(units).toEqual([{ code: '市政中心', kind: 'department' }])
  })

  it('is refused to whoever saw an older version', async () => {
    expect(await put(0, cover)).toMatchObject({ status: 409, body: { code: 'category-changed' } })
    expect(await put(1, { ...cover, effectiveTo: '2026-11-20' })).toMatchObject({ status: 200 })
    expect(await put(1, cover)).toMatchObject({ status: 409 })
    expect(await limitsOf(database.db, SMALL_COUNTY, 'cover', null, now.getTime())).toEqual({
      refused: 'category-ended',
    })
  })

  it.each([
    [{ parent: 'nothing' }, 'unknown-parent'],
    [{ parent: 'cover' }, 'own-ancestor'],
    [{ effectiveTo: '2025-01-01' }, 'ends-before-it-begins'],
    [{ conditions: [cover.conditions[0], cover.conditions[0]] }, 'listed-twice'],
    [{ finish: { clock: 'office', minutes: 60 } }, 'invalid-request'],
  ])('refuses %j as %s', async (wrong, code) => {
    expect(await put(2, { ...cover, ...wrong })).toMatchObject({ status: 400, body: { code } })
  })

  it('comes out as CSV and goes in again without a change', async () => {
    const text = await csv()
    expect(text).toContain('cover,missing,')
    expect(await send(text, true)).toEqual({ rows: 4, changes: [], refusals: [], saved: false })
  })

  it('is previewed line by line, then saved; another county and broken cells are refused with their lines', async () => {
    const changed = (await csv()).replace(
      'cover,missing,,缺失,Missing,,working,1h,emergency,2h',
      'cover,missing,,缺失,Missing,,working,1h,emergency,3h',
    )
    expect(await send(changed, true)).toMatchObject({
      changes: [
        {
          code: 'cover',
          condition: 'missing',
          what: 'changed',
          fields: [{ field: 'finish_limit', from: '2h', to: '3h' }],
        },
      ],
      saved: false,
    })
    const broken = changed.replaceAll('2020-01-01', '2020-02-30')
    expect((await send(broken, false)).refusals).toMatchObject([{ reason: 'bad-date' }, { reason: 'bad-date' }])
    expect(await send(changed, false)).toMatchObject({ saved: true, refusals: [] })
    expect(
      await limitsOf(database.db, SMALL_COUNTY, 'cover', 'missing', Date.parse('2026-11-20T00:00:00Z')),
    ).toMatchObject({
      finish: { minutes: 180 },
    })
    await database.db.query(
      `insert into county (code, name, name_en, demo, geom)
       values ('025000', '波士顿', 'Boston', true, st_multi(st_makeenvelope(0, 0, 1, 1, 4326)))`,
    )
    expect((await send(changed.replaceAll('cover,', '025000-1,'), false)).refusals[0]).toMatchObject({
      reason: 'other-county',
    })
  })

  it('is not changed from a demo county where real counties share it', async () => {
    await database.db.query(`update county set demo = false where code = '025000'`)
    expect(await put(1, cover)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  })
})
