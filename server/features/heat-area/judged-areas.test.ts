import { expect, it } from 'vitest'
import { toGround } from '#domain/heat/metric-plane.ts'
import { coverWithCells } from './cells.ts'
import type { Ground } from './ground.ts'
import { judgedAreas } from './judged-areas.ts'

const plane = { longitude: 120.75, latitude: 37.8 }

function groundOf(east: number[]): Ground {
  const corners = east.map((meters, corner) => toGround(plane, meters, corner === 0 || corner === 3 ? 0 : 100))
  const lattice = coverWithCells([[[...corners, corners[0]!]]], plane, 100)!
  const { squareMeters } = lattice
  const none = Array.from(squareMeters, () => '')
  return {
    ...{ by: 'cell', codes: none, names: none, communities: none, squareMeters },
    households: new Int32Array(squareMeters.length),
    east: squareMeters,
    north: squareMeters,
    polygonsOf: () => [],
    locator: { kind: 'cell', lattice },
  }
}

it('judges no cell of which less than half is the county’s, and no area without a base', () => {
  // 30 m of the first cell, the second whole, 60 m of the third
  const ground = groundOf([70, 70, 260, 260])
  expect([...judgedAreas(ground, ground.squareMeters)]).toEqual([0, 1, 1])
  expect([...judgedAreas(ground, Float64Array.of(9, 0, 9))]).toEqual([0, 0, 1])
})

it('judges every area that is no cell and has a base, however small', () => {
  const ground: Ground = { ...groundOf([70, 70, 260, 260]), locator: { kind: 'faces', faces: [] } }
  expect([...judgedAreas(ground, Float64Array.of(3, 0, 9))]).toEqual([1, 0, 1])
})
