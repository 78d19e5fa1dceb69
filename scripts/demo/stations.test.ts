import { describe, expect, it } from 'vitest'
import { countCounty } from '#domain/coverage/answer.ts'
import { buildModel } from '#domain/coverage/model.ts'
import { edgeKinds } from '#domain/coverage/profile.ts'
import { drawCounty, sizes } from './draw-county.ts'
import { toDegrees } from './geometry/lattice.ts'
import { nameCounty } from './name-county.ts'
import { names } from './names.ts'
import { seededRandom } from './random.ts'
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
})

function coverageModel() {
  const { edges } = drawn.walk
  const homes = drawn.plan.buildings.filter((building) => building.households > 0)
  const start = [0]
  for (const edge of edges) start.push(start[start.length - 1]! + edge.line.length)
  return buildModel({
    edges: {
      from: Int32Array.from(edges, (edge) => edge.from),
      to: Int32Array.from(edges, (edge) => edge.to),
      lengthMeters: Float64Array.from(edges, (edge) => edge.meters),
      kind: Uint8Array.from(edges, (edge) => edgeKinds.indexOf(edge.kind)),
      vertexStart: Uint32Array.from(start),
      vertices: Float64Array.from(edges.flatMap((edge) => edge.line.flatMap(([x, y]) => [x / 1e7, y / 1e7]))),
    },
    edgeName: edges.map(() => ''),
    stations: stations.map(({ name, at }) => ({ code: name, name, position: toDegrees(at) })),
    compounds: drawn.plan.compounds.map(({ id, walled, wall, gates }) => ({
      code: String(id),
      name: named.compounds[id]!.name,
      enclosure: walled
        ? { polygons: [[[...wall, wall[0]!].map(toDegrees)]], gates: gates.map((gate) => toDegrees(gate.at)) }
        : null,
    })),
    grids: [],
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
