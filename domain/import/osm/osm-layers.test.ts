import { expect, test } from 'vitest'
import type { FileFinding } from '../file-content.ts'
import { OsmData, type OsmEntity, type Tags } from './osm-data.ts'
import { type OsmTheme, osmFeatures } from './osm-layers.ts'

const node = (id: number, longitude: number, latitude: number, tags: Tags | null = null): OsmEntity => {
  return { type: 'node', id, longitude, latitude, tags }
}
const way = (id: number, nodes: number[], tags: Tags | null = null): OsmEntity => ({ type: 'way', id, nodes, tags })
const area = (id: number, ways: [id: number, role: string][], tags: Tags): OsmEntity => {
  return { type: 'relation', id, members: ways.map(([way, role]) => ({ type: 'way', id: way, role })), tags }
}
function dataOf(...entities: OsmEntity[]): OsmData {
  const data = new OsmData()
  for (const entity of entities) data.add(entity)
  data.seal()
  return data
}
function rows(data: OsmData, theme: OsmTheme) {
  const findings: FileFinding[] = []
  return { rows: [...osmFeatures(data, theme, findings)], findings }
}
const corners = [node(1, 0, 0), node(2, 1, 0), node(3, 1, 1), node(4, 0, 1)]
const boundary = { type: 'boundary', boundary: 'administrative', name: '东门街道', admin_level: '8' }

test('a boundary closes out of ways in any order and direction, read in any order', () => {
  const parts = [
    area(
      9,
      [
        [11, 'outer'],
        [12, ''],
      ],
      boundary,
    ),
    way(12, [1, 4, 3]),
    way(11, [3, 2, 1]),
  ]
  const { rows: found, findings } = rows(dataOf(...parts, ...corners.toReversed()), 'boundaries')
  expect(found[0]?.properties).toMatchObject({ id: 'relation/9', name: '东门街道', admin_level: '8' })
  expect((found[0]!.geometry as { coordinates: unknown[][][] }).coordinates[0]![0]).toHaveLength(5)
  expect(findings).toEqual([])
})

test('a boundary that does not close is told with its missing ways', () => {
  const { rows: found, findings } = rows(
    dataOf(
      ...corners,
      way(11, [1, 2, 3]),
      area(
        9,
        [
          [11, ''],
          [77, ''],
        ],
        boundary,
      ),
    ),
    'boundaries',
  )
  expect(found).toEqual([])
  expect(findings).toEqual([
    {
      code: 'open-boundary',
      layer: 'boundaries',
      value: expect.stringMatching(/relation\/9 东门街道; missing way\/77; open between/),
    },
  ])
})

test('ways are cut where they meet and nowhere else', () => {
  const crossing = dataOf(
    node(1, 0, 0),
    node(2, 1, 0),
    node(3, 2, 0),
    node(4, 1, 1),
    node(5, 3, 0),
    way(10, [1, 2, 3, 5], { highway: 'residential' }),
    way(11, [2, 4], { highway: 'footway' }),
    way(12, [3, 4], { highway: 'motorway' }),
  )
  const pieces = rows(crossing, 'walk').rows
  expect(pieces.map(({ properties }) => [properties.id, properties.kind])).toEqual([
    ['way/10#0', 'street'],
    ['way/10#1', 'street'],
    ['way/11#0', 'footway'],
  ])
})

test('a locked gate holds its pieces apart, an open one joins them', () => {
  const withGate = (tags: Tags) =>
    rows(
      dataOf(node(1, 0, 0), node(2, 0.001, 0, tags), node(3, 0.002, 0), way(10, [1, 2, 3], { highway: 'footway' })),
      'walk',
    ).rows.map(({ geometry }) => (geometry as { coordinates: number[][] }).coordinates)
  const [first, second] = withGate({ barrier: 'gate', locked: 'yes' })
  expect(first!.at(-1)![0]).toBeCloseTo(0.000997, 6)
  expect(second![0]![0]).toBeCloseTo(0.001003, 6)
  const [open, next] = withGate({ barrier: 'gate' })
  expect(open!.at(-1)).toEqual(next![0])
})

test('private ways are not walked unless people on foot may', () => {
  const walked = (tags: Tags) => rows(dataOf(...corners, way(10, [1, 2], tags)), 'walk').rows.length
  expect(walked({ highway: 'residential', access: 'private' })).toBe(0)
  expect(walked({ highway: 'residential', access: 'private', foot: 'yes' })).toBe(1)
  expect(walked({ highway: 'primary', foot: 'no' })).toBe(0)
  expect(walked({ highway: 'motorway' })).toBe(0)
  expect(walked({ highway: 'steps' })).toBe(1)
})

test('holes stay holes and nodes outside the world are counted', () => {
  const data = dataOf(
    ...corners,
    node(5, 0.2, 0.2),
    node(6, 0.4, 0.2),
    node(7, 0.4, 0.4),
    node(8, 3, 200),
    way(11, [1, 2, 3, 4, 1]),
    way(12, [5, 6, 7, 5]),
    area(
      9,
      [
        [11, 'outer'],
        [12, 'inner'],
      ],
      { type: 'multipolygon', natural: 'water' },
    ),
  )
  const lake = rows(data, 'water').rows[0]!
  expect(lake.properties.kind).toBe('lake')
  expect((lake.geometry as { coordinates: unknown[][] }).coordinates[0]).toHaveLength(2)
  expect(data.nodesOutsideTheWorld).toBe(1)
})
