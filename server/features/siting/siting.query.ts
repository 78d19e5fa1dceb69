import type { Position } from '#domain/contract/common.ts'
import type { SiteCandidateKind } from '#domain/contract/site-candidate.ts'
import type { Queryable } from '#server/db.types.ts'

export interface CandidateRow {
  code: string
  name: string
  longitude: number
  latitude: number
}

/** A place that is asked about: '' as code and name where it is only a position. */
export interface ListedPlace {
  code: string
  name: string
  position: Position
}

/** Candidates of a county of some kinds ([] all), in order of code, no more than `limit`. */
export async function candidateRows(
  db: Queryable,
  county: string,
  kinds: readonly SiteCandidateKind[],
  limit: number,
): Promise<CandidateRow[]> {
  return db.query<CandidateRow>(
    `select code, name, st_x(geom) as longitude, st_y(geom) as latitude from site_candidate
      where county = $1::text and (cardinality($2::text[]) = 0 or kind = any($2::text[]))
      order by code limit $3::int`,
    [county, kinds, limit],
  )
}
