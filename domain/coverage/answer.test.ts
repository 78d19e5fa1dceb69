import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { countCounty, countStation, walkFrom } from './answer.ts'
import { buildModel } from './model.ts'
import { walkProfiles } from './profile.ts'
import { at, randomTown, townOf } from './test-town.ts'
import { plainWalk } from './walk-choice.ts'

/** One street of 2,000 m to the east, the station at its west end. */
const street = { lines: [[at(0, 0), at(1000, 0), at(2000, 0)]], stations: [at(0, 0)] }

describe('coverage of a station', () => {
  it('counts a household by its walk along the street and the straight stretch to it', () => {
    const model = buildModel(townOf({ ...street, homes: [{ position: at(1000, 100), households: 7 }] }))
    const counted = countStation(model, 'adult', 's0')
    if (!counted.ok) throw new Error(counted.reason)
    // 1,100 m at 5 km/h are 13.2 minutes; the straight line is 1,005 m, 12.06 minutes
    expect(counted.told.walk.map((households) => households > 0).indexOf(true)).toBe(14)
    expect(counted.told.straight.map((households) => households > 0).indexOf(true)).toBe(13)
    expect(counted.told.cannotWalk[13]).toBe(7)
    expect(counted.told.cannotWalk[14]).toBe(0)
  })

  it('takes an elderly person 1.56 times as long', () => {
    const model = buildModel(townOf({ ...street, homes: [{ position: at(500, 0) }] }))
    const told = walkFrom(model, 'elderly', 's0')
    expect(told.ok && told.told.times.deciseconds[0]).toBe(Math.round((500 * 36) / 3.2))
  })

  it('walks straight along the edge when home and station stand on the same one', () => {
    const model = buildModel(townOf({ ...street, stations: [at(800, 30)], homes: [{ position: at(900, -20) }] }))
    const told = walkFrom(model, 'adult', 's0')
    expect(told.ok && told.told.times.deciseconds[0]).toBeCloseTo((150 * 36) / 5, -0.5)
  })

  it('leaves steps to those who can take them', () => {
    const lines = [
      [at(0, 0), at(200, 0)],
      [at(200, 0), at(400, 0)],
      [at(400, 0), at(600, 0)],
    ]
    const model = buildModel(
      townOf({ lines, kinds: [1, 4, 1], stations: [at(0, 0)], homes: [{ position: at(600, 0), households: 9 }] }),
    )
    const adult = countStation(model, 'adult', 's0')
    const wheels = countStation(model, 'wheels', 's0')
    expect(adult.ok && adult.told.walk[20]).toBe(9)
    expect(wheels.ok && wheels.told.walk[20]).toBe(0)
    expect(wheels.ok && wheels.told.leftOut).toMatchObject([{ nearest: null }])
    expect(wheels.ok && wheels.told.leftOut[0]?.walkByMinute[15]).toBeNull()
  })

  it('leaves a walled compound by its gate only', () => {
    const polygons = [[[at(100, 10), at(300, 10), at(300, 110), at(100, 110), at(100, 10)]]]
    const compounds = [{ code: 'c1', name: 'Garden', enclosure: { polygons, gates: [at(300, 60)] } }]
    const lines = [[at(0, 0), at(400, 0)]]
    const homes = [{ position: at(110, 30), households: 3, compound: 0 }]
    const model = buildModel(townOf({ lines, stations: [at(0, 0)], homes, compounds }))
    const told = walkFrom(model, 'adult', 's0')
    const toGate = Math.hypot(190, 30)
    expect(told.ok && told.told.times.deciseconds[0]).toBe(Math.round(((toGate + 60 + 300) * 36) / 5))
    const counted = countStation(model, 'adult', 's0')
    expect(counted.ok && counted.told.leftOut).toMatchObject([{ kind: 'compound', name: 'Garden' }])
    expect(counted.ok && counted.told.leftOut[0]?.walkByMinute.slice(5, 8)).toEqual([7, 7, null])
  })

  it('names what is missing instead of counting nothing', () => {
    const homes = [{ position: at(100, 0) }]
    const reason = (source: Parameters<typeof townOf>[0], code = 's0') => {
      const counted = countStation(buildModel(townOf(source)), 'adult', code)
      return counted.ok ? 'counted' : counted.reason
    }
    expect(reason({ ...street, lines: [], homes })).toBe('no-walking-network')
    expect(reason({ ...street, homes: [] })).toBe('no-households')
    expect(reason({ ...street, homes }, 's9')).toBe('unknown-station')
    expect(reason({ ...street, stations: [at(500, 900)], homes })).toBe('station-off-network')
  })
})

describe('coverage of random towns', () => {
  const towns = Array.from({ length: 12 }, (_, seed) => buildModel(randomTown(14, 4, 300, seededRandom(seed))))

  it('never lets more minutes count fewer households, on foot or straight', () => {
    for (const model of towns)
      for (const profile of walkProfiles) {
        const counted = countStation(model, profile, 's0')
        if (!counted.ok) throw new Error(counted.reason)
        for (const counts of [counted.told.walk, counted.told.straight])
          for (let minute = 1; minute < counts.length; minute++)
            expect(counts[minute]).toBeGreaterThanOrEqual(counts[minute - 1]!)
      }
  })

  it('splits the straight circle into who walks in time and who does not', () => {
    for (const model of towns) {
      const counted = countStation(model, 'adult', 's1')
      if (!counted.ok) throw new Error(counted.reason)
      const { walk, straight, cannotWalk, leftOut } = counted.told
      for (let minute = 5; minute <= 20; minute++) {
        expect(straight[minute]! - cannotWalk[minute]!).toBe(walk[minute])
        const listed = leftOut.reduce((sum, group) => sum + group.byMinute[minute]!, 0)
        expect(listed).toBe(cannotWalk[minute])
      }
    }
  })

  it('gives the county the least time over its stations', () => {
    for (const model of towns) {
      const any = model.walk(plainWalk('adult')).any.deciseconds
      const each = model.source.stations.map(({ code }) => walkFrom(model, 'adult', code))
      for (let place = 0; place < any.length; place++) {
        const times = each.map((told) => (told.ok ? told.told.times.deciseconds[place]! : 0x7fffffff))
        expect(any[place]).toBe(Math.min(...times))
      }
    }
  })

  it('never loses a household when a station is added', () => {
    for (const [seed, model] of towns.entries()) {
      const source = randomTown(14, 4, 300, seededRandom(seed))
      const fewer = countCounty(buildModel({ ...source, stations: source.stations.slice(1) }), 'adult')
      const all = countCounty(model, 'adult')
      if (!fewer.ok || !all.ok) throw new Error('no answer')
      all.told.walk.forEach((households, minute) => {
        expect(households).toBeGreaterThanOrEqual(fewer.told.walk[minute]!)
      })
    }
  })
})
