import { describe, expect, it } from 'vitest'
import { everyStation } from '#domain/coverage/choose-stations.ts'
import { buildModel } from '#domain/coverage/model.ts'
import { at, townOf } from '#domain/coverage/test-town.ts'
import { plainWalk } from '#domain/coverage/walk-choice.ts'
import { createWhatIf } from '#domain/coverage/what-if.ts'
import { endsThatNearlyMeet, findGaps } from './find-gaps.ts'
import { findEnds } from './network-ends.ts'

/** A street from a station that breaks off 8 m before the lane where people live; a stub of 4 m; a compound without a gate. */
function brokenTown() {
  return buildModel(
    townOf({
      lines: [
        [at(0, 0), at(500, 0)],
        [at(508, 0), at(900, 0)],
        [at(200, 300), at(204, 300)],
        [at(0, 0), at(0, 400)],
      ],
      names: ['Sea Road', 'Hill Lane'],
      stations: [at(10, 5)],
      homes: [
        { position: at(850, 5), households: 120 },
        { position: at(100, 5), households: 30 },
        { position: at(50, 70), households: 9, compound: 0 },
      ],
      compounds: [
        {
          code: 'c1',
          name: 'Garden',
          enclosure: { polygons: [[[at(20, 50), at(80, 50), at(80, 90), at(20, 50)]]], gates: [] },
        },
      ],
    }),
  )
}

describe('what looks wrong about a network', () => {
  it('finds dead ends that nearly meet, not the two ends of one stub, nor ends that are joined', () => {
    const found = endsThatNearlyMeet(brokenTown())
    expect(found.map(({ name, meters }) => [name, Math.round(meters)])).toEqual([['Sea Road', 8]])
  })

  it('tells how many households come within the minutes when they are joined, and leaves the county as it was', () => {
    const model = brokenTown()
    const now = createWhatIf(model, plainWalk('adult'), everyStation)
    const before = now.figures().walk[15]
    const ends = findGaps(model, now, 15).find(({ kind }) => kind === 'ends')
    expect(ends).toMatchObject({ gained: 120 })
    expect(now.figures().walk[15]).toBe(before)
  })

  it('names walled compounds without a gate', () => {
    const model = brokenTown()
    const gaps = findGaps(model, createWhatIf(model, plainWalk('adult'), everyStation), 15)
    expect(gaps.filter(({ kind }) => kind === 'gateless').map(({ name }) => name)).toEqual(['Garden'])
  })

  it('finds the nearest dead end within reach, and none beyond it', () => {
    const ends = findEnds(brokenTown().network)
    const [longitude, latitude] = ends.nearest(at(503, 2), 20)!
    const [expected, north] = at(500, 0)
    expect(longitude).toBeCloseTo(expected, 7)
    expect(latitude).toBeCloseTo(north, 7)
    expect(ends.nearest(at(250, 100), 20)).toBeNull()
  })
})
