import { describe, expect, it } from 'vitest'
import type { AreaFigures } from '#domain/contract/coverage-figures.ts'
import { areaRows, elderlyWithin, findRows, loadRows } from './area-rows.ts'

const inside = (...steps: [number, number][]) =>
  Array.from({ length: 21 }, (_, minute) => steps.findLast(([from]) => minute >= from)?.[1] ?? 0)
const songyuan: AreaFigures = {
  code: '370699002001',
  name: '松园社区',
  parent: '370699002',
  households: 100,
  elderly: 40,
  inside: inside([4, 20], [9, 50], [14, 80], [20, 90]),
  elderlyInside: [5, 10, 15, 20].map((minutes) => ({ minutes, people: minutes === 5 ? null : minutes })),
  medianMinutes: 9,
  servedBy: [
    { code: 's1', households: 60 },
    { code: 's2', households: 20 },
  ],
}
const nameOf = { area: (code: string) => `area ${code}`, station: (code: string) => `station ${code}` }

describe('rows of areas', () => {
  it('tell share, who is left out, the spread over the minutes and the station that serves most', () => {
    const [row] = areaRows([songyuan], null, null, 15, nameOf)
    expect(row).toMatchObject({ inside: 80, share: 0.8, leftOut: 20, before: null, elderlyInside: 15, others: 1 })
    expect(row?.spread).toEqual([20, 30, 30, 10, 10])
    expect([row?.parent, row?.station]).toEqual(['area 370699002', 'station s1'])
  })

  it('follow the model of the page, beside what was before the changes', () => {
    const live = [{ code: songyuan.code, households: 100, walk: inside([5, 95]), medianMinutes: 5 }]
    const before = [{ code: songyuan.code, households: 100, walk: inside([15, 80]), medianMinutes: 15 }]
    expect(areaRows([songyuan], live, before, 15, nameOf)[0]).toMatchObject({
      inside: 95,
      before: 80,
      medianMinutes: 5,
    })
  })

  it('have no share where nobody lives', () => {
    const empty = { ...songyuan, households: 0, inside: inside() }
    expect(areaRows([empty], null, null, 15, nameOf)[0]).toMatchObject({ share: null, leftOut: 0 })
  })

  it('count elderly people at the step that the minutes have reached', () => {
    expect([5, 9, 10, 14, 15, 19, 20].map(elderlyWithin)).toEqual([5, 5, 10, 10, 15, 15, 20])
  })

  it('are found by name, code or the area above', () => {
    const rows = areaRows([songyuan], null, null, 15, nameOf)
    expect(findRows(rows, ' 松园 ')).toHaveLength(1)
    expect(findRows(rows, '002001')).toHaveLength(1)
    expect(findRows(rows, 'AREA')).toHaveLength(1)
    expect(findRows(rows, '滨海')).toHaveLength(0)
  })
})

it('a station is loaded by what it can serve, and not at all where nobody said what that is', () => {
  const load = { name: '', households: 900, withSecond: 0 }
  const rows = loadRows(
    [
      { ...load, code: 'a', capacityHouseholds: 600 },
      { ...load, code: 'b', capacityHouseholds: null },
    ],
    [{ code: 'a', households: 700 }],
    () => 'grid',
  )
  expect(rows.map((row) => [row.load, row.before])).toEqual([
    [1.5, 700],
    [null, 0],
  ])
})
