import { expect, test } from 'vitest'
import { worldX, worldY } from '#domain/area/tiles-of-box.ts'
import { TILE_MOST_BYTES, tileProperties } from '#domain/contract/tile.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { issueSource, packedSource } from './layer-source.ts'
import { readTile } from './read-tile.ts'
import {
  packAll,
  SYNTHETIC_SOUTH,
  SYNTHETIC_WEST,
  syntheticBuildings,
  syntheticEdges,
  syntheticIssues,
  syntheticMicroGrids,
} from './synthetic-layer.ts'

const random = seededRandom(7)
const [longitude, latitude] = [SYNTHETIC_WEST + 0.03, SYNTHETIC_SOUTH + 0.03]

function tileAt(z: number): [number, number, number] {
  return [z, Math.floor(worldX(longitude) * 2 ** z), Math.floor(worldY(latitude) * 2 ** z)]
}

test.each([
  ['building', 30_000, syntheticBuildings],
  ['micro_grid', 9_000, syntheticMicroGrids],
  ['walk_edge', 100_000, syntheticEdges],
] as const)(
  'no tile of %s is over 500 KB however dense the county is, and none is empty that could show something',
  (layer, count, make) => {
    const source = packedSource(packAll(layer, make(count, random)))
    for (let z = 0; z <= 16; z++) {
      const bytes = source.tile(...tileAt(z))
      expect(bytes.length).toBeLessThanOrEqual(TILE_MOST_BYTES)
      if (z >= 14) expect(readTile(bytes)[layer]!.length).toBeGreaterThan(10)
    }
  },
)

test('a hundred thousand open issues stay under 500 KB and every one is counted', () => {
  const source = issueSource(syntheticIssues(100_000, random, longitude, latitude, 1e-3))
  for (let z = 0; z <= 16; z++) {
    const bytes = source.tile(...tileAt(z))
    expect(bytes.length).toBeLessThanOrEqual(TILE_MOST_BYTES)
    if (z > 12) continue
    const counted = readTile(bytes).issue!.reduce((sum, { properties }) => sum + Number(properties.count ?? 1), 0)
    expect(counted).toBe(100_000)
  }
})

test('issues are single from zoom 11 on; farther out their point tells count, soonest time and emergency', () => {
  const source = issueSource(syntheticIssues(300, random, longitude, latitude, 1e-3))
  const single = readTile(source.tile(...tileAt(11))).issue!
  expect(single).toHaveLength(300)
  expect(single[0]!.properties).not.toHaveProperty('count')
  const [together] = readTile(source.tile(...tileAt(5))).issue!
  const soonest = Math.min(...single.map(({ properties }) => Number(properties.finish_by)))
  expect(together!.properties).toEqual({ count: 300, finish_by: soonest, emergency: true })
})

test('a point of many issues tells the soonest time of those whose clock runs, and none when all stand still', () => {
  const all = syntheticIssues(3, random, longitude, latitude, 1e-5)
  const inStates = (...states: string[]) => {
    const issues = all.map((issue, at) => ({
      ...issue,
      properties: { ...issue.properties, state: states[at]!, finish_by: 100 + at },
    }))
    return readTile(issueSource(issues).tile(...tileAt(5))).issue![0]!.properties
  }
  expect(inStates('suspended', 'handling', 'assigned')).toMatchObject({ count: 3, finish_by: 101 })
  expect(inStates('checking', 'suspended', 'checking')).not.toHaveProperty('finish_by')
})

test('only the allowed properties stand in a tile', () => {
  const [issue] = syntheticIssues(1, random, longitude, latitude, 1e-3)
  issue!.properties.title = 'a person lives here'
  issue!.properties.elderly = 3
  const [shown] = readTile(issueSource([issue!]).tile(...tileAt(14))).issue!
  for (const name of Object.keys(shown!.properties)) expect(tileProperties.issue).toContain(name)
})
