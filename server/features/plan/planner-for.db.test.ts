import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#domain/account/post.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { planRoutes } from './plan.route.ts'

describe('drafts of a county', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await createSmallCounty(database.db)
    served = await serveRoutes(database.db, planRoutes, new Date('2026-11-20T04:00:00Z'))
  })
  afterAll(() => served.close())

  const draw = (headers: Record<string, string>) =>
    served.ask(`/api/plans?county=${SMALL_COUNTY}`, { method: 'POST', headers, body: { name: '草稿', operations: [] } })
  const demo = (is: boolean) =>
    database.db.query('update county set demo = $2::boolean where code = $1::text', [SMALL_COUNTY, is])

  it('are tried by anybody where the county is a demo', async () => {
    expect((await draw({})).status).toBe(201)
  })

  it('are drawn by planners, the district and administrators where it is real, and changed and removed by nobody else', async () => {
    await demo(false)
    expect(await draw({})).toMatchObject({ status: 401, body: { code: 'sign-in-needed' } })
    const as = async (role: Role) => draw(await actAs(served.context, { role }))
    for (const role of ['community', 'viewer', 'leader', 'department'] as const)
      expect(await as(role)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    const drawn = await as('planner')
    expect(drawn.status).toBe(201)
    for (const [method, path] of [
      ['PATCH', ''],
      ['DELETE', '&expectedVersion=0'],
    ] as const) {
      const refused = await served.ask(`/api/plans/${String(drawn.body.id)}?county=${SMALL_COUNTY}${path}`, {
        method,
        ...(method === 'PATCH' ? { body: { name: '改名' } } : {}),
      })
      expect([method, refused.status]).toEqual([method, 401])
    }
  })
})
