import type { ChangeRefusal } from '#domain/coverage/change.ts'
import { LONGEST_PATH_METERS, SHORTEST_PATH_METERS, WALL_METERS } from '#domain/coverage/change.ts'
import { HttpProblem } from '#server/http.ts'
import type { WhatIfAnswer } from './answer-what-if.ts'
import { granted } from './granted.ts'

/** What an answer under changes tells. Throws HttpProblem 422 with the change that cannot be made, or as `granted`. */
export function grantedChange<Told>(answer: WhatIfAnswer<Told>, county: string, path = 'body.changes'): Told {
  if (answer.ok) return answer.told
  if (answer.at === null) return granted<Told>({ ok: false, reason: answer.reason }, county)
  throw refusedChange(answer.reason, `${path}.${answer.at}`, answer.at)
}

/** The problem of a change that cannot be made; `at` counts from 0. */
export function refusedChange(reason: ChangeRefusal, path: string, at: number): HttpProblem {
  return new HttpProblem(422, reason, `Change ${at + 1}: ${words[reason]}`, path)
}

const words: Record<ChangeRefusal, string> = {
  'unknown-station': 'there is no such station; /api/stations lists them.',
  'unknown-compound': 'there is no such compound.',
  'unknown-edge': 'there is no walking edge of this number.',
  'code-taken': 'a station has this code already; give the new one another.',
  'off-network': 'it lies more than 300 m from every walking edge; put it nearer to a street.',
  'not-walled': 'the compound has no wall: people leave it everywhere.',
  'off-wall': `the gate lies more than ${WALL_METERS} m from the wall; put it on the wall.`,
  'never-open': 'the gate closes in the minute in which it opens.',
  'line-too-short': `the path is shorter than ${SHORTEST_PATH_METERS} m.`,
  'line-too-long': `the path is longer than ${LONGEST_PATH_METERS / 1000} km.`,
  'joins-nothing': 'neither end of the path comes within 15 m of a walking edge.',
  'too-many-changes': 'there are more changes than one question can hold; keep some as a repair of the network.',
  'no-position': 'a longitude or latitude lies outside the earth.',
}
