import { HttpProblem } from '#server/http.ts'

export function tooManyNeighbours(bandwidthMeters: number): HttpProblem {
  return new HttpProblem(
    400,
    'too-many-neighbours',
    `Within ${bandwidthMeters} m too many areas are neighbours of each other: take a smaller bandwidth or larger areas.`,
    'query.bandwidthMeters',
  )
}
