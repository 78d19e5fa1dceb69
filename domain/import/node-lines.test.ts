import { describe, expect, it } from 'vitest'
import { nodeLines } from './node-lines.ts'

type Place = [number, number]
const meter = 1 / 111_195
/** Metres east and north of 0, 0. */
const line = (...places: Place[]): Place[] => places.map(([x, y]) => [x * meter, y * meter])
const rule = { withinMeters: 3, crosses: () => true }
const told = (lines: Place[][], more = {}) =>
  nodeLines(lines, { ...rule, ...more }).pieces.map(({ line: number, places }) => [
    number,
    places.map(([x, y]) => [Math.round(x / meter), Math.round(y / meter)]),
  ])

describe('noding lines', () => {
  it('cuts both where they cross, and counts it', () => {
    const crossing = [line([0, 0], [100, 0]), line([50, -50], [50, 50])]
    expect(told(crossing)).toEqual([
      [
        0,
        [
          [0, 0],
          [50, 0],
        ],
      ],
      [
        0,
        [
          [50, 0],
          [100, 0],
        ],
      ],
      [
        1,
        [
          [50, -50],
          [50, 0],
        ],
      ],
      [
        1,
        [
          [50, 0],
          [50, 50],
        ],
      ],
    ])
    expect(nodeLines(crossing, rule)).toMatchObject({ crossings: 1, drawn: 0 })
  })

  it('leaves a bridge above what it crosses', () => {
    const lines = [line([0, 0], [100, 0]), line([50, -50], [50, 50])]
    expect(told(lines, { crosses: (number: number) => number !== 1 })).toHaveLength(2)
  })

  it('draws an end to a line within reach, and no farther one', () => {
    const lines = [line([0, 0], [100, 0]), line([50, 2], [50, 50]), line([70, 9], [70, 50])]
    expect(told(lines)).toEqual([
      [
        0,
        [
          [0, 0],
          [50, 0],
        ],
      ],
      [
        0,
        [
          [50, 0],
          [100, 0],
        ],
      ],
      [
        1,
        [
          [50, 0],
          [50, 50],
        ],
      ],
      [
        2,
        [
          [70, 9],
          [70, 50],
        ],
      ],
    ])
    expect(nodeLines(lines, rule)).toMatchObject({ crossings: 0, drawn: 1 })
  })

  it('leaves lines as they are that are joined at their ends', () => {
    const joined = [line([0, 0], [50, 0]), line([50, 0], [100, 0]), line([50, 0], [50, 30])]
    expect(told(joined)).toHaveLength(3)
    expect(nodeLines(joined, rule)).toMatchObject({ crossings: 0, drawn: 0 })
  })

  it('cuts a line at its own corner where another begins there', () => {
    expect(told([line([0, 0], [50, 0], [50, 50]), line([50, 0], [90, 0])])).toEqual([
      [
        0,
        [
          [0, 0],
          [50, 0],
        ],
      ],
      [
        0,
        [
          [50, 0],
          [50, 50],
        ],
      ],
      [
        1,
        [
          [50, 0],
          [90, 0],
        ],
      ],
    ])
  })

  it('takes nothing', () => expect(nodeLines([], rule)).toEqual({ pieces: [], crossings: 0, drawn: 0 }))
})
