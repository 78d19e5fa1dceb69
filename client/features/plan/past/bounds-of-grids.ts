import type { Bounds } from '#client/map/map-view.types.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { facesOf, groundOf } from '#domain/partition/ground.ts'
import { toDegrees } from '#domain/partition/lattice.ts'

/** West, south, east, north of a grid, or (`code` null) of all that are not locked; null where there is none. */
export function boundsOfGrids(draft: Draft, code: string | null): Bounds | null {
  const bounds: Bounds = [180, 90, -180, -90]
  for (const grid of draft.grids.values()) {
    if ((code === null ? grid.locked : grid.code !== code) || facesOf(draft, grid.code).length === 0) continue
    for (const [outer] of groundOf(draft, grid.code))
      for (let i = 0; i < (outer?.length ?? 0); i += 2) {
        const [x, y] = [toDegrees(outer![i]!), toDegrees(outer![i + 1]!)]
        bounds[0] = Math.min(bounds[0], x)
        bounds[1] = Math.min(bounds[1], y)
        bounds[2] = Math.max(bounds[2], x)
        bounds[3] = Math.max(bounds[3], y)
      }
  }
  return bounds[0] > bounds[2] ? null : bounds
}
