import { describe, expect, it } from 'vitest'
import { countCounty } from '#domain/coverage/answer.ts'
import { chooseStations, everyStation } from '#domain/coverage/choose-stations.ts'
import { buildModel } from '#domain/coverage/model.ts'
import { edgeKinds, type WalkProfile } from '#domain/coverage/profile.ts'
import { plainWalk } from '#domain/coverage/walk-choice.ts'
import { createWhatIf } from '#domain/coverage/what-if.ts'
import { climbs } from './climbs.ts'
import { drawCounty, sizes } from './draw-county.ts'
import { toDegrees } from './geometry/lattice.ts'
import type { Point } from './geometry/point.ts'
import { nameCounty } from './name-county.ts'
import { names } from './names.ts'
import { seededRandom } from './random.ts'
import { placeCandidates } from './site-candidates.ts'
import { placeStations } from './stations.ts'

const random = seededRandom('demo 1')
const drawn = drawCounty(1, sizes.default, { ...names.water, hills: names.hills })
const named = nameCounty(drawn, random.fork('names'))
const stations = placeStations(drawn, named, sizes.default.stations, random.fork('stations'))

describe('the stations of the demo county', () => {
  it('are 60 on five levels, each with a name of its own and something to offer', () => {
    expect(stations).toHaveLength(60)
    expect(new Set(stations.map(({ level }) => level)).size).toBe(5)
    expect(new Set(stations.map(({ name }) => name)).size).toBe(60)
    expect(stations.every(({ services, hours }) => services.length > 0 && hours.length > 0)).toBe(true)
  })

  it('are reached within 15 minutes by most households, not by all, and the straight circle claims more', () => {
    const counted = countCounty(coverageModel(), 'adult')
    if (!counted.ok) throw new Error(counted.reason)
    const { households, offNetwork, stationsOffNetwork, walk, straight } = counted.told
    expect([offNetwork, stationsOffNetwork]).toEqual([0, 0])
    expect(walk[15]! / households).toBeGreaterThan(0.85)
    expect(walk[15]! / households).toBeLessThan(0.93)
    expect((straight[15]! - walk[15]!) / households).toBeGreaterThan(0.04)
  })

  it('leave people out for a river, for steps, for hours, each where it is so', () => {
    const model = coverageModel()
    const left = (profile: WalkProfile, openAt: { day: number; minute: number } | null, reason: string) =>
      createWhatIf(model, { profile, direction: 'to', openAt }, { ...everyStation, openAt })
        .leftOut(15)
        .reduce((sum, group) => sum + (group.reason === reason ? group.households : 0), 0)
    expect(left('adult', null, 'river')).toBeGreaterThan(100)
    expect(left('wheels', null, 'steps')).toBeGreaterThan(20)
    expect(left('adult', { day: 7, minute: 1140 }, 'closed')).toBeGreaterThan(1000)
  })

  it('are open in the evening, at weekends and past midnight, not all of them', () => {
    const open = (day: number, minute: number) =>
      chooseStations(
        stations.map(({ at, ...station }) => ({ ...station, code: '', position: toDegrees(at) })),
        {
          ...everyStation,
          openAt: { day, minute },
        },
      ).reduce((sum, one) => sum + one, 0)
    const moments = [open(3, 600), open(7, 1140), open(2, 60), open(3, 300)]
    expect(moments[0]).toBeGreaterThan(40)
    expect(moments[1]).toBeGreaterThan(5)
    expect(moments[1]).toBeLessThan(30)
    expect(moments[2]).toBeGreaterThan(0)
    expect(moments[3]).toBe(0)
  })

  it('are made for more than they serve, but for a few', () => {
    const loads = createWhatIf(coverageModel(), plainWalk('adult'), everyStation).stationLoads(15)
    const known = loads.filter(({ capacityHouseholds }) => capacityHouseholds !== null)
    const over = known.filter(({ households, capacityHouseholds }) => households > capacityHouseholds!)
    expect(known.length).toBeGreaterThan(50)
    expect(over.length).toBeGreaterThanOrEqual(3)
    expect(over.length).toBeLessThan(12)
  })
})

describe('the places where another station could stand', () => {
  it('are 80 of three kinds, no two of one name, within reach of the network', () => {
    const candidates = placeCandidates(drawn, named, stations, 80, random.fork('candidates'))
    expect(candidates).toHaveLength(80)
    expect(new Set(candidates.map(({ kind }) => kind)).size).toBe(3)
    expect(new Set(candidates.map(({ name }) => name)).size).toBe(80)
    const { index } = coverageModel()
    expect(candidates.every(({ at }) => index.nearest(...toDegrees(at), 100) !== null)).toBe(true)
  })
})

function coverageModel() {
  const { edges } = drawn.walk
  const { kind, ascentMeters } = climbs(drawn)
  const homes = drawn.plan.buildings.filter((building) => building.households > 0)
  const start = [0]
  for (const edge of edges) start.push(start[start.length - 1]! + edge.line.length)
  const closed = (ring: readonly Point[]) => [...ring, ring[0]!].map(toDegrees)
  return buildModel({
    edges: {
      from: Int32Array.from(edges, (edge) => edge.from),
      to: Int32Array.from(edges, (edge) => edge.to),
      lengthMeters: Float64Array.from(edges, (edge) => edge.meters),
      kind: Uint8Array.from(kind, (one) => edgeKinds.indexOf(one)),
      ascentMeters: Float64Array.from(ascentMeters),
      vertexStart: Uint32Array.from(start),
      vertices: Float64Array.from(edges.flatMap((edge) => edge.line.flatMap(([x, y]) => [x / 1e7, y / 1e7]))),
    },
    edgeName: edges.map(() => ''),
    stations: stations.map(({ at, ...station }) => ({ ...station, code: station.name, position: toDegrees(at) })),
    compounds: drawn.plan.compounds.map(({ id, walled, wall, gates }) => ({
      code: String(id),
      name: named.compounds[id]!.name,
      enclosure: walled ? { polygons: [[closed(wall)]], gates: gates.map((gate) => toDegrees(gate.at)) } : null,
    })),
    grids: [],
    water: drawn.plan.waters.map(({ rings }) => [rings.map(closed)]),
    buildings: {
      longitude: Float64Array.from(homes, ({ centre }) => toDegrees(centre)[0]),
      latitude: Float64Array.from(homes, ({ centre }) => toDegrees(centre)[1]),
      households: Int32Array.from(homes, ({ households }) => households),
      elderly: Int32Array.from(homes, () => 0),
      compound: Int32Array.from(homes, ({ compound }) => compound),
      grid: Int32Array.from(homes, () => -1),
    },
  })
}
