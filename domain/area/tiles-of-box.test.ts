import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tileMeetsBox, tilesOfBox, worldX, worldY } from './tiles-of-box.ts'

const range = { minZoom: 0, maxZoom: 16, buffer: 1 / 64 }

test('a point in the middle of a tile makes one tile of every zoom dirty', () => {
  const tiles = tilesOfBox([120.7511, 37.8103, 120.7511, 37.8103], { ...range, buffer: 0 })
  expect(tiles).toHaveLength(17)
  expect(tiles).toContainEqual({ z: 12, x: 3421, y: 1582 })
})

test('a point within the buffer of a border makes the neighbour dirty too', () => {
  const border = (6843 / 2 ** 13 - 0.5) * 360
  const tiles = tilesOfBox([border + 1e-5, 37.8, border + 1e-5, 37.8], { minZoom: 13, maxZoom: 13, buffer: 1 / 64 })
  expect(tiles).toMatchObject([{ x: 6842 }, { x: 6843 }])
})

test('no box, junk or far too many tiles mean the whole layer', () => {
  expect(tilesOfBox(null, range)).toBe('all')
  expect(tilesOfBox([Number.NaN, 0, 1, 1], range)).toBe('all')
  expect(tilesOfBox([-180, -90, 180, 90], range)).toBe('all')
})

test('a swapped box, the poles and the edges of the world stay inside the pyramid', () => {
  const tiles = tilesOfBox([180, 90, 180, 90], { ...range, maxZoom: 4 })
  expect(tiles).not.toBe('all')
  for (const { z, x, y } of tiles as Exclude<typeof tiles, 'all'>) {
    expect(x).toBe(2 ** z - 1)
    expect(y).toBe(0)
  }
  expect(tilesOfBox([121, 38, 120, 37], { ...range, maxZoom: 9 })).toEqual(
    tilesOfBox([120, 37, 121, 38], { ...range, maxZoom: 9 }),
  )
})

test('the list holds exactly the tiles that meet the box', () => {
  const degrees = fc.tuple(
    fc.double({ min: 120, max: 121, noNaN: true }),
    fc.double({ min: 37, max: 38, noNaN: true }),
    fc.double({ min: 0, max: 0.02, noNaN: true }),
  )
  fc.assert(
    fc.property(degrees, fc.integer({ min: 8, max: 14 }), ([west, south, size], z) => {
      const box: [number, number, number, number] = [west, south, west + size, south + size]
      const listed = tilesOfBox(box, { minZoom: z, maxZoom: z, buffer: 1 / 64 })
      if (listed === 'all') return
      const x = Math.floor(worldX(west) * 2 ** z)
      const y = Math.floor(worldY(south) * 2 ** z)
      for (let dx = -3; dx <= 3; dx++)
        for (let dy = -3; dy <= 3; dy++) {
          const tile = { z, x: x + dx, y: y + dy }
          const isListed = listed.some((one) => one.x === tile.x && one.y === tile.y)
          expect(isListed).toBe(tileMeetsBox(tile, box, 1 / 64))
        }
    }),
    { seed: 7 },
  )
})
