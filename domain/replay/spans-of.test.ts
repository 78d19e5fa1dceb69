import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { randomLife } from '#domain/issue/random-life.fixture.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { spansOf } from './spans-of.ts'

const HALF_HOUR = 1_800_000

describe('the spans of an issue', () => {
  it('say of every moment what the entries up to it add up to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 0, max: 40 }), (from, steps) => {
        const entries = randomLife(seededRandom(from), steps).map((entry) => Object.freeze(entry))
        const spans = spansOf(entries)
        for (const moment of entries.flatMap(({ at }) => [at, at + HALF_HOUR])) {
          const issue = projectIssue(entries.filter(({ at }) => at <= moment))
          const stands = spans.filter(({ begin, end }) => begin <= moment && (end === null || end > moment))
          const said = stands.map(({ answerBy, answered, finishBy, finished, standing }) => ({
            ...{ answerBy, finishBy, standing },
            answered: answered !== null && answered <= moment,
            finished: finished !== null && finished <= moment,
          }))
          const true_ = issue !== null &&
            issue.state !== 'closed' && {
              ...{ answerBy: issue.answerBy, finishBy: issue.finishBy, standing: issue.state === 'suspended' },
              answered: issue.answeredAt !== null,
              finished: issue.finishedAt !== null,
            }
          expect(said).toEqual(true_ ? [true_] : [])
        }
      }),
      { seed: 20_261_129, numRuns: 400 },
    )
  })

  it('follow one another, the last without an end while the issue is open', () => {
    const filed = {
      ...({ category: 'lamp', source: 'patrol', title: '', place: '', emergency: false } as const),
      ...{ longitude: 120, latitude: 37, answerBy: 2_000, finishBy: 5_000 },
    }
    const entry = { actor: '' }
    const spans = spansOf([
      { ...entry, kind: 'file', filed, sequence: 1, at: 1_000 },
      { ...entry, kind: 'answer', sequence: 2, at: 1_500 },
      { ...entry, kind: 'extend', finishBy: 9_000, reason: '', sequence: 3, at: 4_000 },
      { ...entry, kind: 'finish', sequence: 4, at: 8_000 },
      { ...entry, kind: 'close', sequence: 5, at: 8_500 },
      { ...entry, kind: 'rate', rating: 5, sequence: 6, at: 8_700 },
      { ...entry, kind: 'reopen', reason: '', answerBy: 11_000, finishBy: 15_000, sequence: 7, at: 10_000 },
    ])
    expect(spans.map(({ begin, end, next, finishBy }) => [begin, end, next, finishBy])).toEqual([
      [1_000, 4_000, 4_000, 5_000],
      [4_000, 8_500, 10_000, 9_000],
      [10_000, null, null, 15_000],
    ])
    expect(spans.map(({ filed, closes, rating }) => [filed, closes, rating])).toEqual([
      [true, false, null],
      [false, true, 5],
      [false, false, null],
    ])
  })
})
