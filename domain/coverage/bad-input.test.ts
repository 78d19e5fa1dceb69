import { describe, expect, it } from 'vitest'
import { whatLacks } from './answer.ts'
import type { Change } from './change.ts'
import { everyStation } from './choose-stations.ts'
import { UNREACHED } from './graph.ts'
import { buildModel } from './model.ts'
import { at, townOf } from './test-town.ts'
import { plainWalk } from './walk-choice.ts'
import { createWhatIf } from './what-if.ts'

const walk = plainWalk('adult')
const street = [at(0, 0), at(1000, 0)]
const island = [at(3000, 0), at(3400, 0)]
const ring = [at(400, 20), at(500, 20), at(500, 120), at(400, 120), at(400, 20)]

function station(code: string, east: number, north: number): Change {
  const position = at(east, north)
  return {
    kind: 'add-station',
    code,
    name: '',
    position,
    level: 'corner',
    services: [],
    hours: [],
    capacityHouseholds: null,
  }
}

describe('bad input', () => {
  it('counts nobody for a station in the sea, and says that it stands off the network', () => {
    const model = buildModel(townOf({ lines: [street], stations: [at(0, 9000)], homes: [{ position: at(10, 0) }] }))
    const whatIf = createWhatIf(model, walk, everyStation)
    expect(whatIf.figures()).toMatchObject({ stations: 1, stationsOffNetwork: 1 })
    expect(whatIf.times.deciseconds[0]).toBe(UNREACHED)
    expect(whatIf.apply({ kind: 'move-station', code: 's0', position: at(0, 9000) })).toMatchObject({
      reason: 'off-network',
    })
    expect(whatIf.apply(station('n', Number.NaN, 0))).toMatchObject({ reason: 'no-position' })
  })

  it('serves only the island by a station on it, and says that no way leads there from elsewhere', () => {
    const homes = [
      { position: at(10, 0), households: 4 },
      { position: at(3010, 0), households: 6 },
    ]
    const model = buildModel(townOf({ lines: [street, island], stations: [at(3400, 0)], homes }))
    const whatIf = createWhatIf(model, walk, everyStation)
    expect(whatIf.figures().walk[20]).toBe(6)
    expect(whatIf.leftOut(20)).toMatchObject([{ households: 4, missingMinutes: null, nearest: null }])
  })

  it('tells two stations at one place apart: as near, the second is the other one', () => {
    const model = buildModel(
      townOf({ lines: [street], stations: [at(0, 0), at(0, 0)], homes: [{ position: at(300, 0) }] }),
    )
    const { times } = createWhatIf(model, walk, everyStation)
    expect([times.owner[0], times.secondOwner[0]]).toEqual([0, 1])
    expect(times.secondDeciseconds[0]).toBe(times.deciseconds[0])
  })

  it('counts a walled compound without a gate as open, and lets nobody out when every gate is shut', () => {
    const homes = [{ position: at(450, 60), compound: 0, households: 3 }]
    const compound = (gates: [number, number][]) => ({
      code: 'c',
      name: 'Walled',
      enclosure: { polygons: [[ring]], gates, gateHours: gates.map(() => ({ opensMinute: 1320, closesMinute: 120 })) },
    })
    const timeAt = (gates: [number, number][], minute: number | null) => {
      const model = buildModel(townOf({ lines: [street], stations: [at(0, 0)], homes, compounds: [compound(gates)] }))
      const openAt = minute === null ? null : { day: 1, minute }
      const whatIf = createWhatIf(model, { ...walk, openAt }, everyStation)
      return { time: whatIf.times.deciseconds[0]!, reason: whatIf.leftOut(15)[0]?.reason }
    }
    expect(timeAt([], null).time).toBeLessThan(9000)
    const gate = at(450, 120)
    const open = timeAt([gate], null).time
    expect(open).toBeLessThan(9000)
    expect(timeAt([gate], 1400).time).toBe(open)
    expect(timeAt([gate], 60).time).toBe(open)
    expect(timeAt([gate], 600)).toEqual({ time: UNREACHED, reason: 'closed' })
  })

  it('walks no edge of absurd length, and an edge of no length in no time worth telling', () => {
    const town = townOf({
      lines: [street, [at(1000, 0), at(1000, 0)], [at(1000, 0), at(1400, 0)]],
      stations: [at(0, 0)],
      homes: [{ position: at(1300, 0) }],
    })
    const timeOf = (meters: number) => {
      const lengthMeters = town.edges.lengthMeters.map((length, edge) => (edge === 1 ? meters : length))
      const model = buildModel({
        ...town,
        edges: { ...town.edges, to: Int32Array.of(1, 2, 3), from: Int32Array.of(0, 1, 2), lengthMeters },
      })
      return createWhatIf(model, walk, everyStation).times.deciseconds[0]!
    }
    expect(timeOf(0)).toBeGreaterThan(9300)
    expect(timeOf(0)).toBeLessThan(9400)
    expect(timeOf(1e9)).toBe(UNREACHED)
  })

  it('says of a county without buildings or without streets that there is nothing to count', () => {
    expect(whatLacks(buildModel(townOf({ lines: [street], stations: [], homes: [] })))).toBe('no-households')
    const bare = buildModel(townOf({ lines: [], stations: [at(0, 0)], homes: [{ position: at(0, 0) }] }))
    expect(whatLacks(bare)).toBe('no-walking-network')
    expect(createWhatIf(bare, walk, everyStation).figures().walk[20]).toBe(0)
  })
})
