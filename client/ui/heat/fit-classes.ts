import type { Bounds } from '#client/map/map-view.types.ts'
import { toGround } from '#domain/heat/metric-plane.ts'
import { quantileBreaks } from '#domain/heat/quantile-breaks.ts'
import type { Surface } from '#domain/heat/surface.ts'
import type { Areas } from './areas/area-figures.ts'

/** Breaks that part what of a surface is in sight into classes of about equal ground; of a difference without its sign. Pure. */
export function fitSurface(surface: Surface, bounds: Bounds): number[] | null {
  const { plane, cellMeters, firstColumn, firstRow, width, values } = surface
  const seen = values.filter((_, cell) => {
    const column = firstColumn + (cell % width) + 0.5
    const row = firstRow + Math.floor(cell / width) + 0.5
    return contains(bounds, toGround(plane, column * cellMeters, row * cellMeters))
  })
  return quantileBreaks((seen.some((value) => value !== 0) ? seen : values).map(Math.abs))
}

/** The same of areas by their values: those of which a corner is in sight. Pure. */
export function fitAreas(areas: Areas, figureOf: (code: string) => number | null, bounds: Bounds): number[] | null {
  const all = areas.features.map(({ properties: { code }, geometry }) => ({
    value: Math.abs(figureOf(code) ?? 0),
    seen: geometry.coordinates.some(([outer = []]) => outer.some((corner) => contains(bounds, corner))),
  }))
  const seen = all.filter((area) => area.seen && area.value > 0)
  return quantileBreaks((seen.length > 0 ? seen : all).map(({ value }) => value))
}

function contains([west, south, east, north]: Bounds, [longitude, latitude]: readonly [number, number]): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north
}
