import { GeoJSONVT, type GeoJSONVTFeature } from '@maplibre/geojson-vt'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeTile } from './encode.ts'
import type { TileFeature } from './layer-index.ts'
import { packLayer } from './pack.ts'
import { type ReadFeature, readTile } from './read-tile.ts'

const place = { z: 13, x: 6843, y: 3165 }
/** The tile's south-west corner. */
const west = (place.x / 2 ** 13 - 0.5) * 360
const south = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (place.y + 1)) / 2 ** 13))) * 180) / Math.PI

function pack(features: TileFeature[], labelled = false) {
  const packer = packLayer({ layer: 'some', keys: ['name', 'size', 'open'], minZoom: 0, labelled })
  packer.add(features)
  return packer.finish()
}

function drawn(features: TileFeature[], labelled = false, { z, x, y } = place) {
  return readTile(encodeTile(pack(features, labelled), z, x, y).bytes)
}

function square(west: number, south: number, size: number): GeoJSON.Polygon {
  const [east, north] = [west + size, south + size]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}

test('properties arrive with their kinds, nothing that was not allowed arrives, and the id is kept', () => {
  const properties = { name: '海岱"; drop table<script>', size: -1.5, open: true, elderly: 7 }
  const { some } = drawn([
    { id: 2 ** 40, geometry: { type: 'Point', coordinates: [west + 0.01, south + 0.01] }, properties },
  ])
  expect(some).toMatchObject([
    { id: 2 ** 40, type: 1, properties: { name: '海岱"; drop table<script>', size: -1.5, open: true } },
  ])
  expect(Object.keys(some![0]!.properties)).not.toContain('elderly')
})

test('absent properties are absent; large, negative and fractional numbers come back as they went', () => {
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true })), (size) => {
      const { some } = drawn([
        { geometry: { type: 'Point', coordinates: [west + 0.01, south + 0.01] }, properties: { name: null, size } },
      ])
      expect(some![0]!.properties).toEqual({ size: size === 0 ? 0 : size })
    }),
    { seed: 7 },
  )
})

test('an empty tile has no bytes', () => {
  expect(encodeTile(pack([]), 13, 6843, 3165).bytes).toHaveLength(0)
  expect(encodeTile(pack([{ geometry: square(121, 38, 0.01), properties: {} }]), 13, 6843, 3165).bytes).toHaveLength(0)
})

test('a polygon over several tiles is cut at the buffer and labelled in exactly one of them', () => {
  const features: TileFeature[] = [{ geometry: square(west - 0.02, south - 0.02, 0.1), properties: { name: '大' } }]
  let labels = 0
  for (let dx = -2; dx <= 3; dx++)
    for (let dy = -4; dy <= 2; dy++) {
      const tile = drawn(features, true, { z: 13, x: place.x + dx, y: place.y + dy })
      labels += tile.some_label?.length ?? 0
      for (const [x, y] of tile.some?.[0]?.rings.flat() ?? []) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-64)
        expect(Math.max(x, y)).toBeLessThanOrEqual(4096 + 64)
      }
    }
  expect(labels).toBe(1)
})

test('outer rings run clockwise on screen and holes against it, however they were given', () => {
  const outer = square(west + 0.005, south + 0.005, 0.02).coordinates[0]!
  const hole = square(west + 0.01, south + 0.01, 0.005).coordinates[0]!
  for (const rings of [
    [outer, hole],
    [outer.toReversed(), hole],
    [outer, hole.toReversed()],
  ]) {
    const { some } = drawn([{ geometry: { type: 'Polygon', coordinates: rings }, properties: {} }])
    expect(some![0]!.rings.map((ring) => Math.sign(areaOfRing(ring)))).toEqual([1, -1])
  }
})

test('a line that leaves the tile and comes back is drawn in two pieces', () => {
  const line: GeoJSON.LineString = {
    type: 'LineString',
    coordinates: [
      [west + 0.01, south + 0.01],
      [west - 0.05, south + 0.012],
      [west - 0.05, south + 0.02],
      [west + 0.01, south + 0.022],
    ],
  }
  expect(drawn([{ geometry: line, properties: {} }]).some![0]!.rings).toHaveLength(2)
})

test('broken coordinates are left out, not thrown at', () => {
  const broken: TileFeature[] = [
    { geometry: { type: 'Point', coordinates: [Number.NaN, 1] }, properties: {} },
    { geometry: { type: 'Point', coordinates: [] }, properties: {} },
    { geometry: { type: 'Polygon', coordinates: [] }, properties: {} },
    { geometry: { type: 'LineString', coordinates: [[1, 1]] }, properties: {} },
    {
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        ],
      },
      properties: {},
    },
    { geometry: { type: 'Point', coordinates: [1e9, -1e9] }, properties: {} },
  ]
  expect(readTile(encodeTile(pack(broken, true), 0, 0, 0).bytes)).toBeTypeOf('object')
})

test('polygons cover what geojson-vt covers, in every tile they touch', () => {
  const corner = fc.double({ min: 0.3, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(corner, { minLength: 5, maxLength: 60 }), fc.integer({ min: 9, max: 16 }), (radii, z) => {
      const ring = radii.map((radius, at): [number, number] => {
        const angle = (at / radii.length) * 2 * Math.PI
        return [west + 0.021 + radius * 0.03 * Math.cos(angle), south + 0.017 + radius * 0.02 * Math.sin(angle)]
      })
      const geometry: GeoJSON.Polygon = { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }
      const reference = new GeoJSONVT({ type: 'Feature', geometry, properties: {} }, { maxZoom: 20, tolerance: 0.1 })
      const index = pack([{ geometry, properties: {} }])
      const [x, y] = [Math.floor(place.x * 2 ** (z - 13)), Math.floor(place.y * 2 ** (z - 13))]
      const ours = readTile(encodeTile(index, z, x, y).bytes).some?.[0]
      const theirs: GeoJSONVTFeature | undefined = reference.getTile(z, x, y)?.features[0]
      const area = theirs?.type === 3 ? theirs.geometry.reduce((sum, part) => sum + areaOfRing(part), 0) : 0
      expect(Math.abs(areaOf(ours) - area)).toBeLessThan(4096 * 4)
    }),
    { seed: 7, numRuns: 200 },
  )
})

function areaOf(feature: ReadFeature | undefined): number {
  return feature?.rings.reduce((sum, ring) => sum + areaOfRing(ring), 0) ?? 0
}

function areaOfRing(ring: [number, number][]): number {
  let sum = 0
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++)
    sum += ring[before]![0] * ring[at]![1] - ring[at]![0] * ring[before]![1]
  return sum / 2
}
