import type { Box, Position } from '#domain/contract/common.ts'
import { METERS_PER_DEGREE } from '#domain/coverage/sphere.ts'
import { type Census, type CountedPoints, tally, tallyElderly } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { facesOf, groundOf } from '#domain/partition/ground.ts'
import { labelPosition } from '#domain/partition/label-position.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'
import type { Db } from '#server/db.types.ts'
import { contains } from '#server/print/contains.ts'
import type { Frame } from '#server/print/frame.ts'
import type { StyledFeature } from '#server/print/paint-style.ts'
import { groundFeatureRows, sheetStationRows } from './sheet.query.ts'
import type { SheetGrid, SheetMap } from './sheet.types.ts'
import { fitScale } from './sheet-layout.ts'

/** Grids as they stand or as a plan has them, with what is counted in them. */
export interface CountedDraft {
  draft: Draft
  census: Census
  points: CountedPoints
  /** Whether who prints may know of elderly people grid by grid. */
  elderly: boolean
  workersOf(grid: string): string[]
  tones: ReadonlyMap<string, number>
}

/** Grids of the plan that stand in a community, numbered in the order of their codes. */
export function sheetGrids(counted: CountedDraft, community: string | null): SheetGrid[] {
  const { draft, census, points } = counted
  return [...draft.grids.values()]
    .filter((grid) => !grid.locked && (community === null || grid.community === community))
    .sort((one, other) => (one.code < other.code ? -1 : 1))
    .map(({ code, name, kind }, index) => {
      const list = facesOf(draft, code).flatMap((face) => census.of.get(face) ?? [])
      const ground = groundOf(draft, code)
      return {
        ...{ number: index + 1, code, name, kind },
        households: tally(points, list).households,
        elderly: counted.elderly ? tallyElderly(points, list) : null,
        workers: counted.workersOf(code),
        polygons: toMultiPolygon(ground),
        at: labelPosition(ground),
        tone: counted.tones.get(code) ?? 0,
      }
    })
}

/** Detail that paper does not show: a tenth of a point, in degrees. */
function toleranceOf([, south, , north]: Box, frame: Frame): number {
  return ((north - south) / frame.height) * 0.1
}

/** The map around some grids, as large as a round scale lets it be in a frame. */
export async function gatherMap(db: Db, county: string, grids: SheetGrid[], frame: Frame): Promise<SheetMap> {
  const { box, scale } = fitScale(boxAroundGrids(grids), frame)
  const rows = await groundFeatureRows(db, county, box, toleranceOf(box, frame))
  const features = rows.map(
    ({ layer, kind, name, walled, geom }): StyledFeature => ({
      layer,
      properties: { kind, class: kind, level: kind, name, walled },
      paths: geom.type === 'MultiPolygon' ? geom.coordinates.flat() : geom.coordinates,
    }),
  )
  const stations = await sheetStationRows(db, county, box)
  return {
    box,
    scale,
    features,
    grids,
    stations: stations
      .map(({ name, longitude, latitude }) => ({ name, position: [longitude, latitude] as Position }))
      .filter(({ position }) => grids.some(({ polygons }) => contains(polygons, position))),
  }
}

/** West, south, east, north of grids; never of no extent. */
function boxAroundGrids(grids: readonly SheetGrid[]): Box {
  const box: Box = [180, 90, -180, -90]
  for (const [x, y] of grids.flatMap(({ polygons }) => polygons.flatMap((rings) => rings[0] ?? []))) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  const least = 20 / METERS_PER_DEGREE
  return [box[0] - least, box[1] - least, box[2] + least, box[3] + least]
}
