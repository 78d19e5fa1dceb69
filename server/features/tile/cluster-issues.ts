import { worldX, worldY } from '#domain/area/tiles-of-box.ts'
import { clockStands } from '#domain/contract/issue.ts'
import type { TileFeature } from './layer-index.ts'

interface Cell {
  issues: TileFeature[]
  longitude: number
  latitude: number
}

/**
 * Issues close together as one point: those in the same square of a tile of zoom `z` cut into `across` x `across`.
 * A square's point stands in the middle of its issues and tells their `count`, the soonest `finish_by` (seconds since
 * 1970) of those whose clock runs, if any, and whether one is an `emergency`; an issue alone stays itself. Squares never cross a tile's edge.
 */
export function clusterIssues(issues: readonly TileFeature[], z: number, across: number): TileFeature[] {
  const cells = new Map<number, Cell>()
  const side = 2 ** z * across
  for (const issue of issues) {
    if (issue.geometry.type !== 'Point') continue
    const [longitude = 0, latitude = 0] = issue.geometry.coordinates
    const key = Math.floor(worldY(latitude) * side) * side + Math.floor(worldX(longitude) * side)
    const cell = cells.get(key) ?? { issues: [], longitude: 0, latitude: 0 }
    cells.set(key, cell)
    cell.issues.push(issue)
    cell.longitude += longitude
    cell.latitude += latitude
  }
  return [...cells.values()].map((cell) => (cell.issues.length === 1 ? cell.issues[0]! : joined(cell)))
}

function joined({ issues, longitude, latitude }: Cell): TileFeature {
  const soonest = issues
    .filter(({ properties }) => !clockStands(properties.state))
    .reduce((least, { properties }) => Math.min(least, Number(properties.finish_by)), Number.POSITIVE_INFINITY)
  return {
    geometry: { type: 'Point', coordinates: [longitude / issues.length, latitude / issues.length] },
    properties: {
      count: issues.length,
      emergency: issues.some((issue) => issue.properties.emergency === true),
      ...(Number.isFinite(soonest) ? { finish_by: soonest } : {}),
    },
    importance: issues.length,
  }
}
