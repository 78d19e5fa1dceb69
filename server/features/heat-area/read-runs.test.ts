import { expect, it } from 'vitest'
import { makeHistory } from './make-history.ts'
import { readRuns } from './read-runs.ts'

const all = { firstDay: Number.NEGATIVE_INFINITY, endDay: Number.POSITIVE_INFINITY }
const read = (runs: string, cut = all) => {
  const found: [number, number][] = []
  readRuns({ runs, ...cut }, (day, filed) => found.push([day, filed]))
  return found
}

it('reads days one after another and leaves out those on which nothing happened', () => {
  expect(read('9801:3 0 12;9832:2')).toEqual([
    [9801, 3],
    [9803, 12],
    [9832, 2],
  ])
  expect(read('-3:0 1 0 4')).toEqual([
    [-2, 1],
    [0, 4],
  ])
  expect(read('')).toEqual([])
})

it('reads only the days asked for', () => {
  expect(read('10:1 2 3 4', { firstDay: 11, endDay: 13 })).toEqual([
    [11, 2],
    [12, 3],
  ])
})

it('makes a history of runs, adding what is told of one place twice', () => {
  const rows = [
    { place: 1, runs: '5:2;7:1', ...all },
    { place: 0, runs: '7:4', ...all },
    { place: 1, runs: '7:1;7:1', ...all },
    { place: -1, runs: '6:9', ...all },
  ]
  expect(makeHistory({ kind: 'runs', codes: ['A', 'B', 'C'], rows })).toEqual({
    places: ['B', 'A'],
    firstDay: 5,
    lastDay: 7,
    day: Int32Array.of(0, 2, 2),
    place: Int32Array.of(0, 1, 0),
    filed: Int32Array.of(2, 4, 3),
    outside: 9,
    cells: null,
  })
})
