import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlanFileReading, planFileRead } from '#domain/contract/plan-file.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { planRoutes } from '../plan/plan.route.ts'
import { planFileRoutes } from './plan-file.route.ts'

const west = '370699001001001'

describe('grids brought along', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let planner: Record<string, string>

  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    // a crooked border that both grids share, and a micro-grid that does not fill its grid, whose corners its grid knows
    await db.query(
      `update grid set geom = st_multi(st_geomfromtext(case when code = $1::text
         then 'POLYGON((120 37, 120.04 37, 120.1 37, 120.1000001 37.0500003, 120.1 37.1, 120 37.1, 120 37.05, 120 37))'
         else 'POLYGON((120.1 37, 120.2 37, 120.2 37.1, 120.1 37.1, 120.1000001 37.0500003, 120.1 37))' end, 4326))`,
      [west],
    )
    await db.query(
      `update micro_grid set geom = st_multi(st_makeenvelope(120, 37, 120.04, 37.05, 4326)) where grid = $1::text`,
      [west],
    )
    await db.query(
      `update micro_grid set geom = (select geom from grid where code = micro_grid.grid) where grid <> $1::text`,
      [west],
    )
    served = await serveRoutes(
      db,
      (context) => Router().use(planFileRoutes(context), planRoutes(context)),
      new Date('2026-11-20T04:00:00Z'),
    )
    planner = await actAs(served.context, { role: 'planner' })
  })
  afterAll(() => served.close())

  const taken = async (rest: string) => {
    const response = await served.fetch(`/api/grid-file?county=${SMALL_COUNTY}&${rest}`)
    return new Uint8Array(await response.arrayBuffer())
  }
  const read = async (bytes: Uint8Array | string, name: string, reading: PlanFileReading = {}) => {
    const query = new URLSearchParams({ county: SMALL_COUNTY, name, reading: JSON.stringify(reading) })
    const response = await served.fetch(`/api/plan-files?${query}`, {
      method: 'POST',
      headers: { ...planner, 'Content-Type': 'application/octet-stream' },
      body: Buffer.from(bytes),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const features = async (plan: string) => {
    const response = await served.fetch(`/api/plans/${plan}/file?county=${SMALL_COUNTY}&format=geojson`)
    const { features: list } = (await response.json()) as {
      features: { properties: { level: string; code: string } }[]
    }
    const order = (one: (typeof list)[number]) => `${one.properties.level} ${one.properties.code}`
    return list.sort((a, b) => (order(a) < order(b) ? -1 : 1))
  }
  const begin = async (from: unknown) => {
    const body = { name: '从文件', from }
    const answer = await served.ask(`/api/plans?county=${SMALL_COUNTY}`, { method: 'POST', headers: planner, body })
    expect(answer.body).toMatchObject({ version: 0 })
    return String(answer.body.id)
  }

  it.each([
    ['geojson', '', 'geojson'],
    ['shapefile', '&encoding=GBK', 'zip'],
    ['shapefile', '&encoding=UTF-8', 'zip'],
    ['shapefile', '&encoding=GBK&system=gauss-kruger', 'zip'],
    ['geopackage', '', 'gpkg'],
    ['geopackage', '&system=gauss-kruger', 'gpkg'],
    ['xlsx', '', 'xlsx'],
  ])('as %s%s: what is written is read back without loss, micro-grids too', async (format, rest, ending) => {
    const answer = await read(await taken(`format=${format}${rest}`), `grids.${ending}`)
    expect(answer.status).toBe(200)
    const { ground, changes, problems, layers } = planFileRead.parse(answer.body)
    expect([changes, problems]).toEqual([[], []])
    for (const layer of layers) expect(layer.read.code).toMatch(/^(编码 )?code$/i)
    expect(await features(await begin({ ground }))).toEqual(await storedFeatures())
  })

  /** The stored areas in the form in which the kernel writes them. */
  async function storedFeatures() {
    const rows = await database.db.query<{
      level: string
      code: string
      name: string
      parent: string
      kind: string
      geom: { coordinates: number[][][][] }
    }>(
      `select 'grid' as level, code, name, community as parent, kind, geom from grid
       union all select 'micro_grid', code, name, grid, '', geom from micro_grid order by 1, 2`,
    )
    return rows.map(({ level, code, name, parent, kind, geom }) => ({
      type: 'Feature',
      geometry: { type: 'MultiPolygon', coordinates: geom.coordinates.map((polygon) => polygon.map(canonicalRing)) },
      properties: { level, code, name, parent, kind },
    }))
  }

  it('reads fields by other names and levels by layer when told which they are', async () => {
    const box = [
      [
        [
          [120, 37],
          [120.1, 37],
          [120.1, 37.1],
          [120, 37.1],
          [120, 37],
        ],
      ],
    ]
    const feature = {
      type: 'Feature',
      geometry: { type: 'MultiPolygon', coordinates: box },
      properties: { 甲: '北网格', 乙: '松园社区' },
    }
    const bytes = JSON.stringify({ type: 'FeatureCollection', features: [feature] })
    const fields = {
      layer: 'a',
      level: 'grid',
      code: null,
      name: '甲',
      parent: '乙',
      kind: null,
      levelField: null,
    } as const
    const { body } = await read(bytes, 'a.geojson', { layers: [fields] })
    expect(planFileRead.parse(body).ground.grids).toMatchObject([
      { name: '北网格', community: '370699002001', code: null },
    ])
    expect(body).toMatchObject({ changes: [{ kind: 'gap', names: ['北网格'] }] })
  })

  it.each([
    ['no-shapes', 'grids.csv', null],
    ['unknown-format', 'grids.dwg', 'geojson'],
    ['malformed', 'grids.gpkg', 'geojson'],
  ])('refuses with %s in words: %s', async (code, name, format) => {
    const bytes = format === null ? '编码,名称\n1,北网格\n' : await taken(`format=${format}`)
    const answer = await read(bytes, name)
    expect([answer.status, answer.body.code]).toEqual([422, code])
    expect(String(answer.body.detail).length).toBeGreaterThan(20)
  })

  it('refuses places that lie elsewhere, and rows without a shape by their number', async () => {
    const far = {
      type: 'Feature',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [100, 20],
            [100.1, 20],
            [100.1, 20.1],
            [100, 20],
          ],
        ],
      },
      properties: { name: '远' },
    }
    const none = { type: 'Feature', geometry: null, properties: { name: '无' } }
    expect(
      (await read(JSON.stringify({ type: 'FeatureCollection', features: [far] }), 'a.geojson')).body,
    ).toMatchObject({ code: 'far-away' })
    const near = {
      ...far,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [120, 37],
            [120.1, 37],
            [120.1, 37.1],
            [120, 37],
          ],
        ],
      },
    }
    const { body } = await read(JSON.stringify({ type: 'FeatureCollection', features: [near, none] }), 'a.geojson')
    expect(body).toMatchObject({ problems: [{ row: 2, problem: 'no-shape' }] })
    expect((await read('', 'a.geojson')).body).toMatchObject({ code: 'empty-file' })
  })
})

/** Counter-clockwise outer rings from their smallest place, as the kernel writes them. */
function canonicalRing(ring: readonly number[][]): number[][] {
  const open = ring.slice(0, -1)
  const turn = open.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = open[(i + 1) % open.length]!
    return sum + x! * nextY! - nextX! * y!
  }, 0)
  const turned = turn > 0 ? open : open.toReversed()
  let first = 0
  turned.forEach(([x, y], i) => {
    const [bestX, bestY] = turned[first]!
    if (x! < bestX! || (x === bestX && y! < bestY!)) first = i
  })
  const rotated = [...turned.slice(first), ...turned.slice(0, first)]
  return [...rotated, rotated[0]!]
}
