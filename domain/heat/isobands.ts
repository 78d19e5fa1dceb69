import { densityClasses, leastShown } from './density-class.ts'
import { type Isoring, isorings } from './isorings.ts'
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
  const classes = densityClasses(breaks)
  const outlines = isorings(surface, [leastShown(breaks), ...breaks]).map((rings) =>
    rings.map((ring) => toGroundRing(surface, ring)),
  )
  return classes.flatMap(({ from, to }, index) => {
    const polygons = nestRings(outlines[index]!, outlines[index + 1] ?? [])
    return polygons.length === 0 ? [] : [{ class: index, from, to, polygons }]
  })
}

/**
 * Cuts a difference of two surfaces: classes 1 and up where there is more, -1 and down where there is less, the lowest
 * below the first break; `from` and `to` are without sign. Where the difference is nearly nothing there is no band.
 */
export function differenceBands(difference: Surface, breaks: readonly number[]): Isoband[] {
  const less = { ...difference, values: difference.values.map((value) => -value) }
  return [
    ...isobands(less, breaks).map((band) => ({ ...band, class: -band.class - 1 })),
    ...isobands(difference, breaks).map((band) => ({ ...band, class: band.class + 1 })),
  ]
}

/** From lattice units to degrees, rounded to about 1 cm. */
function toGroundRing({ plane, cellMeters, firstColumn, firstRow }: Surface, ring: Isoring): Ring {
  return ring.map(([x, y]) => {
    const [longitude, latitude] = toGround(plane, (firstColumn + x) * cellMeters, (firstRow + y) * cellMeters)
    return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7]
  })
}
