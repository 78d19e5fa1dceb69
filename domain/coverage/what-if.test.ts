import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import type { Change } from './change.ts'
import { everyStation } from './choose-stations.ts'
import { buildModel } from './model.ts'
import { packModel, unpackModel } from './pack-model.ts'
import { at, randomTown, townOf } from './test-town.ts'
import { plainWalk } from './walk-choice.ts'
import { createWhatIf } from './what-if.ts'

const added = (east: number, north: number, code = 'new'): Change => ({
  kind: 'add-station',
  code,
  name: 'New',
  position: at(east, north),
  level: 'corner',
  services: [],
  hours: [],
  capacityHouseholds: null,
})

describe('a county in which things can be different', () => {
  const model = buildModel(randomTown(14, 4, 300, seededRandom(3)))

  it('never lengthens any time by a new station, and takes it back exactly', () => {
    const whatIf = createWhatIf(model, plainWalk('adult'), everyStation)
    const before = structuredClone(whatIf.times)
    const told = whatIf.apply(added(650, 700))
    if (!told.ok) throw new Error(told.reason)
    expect(whatIf.times.deciseconds.some((time, place) => time < before.deciseconds[place]!)).toBe(true)
    expect(whatIf.times.deciseconds.every((time, place) => time <= before.deciseconds[place]!)).toBe(true)
    told.undo()
    expect(whatIf.times).toEqual(before)
  })

  it('refuses what has no answer', () => {
    const whatIf = createWhatIf(model, plainWalk('adult'), everyStation)
    const reason = (change: Change) => {
      const told = whatIf.apply(change)
      return told.ok ? 'applied' : told.reason
    }
    expect(reason(added(-5000, 0))).toBe('off-network')
    expect(reason(added(100, 100, 's0'))).toBe('code-taken')
    expect(reason({ kind: 'close-station', code: 's9' })).toBe('unknown-station')
    expect(reason({ kind: 'block-edge', edge: 1_000_000 })).toBe('unknown-edge')
    expect(reason({ kind: 'add-path', id: 'p', edgeKind: 'footway', line: [at(0, 0), at(0, 0)] })).toBe(
      'line-too-short',
    )
    expect(reason({ kind: 'open-gate', compound: 'c9', position: at(0, 0), opensMinute: 0, closesMinute: 1440 })).toBe(
      'unknown-compound',
    )
  })

  it('answers the same of a model that has travelled', () => {
    const travelled = createWhatIf(unpackModel(packModel(model, { elderly: true })), plainWalk('adult'), everyStation)
    const here = createWhatIf(model, plainWalk('adult'), everyStation)
    const sorted = ({ times }: typeof here) => Object.values(times).map((column) => column.toSorted())
    expect(sorted(travelled)).toEqual(sorted(here))
    expect(travelled.figures()).toEqual(here.figures())
    expect(travelled.leftOut(5)).toEqual(here.leftOut(5))
    const without = createWhatIf(unpackModel(packModel(model, { elderly: false })), plainWalk('adult'), everyStation)
    expect(without.figures()).toEqual({ ...here.figures(), elderly: null, elderlyWalk: null })
  })

  it('tells why households are left out, the first reason that holds', () => {
    const polygons = [[[at(1000, 10), at(1200, 10), at(1200, 200), at(1000, 200), at(1000, 10)]]]
    const source = townOf({
      lines: [
        [at(0, 0), at(1000, 0)],
        [at(1000, 0), at(1100, 0), at(1200, 0), at(2000, 0)],
        [at(0, 0), at(0, 100)],
        [at(0, 100), at(0, 400)],
        [at(2000, 0), at(2000, 300)],
        [at(2000, 300), at(0, 300 + 500)],
      ],
      kinds: [1, 1, 4, 1, 1, 1],
      stations: [at(0, 0)],
      homes: [
        { position: at(1100, 40), households: 5, compound: 0 },
        { position: at(0, 350), households: 7 },
        { position: at(2000, 10), households: 11 },
        { position: at(300, 720), households: 13 },
      ],
      compounds: [{ code: 'c1', name: 'Garden', enclosure: { polygons, gates: [at(1100, 200)] } }],
    })
    const water = [[[[at(-50, 450), at(900, 450), at(900, 500), at(-50, 500), at(-50, 450)]]]]
    const whatIf = createWhatIf(buildModel({ ...source, water }), plainWalk('wheels'), everyStation)
    const told = whatIf.leftOut(18).map(({ reason, households }) => [reason, households])
    expect(told).toEqual([
      ['river', 13],
      ['far', 11],
      ['steps', 7],
      ['wall', 5],
    ])
  })

  it('tells of a wall also where paths run inside it, and what a gate there would save', () => {
    const polygons = [[[at(300, 10), at(500, 10), at(500, 300), at(300, 300), at(300, 10)]]]
    const source = townOf({
      lines: [
        [at(0, 0), at(400, 0), at(1500, 0)],
        [at(400, 30), at(400, 290)],
        [at(400, 290), at(400, 310)],
        [at(400, 310), at(1500, 310)],
        [at(1500, 310), at(1500, 0)],
      ],
      stations: [at(0, 0)],
      homes: [{ position: at(410, 40), households: 9, compound: 0 }],
      compounds: [{ code: 'c1', name: 'Garden', enclosure: { polygons, gates: [at(400, 300)] } }],
    })
    const whatIf = createWhatIf(buildModel(source), plainWalk('adult'), everyStation)
    expect(whatIf.leftOut(15)).toMatchObject([{ reason: 'wall', households: 9 }])
    const opened = {
      kind: 'open-gate',
      compound: 'c1',
      position: at(400, 10),
      opensMinute: 0,
      closesMinute: 1440,
    } as const
    expect(whatIf.apply(opened).ok).toBe(true)
    expect(whatIf.leftOut(15)).toEqual([])
  })
})
