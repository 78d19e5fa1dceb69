import { expect, it } from 'vitest'
import { outlineLayers } from './outline.layer.ts'

const ring = [
  [120, 37],
  [120.1, 37],
  [120, 37.1],
  [120, 37],
] as const

it('outlines an area by all its rings, a line on a rim, and fills nothing', () => {
  const layers = outlineLayers({ kind: 'area', polygons: [[ring, ring], [ring]] }, 'light')
  expect(layers.map(({ id }) => id)).toEqual(['heat-outline-rim', 'heat-outline-line'])
  for (const { props } of layers) expect(props).toMatchObject({ widthUnits: 'pixels', data: [ring, ring, ring] })
})

it('draws the reach of a kernel in metres on the ground, not in pixels', () => {
  const reach = { kind: 'reach', longitude: 120, latitude: 37, radiusMeters: 300 } as const
  for (const { props } of outlineLayers(reach, 'dark'))
    expect(props).toMatchObject({ getRadius: 300, radiusUnits: 'meters', filled: false, stroked: true })
})
