import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { everyStation } from './choose-stations.ts'
import { hillTown, randomChange } from './hill-town.ts'
import { buildModel } from './model.ts'
import { walkProfiles } from './profile.ts'
import { stationTimes } from './station-reach.ts'
import { streetsOfCounty, streetsOfStation } from './street-walk.ts'
import { plainWalk, type WalkAsked } from './walk-choice.ts'
import { createWhatIf } from './what-if.ts'

const walks: WalkAsked[] = walkProfiles.flatMap((profile) => [
  plainWalk(profile),
  { profile, direction: 'from' as const, openAt: { day: 3, minute: 120 } },
])

describe('one station under changes', () => {
  for (const [seed, asked] of walks.entries())
    it(`takes as long by itself as when all others are closed (${asked.profile}, ${asked.direction})`, () => {
      const random = seededRandom(500 + seed)
      const whatIf = createWhatIf(buildModel(hillTown(seededRandom(60 + seed))), asked, everyStation)
      for (let step = 0; step < 25; step++) whatIf.apply(randomChange(random, whatIf, step))
      const left = whatIf.stations().filter(({ counts, points }) => counts && points.length > 0)
      const alone = left.map(({ points }) => stationTimes(whatIf, points))
      const streets = left.map((station) => streetsOfStation(whatIf, station, 1200))
      expect(left.length).toBeGreaterThan(1)
      for (const [at, { code }] of left.entries()) {
        const undos = left.flatMap((other) => {
          const told = other.code === code ? null : whatIf.apply({ kind: 'close-station', code: other.code })
          return told?.ok ? [told.undo] : []
        })
        expect(alone[at]).toEqual(whatIf.times.deciseconds)
        // a station's own streets are the county's when it is the only one
        expect(lengthOf(streetsOfCounty(whatIf, 1200))).toBeCloseTo(lengthOf(streets[at]!), 6)
        for (const undo of undos.toReversed()) undo()
      }
    })
})

/** Seconds of walking that the pieces show, all of them together. */
function lengthOf(pieces: ReturnType<typeof streetsOfCounty>): number {
  return pieces.reduce((sum, { startSeconds, endSeconds }) => sum + Math.abs(endSeconds - startSeconds), 0)
}
