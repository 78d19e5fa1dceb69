import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { everyStation } from './choose-stations.ts'
import { buildModel, type CoverageSource } from './model.ts'
import { straightRadiusMeters } from './profile.ts'
import { cutShard } from './shard.ts'
import { at, randomTown } from './test-town.ts'
import { plainWalk } from './walk-choice.ts'
import { createWhatIf } from './what-if.ts'

const MINUTES = 5
const SIDE = 30

describe('a province cut into counties with a halo', () => {
  it('gives every building the time that the whole province gives it', () => {
    const province = randomTown(SIDE, 25, 900, seededRandom(12))
    const whole = createWhatIf(buildModel(province), plainWalk('adult'), everyStation).times.deciseconds
    const { longitude, latitude } = province.buildings
    let compared = 0
    for (const column of [0, 1])
      for (const row of [0, 1]) {
        const half = (SIDE * 100) / 2
        const [west, south] = at(column * half, row * half)
        const [east, north] = at((column + 1) * half, (row + 1) * half)
        const inside = Array.from(longitude.keys()).filter(
          (place) =>
            longitude[place]! >= west &&
            longitude[place]! < east &&
            latitude[place]! >= south &&
            latitude[place]! < north,
        )
        // a walk may begin and end off the network, at most 300 m from it each time
        const edges = cutShard(province.edges, [west, south, east, north], straightRadiusMeters('adult', MINUTES) + 600)
        const county = createWhatIf(buildModel(pick(province, inside, edges)), plainWalk('adult'), everyStation)
        for (const [own, place] of inside.entries()) {
          const time = whole[place]!
          if (time <= MINUTES * 600) expect(county.times.deciseconds[own]).toBe(time)
          else expect(county.times.deciseconds[own]).toBeGreaterThan(MINUTES * 600)
          compared++
        }
      }
    expect(compared).toBe(900)
  })
})

function pick(province: CoverageSource, inside: readonly number[], edges: CoverageSource['edges']): CoverageSource {
  const { buildings } = province
  const column = (values: Int32Array) => Int32Array.from(inside, (place) => values[place]!)
  return {
    ...province,
    edges,
    edgeName: Array.from(edges.from, () => ''),
    buildings: {
      longitude: Float64Array.from(inside, (place) => buildings.longitude[place]!),
      latitude: Float64Array.from(inside, (place) => buildings.latitude[place]!),
      households: column(buildings.households),
      elderly: column(buildings.elderly),
      compound: column(buildings.compound),
      grid: column(buildings.grid),
    },
  }
}
