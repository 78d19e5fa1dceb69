import { expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { walkFrom } from './answer.ts'
import { UNREACHED } from './graph.ts'
import { buildModel } from './model.ts'
import { at, randomTown, townOf } from './test-town.ts'
import { plainWalk } from './walk-choice.ts'
import { walkToPosts } from './walk-to-posts.ts'

it('everybody of a grid walks to the station nearest to most of its households, not to the own nearest', () => {
  const model = buildModel(
    townOf({
      lines: [[at(0, 0), at(1000, 0), at(2000, 0)]],
      stations: [at(0, 0), at(2000, 0)],
      homes: [
        { position: at(500, 0), households: 6 },
        { position: at(1500, 0), households: 4 },
        { position: at(1750, 0), households: 10 },
      ],
    }),
  )
  const walk = model.walk(plainWalk('adult'))
  const [together, apart, none] = walkToPosts(model, walk, [
    Int32Array.of(0, 0, 1),
    Int32Array.of(0, 1, 1),
    Int32Array.of(-1, -1, -1),
  ])
  // 500 and 1,500 m from the west, 250 m from the east: 6, 18 and 3 minutes
  expect(together!.households).toBe(20)
  expect(together!.medianMinutes).toBeCloseTo(3, 1)
  expect(together!.mostMinutes).toBeCloseTo(18, 1)
  // everybody at the nearer one
  expect(apart!.medianMinutes).toBeCloseTo(3, 1)
  expect(apart!.mostMinutes).toBeCloseTo(6, 1)
  expect(none).toEqual({ households: 0, medianMinutes: null, mostMinutes: null })
})

it('agrees with a walk from each station by itself, in random towns', () => {
  for (const seed of [1, 2, 3]) {
    const model = buildModel(randomTown(10, 5, 60, seededRandom(seed)))
    const walk = model.walk(plainWalk('adult'))
    const { households } = model.places
    const grid = Int32Array.from(households, (_, place) => place % 4)
    const [told] = walkToPosts(model, walk, [grid])
    const times: { time: number; households: number }[] = []
    for (let one = 0; one < 4; one++) {
      const votes = new Map<number, number>()
      grid.forEach((own, place) => {
        const station = walk.any.owner[place]!
        if (own === one && station >= 0) votes.set(station, (votes.get(station) ?? 0) + households[place]!)
      })
      const [post] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])
      if (!post) continue
      const from = walkFrom(model, 'adult', model.source.stations[post[0]]!.code)
      if (!from.ok) throw new Error(from.reason)
      grid.forEach((own, place) => {
        if (own === one) times.push({ time: from.told.times.deciseconds[place]!, households: households[place]! })
      })
    }
    times.sort((a, b) => a.time - b.time)
    const all = times.reduce((sum, { households: own }) => sum + own, 0)
    const upTo = (time: number) => times.reduce((sum, one) => sum + (one.time <= time ? one.households : 0), 0)
    const half = times.find(({ time }) => upTo(time) >= all / 2)!
    expect(told!.medianMinutes).toBe(half.time === UNREACHED ? null : half.time / 600)
  }
})
