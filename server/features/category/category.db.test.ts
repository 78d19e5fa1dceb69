import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listCategories } from '#domain/contract/category.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { categoryRoutes } from './category.route.ts'

describe('categories', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    served = await serveRoutes(database.db, categoryRoutes, new Date('2026-11-21T06:00:00Z'))
  })
  afterAll(() => served.close())

  const list = async () => listCategories.answer.parse((await served.ask('/api/categories')).body).categories

  it('are none on a new server', async () => {
    expect(await list()).toEqual([])
  })

  it('stand below their parents, ended ones too: issues are still in them', async () => {
    await database.db.query(
      `insert into category (code, parent, name, name_en, effective_to) values
        ('20', null, '环境', 'Environment', null), ('10', null, '管道', 'Pipes', null),
        ('1001', '10', '暖气', 'Heating', null), ('2001', '20', '垃圾', 'Rubbish', '2025-12-31')`,
    )
    expect(await list()).toEqual([
      { code: '10', parent: null, name: '管道', nameEn: 'Pipes' },
      { code: '1001', parent: '10', name: '暖气', nameEn: 'Heating' },
      { code: '20', parent: null, name: '环境', nameEn: 'Environment' },
      { code: '2001', parent: '20', name: '垃圾', nameEn: 'Rubbish' },
    ])
  })

  it('are for a county those of its issues and the kinds above; none of another county, none before its first issue', async () => {
    const codes = async (county: string) => {
      const { body } = await served.ask(`/api/categories?county=${county}`)
      return listCategories.answer.parse(body).categories.map(({ code }) => code)
    }
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
})
