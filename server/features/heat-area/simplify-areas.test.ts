import { expect, it } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { simplifyArea } from './simplify-areas.ts'

const ring = (...corners: Position[]): Position[] => [...corners, corners[0]!]

it('leaves out what lies on a straight line and keeps shared borders shared', () => {
  const shared: Position[] = [
    [120.0010004, 37],
    [120.0010001, 37.0005003],
    [120.0012, 37.0007],
    [120.0010002, 37.001],
  ]
  const left = simplifyArea([[ring([120, 37], [120.0005, 37], ...shared, [120, 37.001])]])
  const right = simplifyArea([[ring([120.002, 37.001], ...[...shared].reverse(), [120.002, 37])]])
  expect(left).toEqual([
    [
      [
        [120.001, 37],
        [120.001, 37.0005],
        [120.0012, 37.0007],
        [120.001, 37.001],
        [120, 37.001],
        [120, 37],
        [120.001, 37],
      ],
    ],
  ])
  const corners = (polygons: Position[][][]) => polygons.flat(2).map(String)
  for (const [x, y] of shared) {
    const rounded = String([Math.round(x * 1e5) / 1e5, Math.round(y * 1e5) / 1e5])
    expect([corners(left).includes(rounded), corners(right).includes(rounded)]).toEqual([true, true])
  }
})

it('closes rings where the first corner itself lay on a line, and drops holes that vanish', () => {
  const outer = ring([120.0005, 37], [120.001, 37], [120.001, 37.001], [120, 37.001], [120, 37])
  const hole = ring([120.0005, 37.0005], [120.000501, 37.0005], [120.0005, 37.000501])
  expect(simplifyArea([[outer, hole]])).toEqual([
    [
      [
        [120.001, 37],
        [120.001, 37.001],
        [120, 37.001],
        [120, 37],
        [120.001, 37],
      ],
    ],
  ])
})

it('keeps the vertices of an area smaller than the lattice', () => {
  const tiny = ring([120, 37], [120.000001, 37], [120, 37.000001])
  expect(simplifyArea([[tiny]])).toEqual([[tiny]])
})
