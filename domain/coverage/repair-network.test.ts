import { describe, expect, it } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import type { NetworkRepair } from '#domain/contract/network-edit.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { walkFrom } from './answer.ts'
import { buildModel, type CoverageSource } from './model.ts'
import { repairNetwork } from './repair-network.ts'
import { at, randomTown, townOf } from './test-town.ts'
import { plainWalk } from './walk-choice.ts'

/** Two streets to the east, 100 m apart, that do not meet: the station at the west end of one, the home on the other. */
const apart = townOf({
  lines: [
    [at(0, 0), at(500, 0), at(1000, 0)],
    [at(0, 100), at(1000, 100)],
  ],
  stations: [at(0, 0)],
  homes: [{ position: at(900, 100), households: 3 }],
})

const repaired = (source: CoverageSource, ...repairs: NetworkRepair[]) =>
  repairNetwork(
    source,
    repairs.map((repair, number) => ({ id: `edit${number}`, repair })),
  )
const reasons = (source: CoverageSource, ...repairs: NetworkRepair[]) =>
  repaired(source, ...repairs).standings.map(({ reason }) => reason)
/** Meters that the home walks to the station; null when it cannot. */
function metersOf(source: CoverageSource): number | null {
  const told = walkFrom(buildModel(source), 'adult', 's0')
  const deciseconds = told.ok ? told.told.times.deciseconds[0]! : 0x7fffffff
  return deciseconds === 0x7fffffff ? null : Math.round((deciseconds * 5) / 36)
}
const path = (...line: Position[]): NetworkRepair => ({ kind: 'draw-path', edgeKind: 'footway', line })

describe('repairs of a network', () => {
  it('leave the source alone, and without any it stays the same', () => {
    expect(metersOf(apart)).toBeNull()
    expect(repairNetwork(apart, []).source).toBe(apart)
    const before = structuredClone(apart)
    repaired(apart, path(at(500, 0), at(500, 100)))
    expect(apart).toEqual(before)
  })

  it('leave every other walk as it was, in whatever order the edges came', () => {
    const town = randomTown(8, 3, 60, seededRandom(31))
    const times = (source: CoverageSource) => Array.from(buildModel(source).walk(plainWalk('adult')).any.deciseconds)
    // a dead end that nobody lives at
    const [longitude, latitude] = [town.edges.vertices[0]!, town.edges.vertices[1]!]
    const { source, standings } = repaired(town, path([longitude, latitude], [longitude - 0.0005, latitude - 0.0005]))
    expect(standings[0]!.reason).toBeNull()
    expect(times(source)).toEqual(times(town))
  })

  it('draw a path that cuts the streets it meets in their middle', () => {
    const { source } = repaired(apart, path(at(500, 3), at(500, 97)))
    expect(metersOf(source)).toBeCloseTo(500 + 100 + 400, -1)
    expect(source.edges.from).toHaveLength(5)
  })

  it('draw a path that joins one drawn before it', () => {
    const two = repaired(apart, path(at(500, 0), at(500, 60)), path(at(500, 60), at(700, 100)))
    expect(two.standings.map(({ reason }) => reason)).toEqual([null, null])
    expect(metersOf(two.source)).toBeCloseTo(500 + 60 + Math.hypot(200, 40) + 200, -1)
  })

  it('join two ends', () => {
    const joined = repaired(apart, { kind: 'join-ends', from: at(1, 1), to: at(1, 99), edgeKind: 'street' })
    expect(metersOf(joined.source)).toBeCloseTo(1000, -1)
    const join = (from: Position, to: Position): NetworkRepair => ({ kind: 'join-ends', from, to, edgeKind: 'street' })
    expect(reasons(apart, join(at(0, 0), at(0, 50)))).toEqual(['no-end-there'])
    expect(reasons(apart, join(at(0, 0), at(0.2, 0)))).toEqual(['already-joined'])
    expect(reasons(apart, join(at(0, 0), at(1000, 0)))).toEqual(['ends-too-far'])
  })

  it('delete what lies on the line, however it is cut and numbered now', () => {
    const street: NetworkRepair = { kind: 'delete-edge', line: [at(0, 0), at(1000, 0)] }
    const bridged = (lines: Position[][]) =>
      townOf({
        lines: [...lines, [at(0, 0), at(0, 100)], [at(0, 100), at(1000, 100)]],
        stations: [at(1000, 100)],
        homes: [{ position: at(900, -5) }],
      })
    for (const lines of [
      [[at(0, 0), at(1000, 0)]],
      [
        [at(0, 0), at(400, 1)],
        [at(400, 1), at(1000, 0)],
      ],
    ]) {
      const { source, standings } = repaired(bridged(lines), street)
      expect(standings[0]?.reason).toBeNull()
      expect(source.edges.from).toHaveLength(2)
    }
  })

  it('say what they no longer find', () => {
    expect(reasons(apart, { kind: 'delete-edge', line: [at(0, 300), at(1000, 300)] })).toEqual(['unknown-edge'])
    // half of a street is not the street
    expect(reasons(apart, { kind: 'delete-edge', line: [at(0, 0), at(400, 0)] })).toEqual(['unknown-edge'])
    expect(reasons(apart, path(at(500, 40), at(500, 60)))).toEqual(['joins-nothing'])
    expect(reasons(apart, path(at(0, 0), at(20_000, 0)))).toEqual(['line-too-long'])
    const gate: NetworkRepair = {
      kind: 'add-gate',
      compound: 'c1',
      position: at(0, 0),
      opensMinute: 0,
      closesMinute: 1440,
    }
    expect(reasons(apart, gate)).toEqual(['unknown-compound'])
  })

  it('open a gate in a wall, found again by its wall when the compound has another code', () => {
    const polygons = [[[at(100, 10), at(300, 10), at(300, 110), at(100, 110), at(100, 10)]]]
    const walled = (code: string, gates: Position[]) =>
      townOf({
        lines: [
          [at(0, 0), at(400, 0)],
          [at(400, 0), at(400, 120)],
          [at(100, 120), at(400, 120)],
        ],
        stations: [at(0, 0)],
        homes: [{ position: at(110, 30), compound: 0 }],
        compounds: [{ code, name: 'Garden', enclosure: { polygons, gates } }],
      })
    const far = walled('c1', [at(200, 110)])
    const gate: NetworkRepair = {
      kind: 'add-gate',
      compound: 'c1',
      position: at(110, 10),
      opensMinute: 0,
      closesMinute: 1440,
    }
    const near = metersOf(repaired(far, gate).source)!
    expect(near).toBeLessThan(150)
    expect(metersOf(far)!).toBeGreaterThan(400)
    expect(metersOf(repaired(walled('other', [at(200, 110)]), gate).source)).toBe(near)
    expect(reasons(far, { ...gate, position: at(200, 60) })).toEqual(['off-wall'])
    expect(reasons(far, { ...gate, closesMinute: 0 })).toEqual(['never-open'])
  })

  it('link a gate with the ways on both sides of the wall', () => {
    const polygons = [[[at(100, 10), at(300, 10), at(300, 110), at(100, 110), at(100, 10)]]]
    const source = townOf({
      // a way inside that leads out at the far end only
      lines: [
        [at(0, 0), at(400, 0)],
        [at(120, 40), at(300, 40)],
        [at(300, 40), at(400, 40)],
        [at(400, 40), at(400, 0)],
      ],
      stations: [at(0, 0)],
      homes: [{ position: at(120, 42), compound: 0 }],
      compounds: [{ code: 'c1', name: 'Garden', enclosure: { polygons, gates: [at(300, 40)] } }],
    })
    expect(metersOf(source)!).toBeGreaterThan(700)
    const gate: NetworkRepair = {
      kind: 'add-gate',
      compound: 'c1',
      position: at(120, 10),
      opensMinute: 0,
      closesMinute: 1440,
    }
    expect(metersOf(repaired(source, gate).source)!).toBeLessThan(180)
  })
})
