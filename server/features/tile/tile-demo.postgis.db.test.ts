import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { worldX, worldY } from '#domain/area/tiles-of-box.ts'
import { tileLayer } from '#domain/contract/common.ts'
import { TILE_MOST_BYTES, tileProperties } from '#domain/contract/tile.ts'
import { loadDemo } from '#scripts/demo/load-demo.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { readTile } from './read-tile.ts'
import { createTileStore, type TileStore } from './tile-store.ts'

const now = new Date('2026-11-21T14:30:00+08:00')
const county = '370699'

describe('tiles of the demo county', () => {
  const database = withDatabase()
  let server: TestServer
  let store: TileStore

  beforeAll(async () => {
    // a fifth of its issues: how many of them a tile holds is tested by numbers, in layer-source.test.ts
    await loadDemo(database.db, { now, issues: 8_000 })
    server = await startTestServer(database.db, { now })
    store = createTileStore(server.context)
  }, 240_000)
  afterAll(() => server.close())

  it.each(tileLayer.options)(
    '%s: every tile is under 500 KB and holds nothing but its allowed properties',
    async (layer) => {
      const [west, south, east, north] = await bounds()
      let most = 0
      for (let z = 0; z <= 14; z++)
        for (let x = column(west, z); x <= column(east, z); x++)
          for (let y = row(north, z); y <= row(south, z); y++) {
            const { bytes } = await store.tile(county, [layer], { z, x, y }, null)
            most = Math.max(most, bytes.length)
            for (const { properties } of Object.values(readTile(bytes)).flat())
              for (const name of Object.keys(properties)) expect(tileProperties[layer]).toContain(name)
          }
      expect(most).toBeGreaterThan(0)
      expect(most).toBeLessThanOrEqual(TILE_MOST_BYTES)
    },
  )

  async function bounds(): Promise<[number, number, number, number]> {
    const rows = await database.db.query<{ box: [number, number, number, number] }>(
      `select array[st_xmin(geom), st_ymin(geom), st_xmax(geom), st_ymax(geom)]::float8[] as box from county where code = $1::text`,
      [county],
    )
    return rows[0]!.box
  }
})

function column(longitude: number, z: number): number {
  return Math.floor(worldX(longitude) * 2 ** z)
}

function row(latitude: number, z: number): number {
  return Math.floor(worldY(latitude) * 2 ** z)
}
