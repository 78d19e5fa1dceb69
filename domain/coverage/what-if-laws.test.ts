import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { changeSource } from './change-source.ts'
import { everyStation } from './choose-stations.ts'
import { countByMinute, wholeMinutes } from './count.ts'
import { hillTown, randomChange } from './hill-town.ts'
import { buildModel, type CoverageModel } from './model.ts'
import { walkDeciseconds, walkProfiles } from './profile.ts'
import { createTwoLabels } from './two-labels.ts'
import { plainWalk, type WalkAsked } from './walk-choice.ts'
import { createWhatIf, type WhatIf } from './what-if.ts'

/** Labels of the changed graph from scratch. */
function sweptAnew({ state, walk }: WhatIf): Int32Array {
  const { rows } = state.two
  const seeds: number[] = []
  for (const [owner, { counts, points }] of state.stations.entries())
    for (const { edge, along, offMeters } of counts ? points : []) {
      const { from, to, deciseconds, backDeciseconds } = state.walk.edge(edge)
      for (const stop of [{ node: from, along: 0 }, { node: to, along: 1 }, ...state.walk.joints(edge)]) {
        const whole = along <= stop.along ? deciseconds : backDeciseconds
        const apart = Math.abs(Math.round(whole * along) - Math.round(whole * stop.along))
        seeds.push(stop.node, (walkDeciseconds(walk.profile, offMeters) + apart) * 2 ** rows.ownerBits + owner)
      }
    }
  const anew = createTwoLabels({ ...rows })
  anew.sweep(seeds)
  return anew.labels.slice(0, 2 * rows.nodeCount)
}

function snapshot({ state, times }: WhatIf) {
  const { rows, labels } = state.two
  return structuredClone({ times, labels: labels.slice(0, 2 * rows.nodeCount), households: state.board.households })
}

/** Deciseconds to the nearest station of each crossing, by its place in degrees. */
function crossingTimes({ model, state }: WhatIf): Map<string, number> {
  const { rows, labels } = state.two
  const { nodeCount, nodeLongitude, nodeLatitude } = model.network
  return new Map(
    Array.from({ length: nodeCount }, (_, node) => [
      `${nodeLongitude[node]!.toFixed(7)} ${nodeLatitude[node]!.toFixed(7)}`,
      labels[2 * node]! >> rows.ownerBits,
    ]),
  )
}

const walks: WalkAsked[] = walkProfiles.flatMap((profile) => [
  plainWalk(profile),
  { profile, direction: 'from' as const, openAt: { day: 3, minute: 120 } },
])

describe('changes one after another', () => {
  for (const [seed, asked] of walks.entries())
    it(`leave what a sweep from scratch would give, and go back to the bit (${asked.profile}, ${asked.direction})`, () => {
      const random = seededRandom(40 + seed)
      const model = buildModel(hillTown(seededRandom(seed)))
      const whatIf = createWhatIf(model, asked, everyStation)
      const held = [snapshot(whatIf)]
      const undos: (() => void)[] = []
      let applied = 0
      for (let step = 0; step < 60; step++) {
        const change = randomChange(random, whatIf, step)
        const before = whatIf.times.deciseconds.slice()
        const told = whatIf.apply(change)
        if (!told.ok) continue
        applied++
        undos.push(told.undo)
        expect(snapshot(whatIf).labels).toEqual(sweptAnew(whatIf))
        const walk = countByMinute(wholeMinutes(whatIf.times.deciseconds), model.places.households, 20)
        expect(whatIf.figures().walk).toEqual(walk)
        if (['add-station', 'open-gate', 'add-path'].includes(change.kind))
          expect(whatIf.times.deciseconds.every((time, place) => time <= before[place]!)).toBe(true)
        held.push(snapshot(whatIf))
      }
      expect(applied).toBeGreaterThan(25)
      for (let at = held.length - 2; at >= 0; at--) {
        undos[at]!()
        expect(snapshot(whatIf)).toEqual(held[at])
      }
    })

  it('give the same as a county that is built anew with them', () => {
    const random = seededRandom(9)
    for (let seed = 0; seed < 6; seed++) {
      const asked = walks[seed]!
      let rebuilt: CoverageModel = buildModel(hillTown(seededRandom(50 + seed)))
      const whatIf = createWhatIf(rebuilt, asked, everyStation)
      for (let step = 0; step < 14; step++) {
        const change = randomChange(random, whatIf, step)
        if (change.kind === 'add-path' || change.kind === 'open-gate' || !whatIf.apply(change).ok) continue
        rebuilt = buildModel(changeSource(rebuilt.source, change, rebuilt.network, rebuilt.index))
      }
      const anew = createWhatIf(rebuilt, asked, everyStation)
      expect(anew.figures()).toEqual({ ...whatIf.figures(), offNetwork: anew.figures().offNetwork })
      expect([...anew.times.deciseconds].sort()).toEqual([...whatIf.times.deciseconds].sort())
      expect([...anew.times.secondDeciseconds].sort()).toEqual([...whatIf.times.secondDeciseconds].sort())
    }
  })

  it.each(['add-path', 'open-gate'] as const)(
    'of kind %s come to every crossing as in a county that is built anew with them, and to homes no later',
    (kind) => {
      const random = seededRandom(9)
      let unstepped = 0
      for (let seed = 0; seed < 6; seed++) {
        const asked = plainWalk(seed % 2 === 0 ? 'adult' : 'elderly')
        const model = buildModel(hillTown(seededRandom(50 + seed)))
        let rebuilt = model
        const whatIf = createWhatIf(model, asked, everyStation)
        let paths = 0
        for (let step = 0; paths < 5; step++) {
          const change = randomChange(random, whatIf, step)
          if (change.kind !== kind || !whatIf.apply(change).ok) continue
          paths++
          rebuilt = buildModel(changeSource(rebuilt.source, change, rebuilt.network, rebuilt.index))
        }
        const anew = createWhatIf(rebuilt, asked, everyStation)
        const there = crossingTimes(anew)
        // stations, as homes, keep the ways they had beside a path that is nearer; built anew they have the nearest only
        const stepped = whatIf
          .stations()
          .some(({ points }) => points.some(({ edge }) => edge >= model.network.edgeCount))
        if (!stepped) unstepped++
        // a cut edge is rounded once more: a decisecond a path at most
        for (const [place, deciseconds] of crossingTimes(whatIf)) {
          expect(deciseconds).toBeLessThanOrEqual(there.get(place)! + paths)
          if (!stepped) expect(deciseconds).toBeGreaterThanOrEqual(there.get(place)! - paths)
        }
        for (const [home, deciseconds] of whatIf.times.deciseconds.entries())
          expect(deciseconds).toBeLessThanOrEqual(anew.times.deciseconds[home]! + paths)
      }
      expect(unstepped).toBeGreaterThan(2)
    },
  )

  it('are taken back one by one in any order', () => {
    const random = seededRandom(77)
    const whatIf = createWhatIf(buildModel(hillTown(seededRandom(7))), plainWalk('elderly'), everyStation)
    const begun = snapshot(whatIf)
    const undos: (() => void)[] = []
    for (let step = 0; step < 20; step++) {
      const told = whatIf.apply(randomChange(random, whatIf, step))
      if (told.ok) undos.push(told.undo)
    }
    while (undos.length > 0) {
      undos.splice(Math.floor(random() * undos.length), 1)[0]!()
      expect(snapshot(whatIf).labels).toEqual(sweptAnew(whatIf))
    }
    expect(whatIf.changes()).toEqual([])
    expect(snapshot(whatIf)).toEqual(begun)
  })
})
