import type { Box } from '#domain/contract/common.ts'
import type { StoredGround } from '#domain/partition/draft-of-base.ts'

/** Box in degrees around the grids that a plan may change; zeros around none. */
export function boxOfBase({ grids }: Pick<StoredGround, 'grids'>): Box {
  const box: Box = [180, 90, -180, -90]
  for (const { locked, polygons } of grids)
    for (const [outer] of locked ? [] : polygons)
      for (const place of outer ?? []) {
        const [x, y] = [place[0]!, place[1]!]
        box[0] = Math.min(box[0], x)
        box[1] = Math.min(box[1], y)
        box[2] = Math.max(box[2], x)
        box[3] = Math.max(box[3], y)
      }
  return box[0] > box[2] ? [0, 0, 0, 0] : box
}
