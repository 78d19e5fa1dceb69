import { booleanPointInPolygon, multiPolygon } from '@turf/turf'
import { describe, expect, it } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { everyStation } from '#domain/coverage/choose-stations.ts'
import { buildModel } from '#domain/coverage/model.ts'
import type { EdgeColumns } from '#domain/coverage/network.ts'
import { GROUND_ERROR, stationGround } from '#domain/coverage/station-ground.ts'
import { plainWalk } from '#domain/coverage/walk-choice.ts'
import { createWhatIf } from '#domain/coverage/what-if.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { extractPath, readExtract } from '#server/test-support/osm-extract.ts'

const STATIONS = 12

describe('the painted ground is wrong of real buildings no more often than it says', () => {
  for (const name of ['helsinki-centre', 'beijing-tsinghua-zhongguancun'])
    it(name, async (context) => {
      const extract = extractPath(`${name}.osm.pbf`)
      if (!extract) return context.skip(`the extract ${name} is not in ../shared/data`)
      const { edges, buildings } = await readExtract(extract)
      const random = seededRandom(3)
      let falseInside = 0
      let falseOutside = 0
      for (let station = 0; station < STATIONS; station++) {
        const told = wrongFrom(edges, buildings, buildings[Math.floor(random() * buildings.length)]!)
        falseInside += told.falseInside
        falseOutside += told.falseOutside
      }
      const looked = STATIONS * buildings.length
      expect(falseInside / looked).toBeLessThanOrEqual(GROUND_ERROR.falseInside)
      expect(falseOutside / looked).toBeLessThanOrEqual(GROUND_ERROR.falseOutside)
    })
})

/** Buildings that the ground within 10 minutes of a place puts on the wrong side of its border. */
function wrongFrom(edges: EdgeColumns, buildings: readonly Position[], place: Position) {
  const none = new Int32Array(buildings.length).fill(-1)
  const model = buildModel({
    edges,
    edgeName: Array.from(edges.from, () => ''),
    stations: [{ code: 's', name: '', position: place }],
    compounds: [],
    grids: [],
    buildings: {
      longitude: Float64Array.from(buildings, ([longitude]) => longitude),
      latitude: Float64Array.from(buildings, ([, latitude]) => latitude),
      households: new Int32Array(buildings.length).fill(1),
      elderly: new Int32Array(buildings.length),
      compound: none,
      grid: none,
    },
  })
  const whatIf = createWhatIf(model, plainWalk('adult'), everyStation)
  const area = multiPolygon(stationGround(whatIf, 's', [10])[0]!.coordinates)
  const { longitude, latitude } = model.places
  const drawn = Array.from(longitude, (east, at) => booleanPointInPolygon([east, latitude[at]!], area))
  const walks = drawn.map((_, at) => whatIf.times.deciseconds[at]! <= 6000)
  return {
    falseInside: drawn.filter((inside, at) => inside && !walks[at]).length,
    falseOutside: drawn.filter((inside, at) => !inside && walks[at]).length,
  }
}
