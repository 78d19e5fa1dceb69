import type { PlanGround } from '#domain/contract/plan.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { facesOf, groundOf } from '#domain/partition/ground.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'
import { TrieMap } from '#domain/partition/trie-map.ts'

export interface CommunityGround {
  readonly code: string
  readonly name: string
  /** Where no grid of it stands, its own ground; null when nobody knows. */
  readonly geom: { readonly coordinates: readonly (readonly (readonly (readonly [number, number])[])[])[] } | null
}

/**
 * Each community as one base grid without a code: the ground of all its open grids together, so that it meets its
 * neighbours to the bit; where no grid stands, the ground of the community itself. Communities without either are left out.
 */
export function emptyGround(draft: Draft, communities: readonly CommunityGround[]): PlanGround {
  const faces = new Map<string, string[]>()
  for (const grid of draft.grids.values())
    if (!grid.locked) faces.set(grid.community, [...(faces.get(grid.community) ?? []), ...facesOf(draft, grid.code)])
  const grids = communities.flatMap(({ code, name, geom }): PlanGround['grids'] => {
    const own = faces.get(code)
    const coordinates = own ? toMultiPolygon(joined(draft, code, own)) : copied(geom)
    if (coordinates.length === 0) return []
    return [{ code: null, name, kind: 'base', community: code, ground: { type: 'MultiPolygon', coordinates } }]
  })
  return { grids, microGrids: [] }
}

/** Faces taken together as the faces of one grid are. */
function joined(draft: Draft, community: string, microGrids: readonly string[]) {
  const all = { code: community, name: community, kind: 'base', community, locked: false, microGrids } as const
  return groundOf({ ...draft, grids: TrieMap.from([[community, all]]) }, community)
}

function copied(geom: CommunityGround['geom']): [number, number][][][] {
  return (geom?.coordinates ?? []).map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x, y])))
}
