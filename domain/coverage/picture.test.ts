import { booleanPointInPolygon, multiPolygon } from '@turf/turf'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { everyStation } from './choose-stations.ts'
import { buildModel } from './model.ts'
import { areasFrom, streetsFrom } from './picture.ts'
import { sphereMeters } from './sphere.ts'
import { stationGround } from './station-ground.ts'
import { splitByMinute } from './street-time.ts'
import { at, randomTown, townOf } from './test-town.ts'
import { plainWalk } from './walk-choice.ts'
import { createWhatIf } from './what-if.ts'

describe('the picture of a walk', () => {
  it('cuts a street where two ways around meet, and ends it at the limit', () => {
    const lines = [
      [at(0, 0), at(400, 0)],
      [at(0, 0), at(0, 200), at(400, 200), at(400, 0)],
      [at(400, 0), at(3000, 0)],
    ]
    const told = streetsFrom(
      buildModel(townOf({ lines, stations: [at(0, 0)], homes: [{ position: at(0, 0) }] })),
      'adult',
      's0',
      1200,
    )
    if (!told.ok) throw new Error(told.reason)
    const latest = Math.max(...told.told.map((piece) => Math.max(piece.startSeconds, piece.endSeconds)))
    expect(latest).toBe(1200)
    for (const { startSeconds, endSeconds, line } of told.told) {
      const meters = line.slice(1).reduce((sum, point, before) => sum + sphereMeters(...line[before]!, ...point), 0)
      expect(Math.abs(endSeconds - startSeconds)).toBeCloseTo(meters * 0.72, 0)
    }
    const metersDrawn = told.told.reduce(
      (sum, piece) => sum + Math.abs(piece.endSeconds - piece.startSeconds) / 0.72,
      0,
    )
    expect(metersDrawn).toBeCloseTo(400 + 800 + (1200 / 0.72 - 400), -1)
  })

  it('splits a piece at whole minutes without losing any of it', () => {
    const line = [at(0, 0), at(100, 0), at(100, 200)]
    const parts = splitByMinute({ startSeconds: 250, endSeconds: 34, line })
    expect(parts.map((part) => part.minute)).toEqual([1, 2, 3, 4, 5])
    expect(parts[0]!.line[0]).toEqual(at(100, 200))
    for (let part = 1; part < parts.length; part++) expect(parts[part]!.line[0]).toEqual(parts[part - 1]!.line.at(-1))
  })

  it('errs of less than one home in a thousand, in random towns within 10 minutes', () => {
    let wrongIn = 0
    let wrongOut = 0
    let looked = 0
    for (let seed = 0; seed < 4; seed++) {
      const random = seededRandom(100 + seed)
      const town = randomTown(24, 1, 4000, random)
      const model = buildModel({ ...town, stations: [{ code: 's0', name: '', position: at(1200, 1200) }] })
      const whatIf = createWhatIf(model, plainWalk('adult'), everyStation)
      const area = multiPolygon(stationGround(whatIf, 's0', [10])[0]!.coordinates)
      for (let home = 0; home < 4000; home++) {
        const inside = booleanPointInPolygon([model.places.longitude[home]!, model.places.latitude[home]!], area)
        const walks = whatIf.times.deciseconds[home]! <= 6000
        looked++
        if (inside && !walks) wrongIn++
        if (!inside && walks) wrongOut++
      }
    }
    expect(wrongIn / looked).toBeLessThanOrEqual(0.0004)
    expect(wrongOut / looked).toBeLessThanOrEqual(0.0008)
  })

  it('draws every larger area around every smaller one', () => {
    const model = buildModel(randomTown(16, 1, 10, seededRandom(5)))
    const drawn = areasFrom(model, 'adult', 's0', [5, 10, 15])
    if (!drawn.ok) throw new Error(drawn.reason)
    const [five, ten, fifteen] = drawn.told.map(({ coordinates }) => coordinates.flat(2).length)
    expect(five).toBeGreaterThan(0)
    expect(ten).toBeGreaterThan(five!)
    expect(fifteen).toBeGreaterThan(five!)
  })
})
