import type { Answer, CoverageRefusal } from '#domain/coverage/answer.ts'
import { HttpProblem } from '#server/http.ts'

/** What an answer tells. Throws HttpProblem with the refusal's code and the way out where there is nothing to tell. */
export function granted<Told>(answer: Answer<Told>, county: string, station = ''): Told {
  if (answer.ok) return answer.told
  const { status, detail, path } = refusals[answer.reason]
  throw new HttpProblem(status, answer.reason, detail(county, station), path)
}

const refusals: Record<
  CoverageRefusal,
  { status: number; path: string; detail: (county: string, station: string) => string }
> = {
  'no-walking-network': {
    status: 404,
    path: 'query.county',
    detail: (county) => `County ${county} has no walking network: import a line layer into walk_edge.`,
  },
  'no-households': {
    status: 404,
    path: 'query.county',
    detail: (county) => `County ${county} has no buildings with households: import or count them first.`,
  },
  'unknown-station': {
    status: 404,
    path: 'query.station',
    detail: (county, station) =>
      `County ${county} has no station ${JSON.stringify(station)}; /api/stations lists them.`,
  },
  'too-many-streets': {
    status: 422,
    path: 'query.station',
    detail: (county) => `County ${county} has too many streets for one picture: ask for one station.`,
  },
  'station-off-network': {
    status: 422,
    path: 'query.station',
    detail: (_, station) =>
      `Station ${JSON.stringify(station)} lies more than 300 m from every walking edge: move its entrance or complete the network.`,
  },
}
