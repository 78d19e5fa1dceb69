import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { MapView } from '#client/map/map-view.types.ts'
import { createDissolve, DISSOLVE_MILLISECONDS, type Drawing } from './dissolve.ts'

const ground: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
const drawing = (color: string): Drawing => ({
  data: ground,
  layers: [{ id: 'heat-fill', type: 'fill', paint: { 'fill-color': color, 'fill-opacity': 0.7 } }],
})

/** What of the overlay is drawn, each time it is set: colour and strength; null for nothing. */
function watched() {
  const drawn: ([unknown, unknown] | null)[] = []
  const idle = new Set<() => void>()
  const view: Pick<MapView, 'setOverlay' | 'onIdle'> = {
    setOverlay(_, overlay) {
      const [layer] = overlay?.layers ?? []
      drawn.push(layer?.type === 'fill' ? [layer.paint?.['fill-color'], layer.paint?.['fill-opacity']] : null)
    },
    onIdle(heard) {
      idle.add(heard)
      return () => idle.delete(heard)
    },
  }
  const rest = () => {
    for (const heard of [...idle]) heard()
  }
  return { drawn, rest, dissolve: createDissolve(view, 'heat') }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('lets a picture come once it is drawn whole, and go before the next one comes', () => {
  const { drawn, rest, dissolve } = watched()
  dissolve.show(drawing('red'), true)
  expect(drawn).toEqual([['red', 0]])
  rest()
  dissolve.show(null, true)
  dissolve.show(null, true)
  expect(drawn.slice(1)).toEqual([
    ['red', 0.7],
    ['red', 0],
  ])
  vi.advanceTimersByTime(DISSOLVE_MILLISECONDS)
  dissolve.show(drawing('blue'), true)
  rest()
  expect(drawn.slice(3)).toEqual([null, ['blue', 0], ['blue', 0.7]])
})

it('never draws two pictures on each other, however soon the next one is there', () => {
  const { drawn, rest, dissolve } = watched()
  dissolve.show(drawing('red'), true)
  rest()
  dissolve.show(null, true)
  dissolve.show(drawing('blue'), true)
  vi.advanceTimersByTime(10 * DISSOLVE_MILLISECONDS)
  rest()
  expect(drawn.at(-1)).toEqual(['blue', 0.7])
  expect(drawn).not.toContain(null)
})

it('draws at once what changes while a picture stands, and everything where nothing moves', () => {
  const { drawn, rest, dissolve } = watched()
  dissolve.show(drawing('red'), true)
  rest()
  dissolve.show(drawing('orange'), true)
  expect(drawn.at(-1)).toEqual(['orange', 0.7])
  const still = watched()
  still.dissolve.show(drawing('red'), false)
  still.dissolve.show(null, false)
  expect(still.drawn).toEqual([['red', 0.7], null])
})

it('does not wait for ever for a map that does not come to rest', () => {
  const { drawn, dissolve } = watched()
  dissolve.show(drawing('red'), true)
  vi.advanceTimersByTime(5_000)
  expect(drawn.at(-1)).toEqual(['red', 0.7])
})
