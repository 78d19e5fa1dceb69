import { expect, it } from 'vitest'
import type { AreaFeature } from '#domain/contract/area-ground.ts'
import { shareClass, shareData, shareOverlay } from './share.layer.ts'

const square = (code: string, west: number): AreaFeature => ({
  type: 'Feature',
  properties: { code, name: code, parent: '' },
  geometry: {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [west, 37],
          [west + 0.01, 37],
          [west + 0.01, 37.01],
          [west, 37.01],
          [west, 37],
        ],
      ],
    ],
  },
})

it('gives each share its class: what is fully served stands in the highest', () => {
  expect([0, 0.39, 0.4, 0.79, 0.95, 1].map(shareClass)).toEqual([0, 0, 1, 2, 4, 4])
})

it('says every share in figures inside its area, and none where nobody lives', () => {
  const { features } = shareData(
    [square('a', 120), square('b', 120.01)],
    (code) => (code === 'a' ? 0.5 : null),
    (share) => `${share * 100} %`,
  )
  expect(features.map(({ geometry, properties }) => [geometry.type, properties?.class, properties?.words])).toEqual([
    ['MultiPolygon', 1, undefined],
    ['Point', undefined, '50 %'],
    ['MultiPolygon', -1, undefined],
  ])
})

it('draws the border of the area that is pointed at', () => {
  const colors = { ramp: ['a', 'b', 'c', 'd', 'e'], text: 't', ground: 'g', live: 'l' } as const
  const data = shareData([square('a', 120)], () => 1, String)
  expect(shareOverlay(data, null, colors).layers).toHaveLength(2)
  expect(shareOverlay(data, 'a', colors).layers.at(-1)?.filter).toEqual([
    'all',
    ['!=', ['geometry-type'], 'Point'],
    ['==', ['get', 'code'], 'a'],
  ])
})
