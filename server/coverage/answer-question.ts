import { countCounty, countStation } from '#domain/coverage/answer.ts'
import { buildModel, type CoverageModel, type CoverageSource } from '#domain/coverage/model.ts'
import { areasFrom, streetsFrom, streetsToAny } from '#domain/coverage/picture.ts'
import type { WalkProfile } from '#domain/coverage/profile.ts'

/** What the thread is asked: to learn or forget a county, or about one it has learnt. */
export type CoverageQuestion =
  | { kind: 'learn'; county: string; source: CoverageSource }
  | { kind: 'forget'; county: string }
  | { kind: 'county'; county: string; profile: WalkProfile }
  | { kind: 'station'; county: string; profile: WalkProfile; station: string }
  | { kind: 'streets'; county: string; profile: WalkProfile; station: string | undefined; limitSeconds: number }
  | { kind: 'area'; county: string; profile: WalkProfile; station: string; minutes: readonly number[] }

/** The thread has not learnt the county, or had to forget it. */
export const NOT_LEARNT = 'not-learnt'

/** Answers questions over the counties learnt so far; NOT_LEARNT about any other. */
export function createAnswerer() {
  const models = new Map<string, CoverageModel>()

  return (question: CoverageQuestion) => {
    if (question.kind === 'learn') return void models.set(question.county, buildModel(question.source))
    if (question.kind === 'forget') return void models.delete(question.county)
    const model = models.get(question.county)
    if (!model) return NOT_LEARNT
    const { profile } = question
    switch (question.kind) {
      case 'county':
        return countCounty(model, profile)
      case 'station':
        return countStation(model, profile, question.station)
      case 'streets':
        return question.station === undefined
          ? streetsToAny(model, profile, question.limitSeconds)
          : streetsFrom(model, profile, question.station, question.limitSeconds)
      case 'area':
        return areasFrom(model, profile, question.station, question.minutes)
    }
  }
}

/** Answer of each kind of question. */
export interface CoverageAnswers {
  county: ReturnType<typeof countCounty>
  station: ReturnType<typeof countStation>
  streets: ReturnType<typeof streetsFrom>
  area: ReturnType<typeof areasFrom>
}
