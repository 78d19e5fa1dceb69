import { expect, test } from 'vitest'
import { groundFromText, groundToText } from './ground-text.ts'

const square = (x: number, y: number): [number, number][] => [
  [x, y],
  [x + 0.1, y],
  [x + 0.1, y + 0.1],
  [x, y],
]

test('ground comes back from its text as it was, however long, holes and parts with it', () => {
  const ground = [[square(120.7, 37.8), square(120.71, 37.81)], [square(-0.5, 1e-7)]]
  expect(groundFromText(groundToText(ground).join(''))).toEqual({ type: 'MultiPolygon', coordinates: ground })
  const long = [[Array.from({ length: 4_000 }, (_, i): [number, number] => [120 + i / 1e7, 37])]]
  const parts = groundToText(long)
  expect(parts.length).toBeGreaterThan(1)
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(32_767)
  expect(groundFromText(parts.join(''))?.coordinates).toEqual(long)
})

test('a polygon, small letters and heights are read; anything else is none', () => {
  expect(groundFromText('polygon ((1 2 9, 3 4 9, 5 6 9, 1 2 9))')?.coordinates).toEqual([
    [
      [
        [1, 2],
        [3, 4],
        [5, 6],
        [1, 2],
      ],
    ],
  ])
  for (const text of ['', 'POINT(1 2)', 'POLYGON((1 2', 'POLYGON((1 2,3))', 'MULTIPOLYGON()', '__proto__'])
    expect(groundFromText(text), text).toBeNull()
})
