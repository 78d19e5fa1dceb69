import type { Position } from '#domain/contract/common.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { emptyGround } from '#domain/plan-ground/empty-ground.ts'
import type { Queryable } from '#server/db.types.ts'
import { communitiesIn } from './plan-ground.query.ts'

export interface NamedHome {
  code: string
  name: string
  polygons: Position[][][]
}

/** The communities that a plan is about, each with the ground of its open grids, or its own where no grid stands. */
export async function homeGrounds(
  db: Queryable,
  county: string,
  scope: string | null,
  draft: Draft,
): Promise<NamedHome[]> {
  const { grids } = emptyGround(draft, await communitiesIn(db, county, scope))
  return grids.map(({ community, name, ground }) => ({
    ...{ code: community, name },
    polygons: ground.type === 'Polygon' ? [ground.coordinates] : ground.coordinates,
  }))
}
