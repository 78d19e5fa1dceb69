import { expect, test } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { traceGuides } from './trace-guides.ts'

const scale = [10_000, 10_000] as const
const road = (...line: Position[]) => ({ name: '', line })

test('follows the bends of one road between two places on it, in either direction', () => {
  const bent = road([120, 37], [120.01, 37], [120.01, 37.01], [120.02, 37.01])
  expect(traceGuides([bent], [120.005, 37], [120.015, 37.01], scale)).toEqual([
    [120.01, 37],
    [120.01, 37.01],
  ])
  expect(traceGuides([bent], [120.015, 37.01], [120.005, 37], scale)).toEqual([
    [120.01, 37.01],
    [120.01, 37],
  ])
  expect(traceGuides([bent], [120.002, 37], [120.008, 37], scale)).toEqual([])
})

test('turns into another road where both share a place, and takes the shorter way round', () => {
  const west = road([120, 37], [120, 37.01], [120.01, 37.01])
  const east = road([120, 37], [120.03, 37], [120.03, 37.01], [120.01, 37.01])
  expect(traceGuides([west, east], [120, 37.005], [120.012, 37.01], scale)).toEqual([
    [120, 37.01],
    [120.01, 37.01],
  ])
})

test('is no way where roads are not joined, or only by a long detour', () => {
  expect(
    traceGuides(
      [road([120, 37], [120.01, 37]), road([120, 37.001], [120.01, 37.001])],
      [120.005, 37],
      [120.005, 37.001],
      scale,
    ),
  ).toBe(null)
  const loop = road([120, 37], [120.1, 37], [120.1, 37.001], [120, 37.001])
  expect(traceGuides([loop], [120, 37], [120, 37.001], scale)).toBe(null)
})
