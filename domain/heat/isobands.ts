import { contours } from 'd3-contour'
import { densityClasses, leastShown } from './density-class.ts'
import { toGround } from './metric-plane.ts'
import { nestRings, type Ring } from './nest-rings.ts'
import type { Surface } from './surface.ts'

/** The ground of one class: where the density is in [from, to), as RFC 7946 polygons in lon, lat. */
export interface Isoband {
  class: number
  from: number
  to: number | null
  polygons: Ring[][]
}

/**
 * Cuts a surface at its class breaks. Bands do not overlap and together cover all ground that is shown,
 * so a half-transparent fill has one colour a class. Empty classes are left out.
 */
export function isobands(surface: Surface, breaks: readonly number[]): Isoband[] {
  if (surface.width === 0) return []
  const contour = contours().size([surface.width, surface.height]).contour
  const values = Array.from(surface.values)
  const classes = densityClasses(breaks)
  const outlines = classes.map((_, index) => {
    const geometry = contour(values, breaks[index - 1] ?? leastShown(breaks))
    return geometry.coordinates.flatMap((polygon) => polygon.map((ring) => toGroundRing(surface, ring)))
  })
  return classes.flatMap(({ from, to }, index) => {
    const polygons = nestRings(outlines[index]!, outlines[index + 1] ?? [])
    return polygons.length === 0 ? [] : [{ class: index, from, to, polygons }]
  })
}

/** From lattice units (0.5 is the first cell's centre) to degrees, rounded to about 1 cm, counter-clockwise outside. */
function toGroundRing(surface: Surface, ring: number[][]): Ring {
  const { plane, cellMeters, firstColumn, firstRow } = surface
  const ground = ring.map(([x, y]): [number, number] => {
    const [longitude, latitude] = toGround(plane, (firstColumn + x!) * cellMeters, (firstRow + y!) * cellMeters)
    return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7]
  })
  // d3-contour winds the other way, with y downwards
  return ground.reverse()
}
