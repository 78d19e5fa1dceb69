import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GatheredLevel, gatherElderly } from './gather-elderly.ts'
import type { CoverageSource } from './model.ts'

const home = fc.record({
  elderly: fc.nat(7),
  compound: fc.integer({ min: -1, max: 5 }),
  microGrid: fc.nat(7),
  x: fc.nat(1000),
  y: fc.nat(1000),
})

/** Micro-grids lie two in a grid, grids two in a community, communities two in a street. */
function buildingsOf(homes: { elderly: number; compound: number; microGrid: number; x: number; y: number }[]) {
  const column = (value: (home: (typeof homes)[number]) => number) => Int32Array.from(homes, value)
  return {
    longitude: Float64Array.from(homes, ({ x }) => 120 + x / 1e4),
    latitude: Float64Array.from(homes, ({ y }) => 37 + y / 1e4),
    households: column(() => 1),
    elderly: column(({ elderly }) => elderly),
    compound: column(({ compound }) => compound),
    microGrid: column(({ microGrid }) => microGrid),
    grid: column(({ microGrid }) => microGrid >> 1),
    community: column(({ microGrid }) => microGrid >> 2),
    street: column(({ microGrid }) => microGrid >> 3),
  } satisfies CoverageSource['buildings']
}

const towns = fc.array(home, { maxLength: 60 }).map(buildingsOf)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)

describe('elderly people gathered into groups', () => {
  it('are all there, or none where the county has but a few', () => {
    fc.assert(
      fc.property(towns, fc.integer({ min: 1, max: 12 }), (buildings, smallCount) => {
        const whole = sum(buildings.elderly)
        const told = sum(gatherElderly(buildings, smallCount).elderly)
        const houses = buildings.elderly.filter((people) => people > 0).length
        expect(told).toBe(whole >= smallCount && houses >= 3 ? whole : 0)
      }),
    )
  })

  it('never let two counts differ by a few, whatever is counted', () => {
    fc.assert(
      fc.property(
        towns,
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.boolean()),
        (buildings, smallCount, coin) => {
          const { elderly } = gatherElderly(buildings, smallCount)
          const within = () => sum(elderly.filter(() => coin.next().value as boolean))
          const [one, other] = [within(), within()]
          // one scenario inside the other, as when a station covers a building more
          const more = sum(elderly.filter((people) => people > 0 && (coin.next().value as boolean)))
          expect(more === 0 || more >= smallCount).toBe(true)
          expect([one, other].every((count) => count === 0 || count >= smallCount)).toBe(true)
        },
      ),
    )
  })

  it('keep within their area, or the areas they reach into are named', () => {
    const levels: GatheredLevel[] = ['microGrid', 'grid', 'community', 'street']
    fc.assert(
      fc.property(towns, (buildings) => {
        const { elderly, crossed } = gatherElderly(buildings, 5)
        for (const level of levels) {
          const areas = new Set(buildings[level])
          for (const area of areas) {
            if (crossed[level].has(area) || sum(elderly) === 0) continue
            const inside = (people: number, building: number) => (buildings[level][building] === area ? people : 0)
            expect(sum(elderly.map(inside))).toBe(sum(buildings.elderly.map(inside)))
          }
        }
      }),
    )
  })

  it('never tell of one building, however many live there', () => {
    const buildings = buildingsOf([
      { elderly: 80, compound: 0, microGrid: 0, x: 0, y: 0 },
      { elderly: 1, compound: 0, microGrid: 0, x: 1, y: 0 },
      { elderly: 2, compound: 0, microGrid: 0, x: 2, y: 0 },
    ])
    expect([...gatherElderly(buildings, 5).elderly]).toEqual([0, 83, 0])
  })
})
