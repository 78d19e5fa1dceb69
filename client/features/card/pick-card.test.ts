import { expect, it } from 'vitest'
import type { PickedFeature } from '#client/map/map-view.types.ts'
import { pickCard } from './pick-card.ts'

const feature = (source: string, properties: Record<string, unknown>): PickedFeature => ({
  source,
  layer: source,
  properties,
  longitude: 120.75,
  latitude: 37.8,
})
const street = feature('area', { code: '370699001', level: 'street' })
const community = feature('area', { code: '370699001001', level: 'community' })
const grid = feature('grid', { code: '370699001001001' })

it('means the mark before the building before the grid, whatever lies on top', () => {
  const building = feature('building', { code: 'b1' })
  const issue = feature('issue', { number: 'YF1' })
  expect(pickCard([street, grid, building, issue], 16)).toMatchObject({ layer: 'issue', code: 'YF1' })
  expect(pickCard([street, grid, building], 16)).toMatchObject({ layer: 'building', code: 'b1' })
  expect(pickCard([street, grid], 14)).toMatchObject({ layer: 'grid' })
})

it('means the street from afar and the community from near', () => {
  expect(pickCard([community, street], 10)).toMatchObject({ code: '370699001' })
  expect(pickCard([street, community], 13)).toMatchObject({ code: '370699001001' })
})

it('tells a cluster of issues with its number', () => {
  expect(pickCard([feature('issue', { count: 12 })], 10)).toMatchObject({ kind: 'cluster', count: 12 })
})

it('passes over what has no card: overlays, water, things without a code', () => {
  expect(pickCard([feature('heat', { class: 2 }), feature('water', { name: '海' })], 14)).toBeNull()
  expect(pickCard([feature('station', {})], 14)).toBeNull()
})
