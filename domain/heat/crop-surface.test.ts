import { expect, it } from 'vitest'
import { cropSurface } from './crop-surface.ts'
import { subtractSurfaces } from './subtract-surfaces.ts'
import type { Surface } from './surface.ts'

function surfaceOf(width: number, values: number[], firstColumn = 0, firstRow = 0): Surface {
  const plane = { longitude: 120, latitude: 37 }
  const height = width === 0 ? 0 : values.length / width
  return {
    plane,
    cellMeters: 50,
    bandwidthMeters: 300,
    firstColumn,
    firstRow,
    width,
    height,
    values: Float32Array.from(values),
  }
}

it('a surface loses its margins of zeros and stays where it is', () => {
  const cropped = cropSurface(surfaceOf(4, [0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 7, 0, 0, 0, 0], 10, 20))
  expect(cropped).toMatchObject({ firstColumn: 12, firstRow: 21, width: 2, height: 2 })
  expect([...cropped.values]).toEqual([5, 0, 0, 7])
  expect(cropSurface(surfaceOf(2, [0, -1, 0, 0]))).toMatchObject({ firstColumn: 1, width: 1, height: 1 })
})

it('a surface of zeros has no cells', () => {
  expect(cropSurface(surfaceOf(2, [0, 0, 0, 0]))).toMatchObject({ width: 0, height: 0 })
  expect(cropSurface(surfaceOf(0, []))).toMatchObject({ width: 0, height: 0 })
})

it('surfaces are subtracted where they lie, over the ground of both', () => {
  const difference = subtractSurfaces(surfaceOf(2, [1, 2, 3, 4]), surfaceOf(2, [1, 1], 1, 1))
  expect(difference).toMatchObject({ firstColumn: 0, firstRow: 0, width: 3, height: 2 })
  expect([...difference.values]).toEqual([1, 2, 0, 3, 3, -1])
  expect([...subtractSurfaces(surfaceOf(0, []), surfaceOf(1, [2], 5, 5)).values]).toEqual([-2])
})
