import { expect, it } from 'vitest'
import { changedProperties } from './changed-properties.ts'

const places = [0, 1, 2].map((x): GeoJSON.Point => ({ type: 'Point', coordinates: [x, 0] }))
const collection = (classes: readonly string[], ids: readonly (number | undefined)[] = [0, 1, 2]) => ({
  type: 'FeatureCollection' as const,
  features: classes.map((name, index): GeoJSON.Feature => {
    const id = ids[index]
    return {
      type: 'Feature',
      ...(id === undefined ? {} : { id }),
      properties: { class: name },
      geometry: places[index]!,
    }
  }),
})

it('tells only the features of which a property is another one', () => {
  expect(changedProperties(collection(['a', 'b', 'c']), collection(['a', 'x', 'c']))).toEqual({
    update: [{ id: 1, addOrUpdateProperties: [{ key: 'class', value: 'x' }] }],
  })
  expect(changedProperties(collection(['a']), collection(['a']))).toEqual({ update: [] })
})

it('gives up where more than properties is another: features, ids, geometries, keys', () => {
  const before = collection(['a', 'b', 'c'])
  const moved = structuredClone(before)
  const named = collection(['a', 'b', 'c'])
  named.features[0]!.properties = { name: 'a' }
  for (const after of [collection(['a', 'b']), collection(['a', 'b', 'c'], [0, 2, 1]), moved, named])
    expect(changedProperties(before, after)).toBeNull()
  const nameless = collection(['a'], [undefined])
  expect(changedProperties(nameless, collection(['b'], [undefined]))).toBeNull()
  expect(changedProperties(places[0]!, before)).toBeNull()
})
