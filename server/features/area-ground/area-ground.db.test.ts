import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getAreaGround, groundLevel } from '#domain/contract/area-ground.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { areaGroundRoutes } from './area-ground.route.ts'

describe('the ground of areas', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await createSmallCounty(database.db)
    served = await serveRoutes(database.db, areaGroundRoutes, new Date('2026-11-21T06:00:00Z'))
  })
  afterAll(() => served.close())

  const ask = async (level: string) =>
    getAreaGround.answer.parse((await served.ask(`/api/areas/ground?county=${SMALL_COUNTY}&level=${level}`)).body)

  it.each(groundLevel.options)('tells every %s with what it lies in and its corners', async (level) => {
    const { features } = await ask(level)
    expect(features).toHaveLength(2)
    expect(features[0]?.geometry.coordinates[0]?.[0]).toHaveLength(5)
    expect(features.every(({ properties }) => properties.code.startsWith(properties.parent))).toBe(true)
  })

  it('leaves out what has ended', async () => {
    await database.db.query(
      `update micro_grid set valid_to = '2026-01-01' where county = $1::text and code = '37069900100100101'`,
      [SMALL_COUNTY],
    )
    const { features } = await ask('micro_grid')
    expect(features.map(({ properties }) => properties.code)).toEqual(['37069900200100101'])
  })

  it.each([
    [`county=999999`, 404, 'unknown-county'],
    [`county=${SMALL_COUNTY}&level=moon`, 400, 'invalid-request'],
    [`county=37`, 400, 'invalid-request'],
  ])('refuses %s', async (query, status, code) => {
    const answer = await served.ask(`/api/areas/ground?${query}`)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })
})
