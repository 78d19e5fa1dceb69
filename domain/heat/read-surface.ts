import { toPlane } from './metric-plane.ts'
import type { Surface } from './surface.ts'

/** Density at a place in issues per km², bilinear between the four nearest cell centres; 0 outside the surface. */
export function readSurface(surface: Surface, longitude: number, latitude: number): number {
  const [east, north] = toPlane(surface.plane, longitude, latitude)
  const x = east / surface.cellMeters - surface.firstColumn - 0.5
  const y = north / surface.cellMeters - surface.firstRow - 0.5
  const column = Math.floor(x)
  const row = Math.floor(y)
  const south = mix(at(surface, column, row), at(surface, column + 1, row), x - column)
  const above = mix(at(surface, column, row + 1), at(surface, column + 1, row + 1), x - column)
  return mix(south, above, y - row)
}

function at(surface: Surface, column: number, row: number): number {
  if (!(column >= 0 && row >= 0 && column < surface.width && row < surface.height)) return 0
  return surface.values[row * surface.width + column] ?? 0
}

function mix(a: number, b: number, share: number): number {
  return a === b ? a : a + (b - a) * share
}
