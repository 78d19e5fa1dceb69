import type { Camera, Padding } from '#client/map/map-view.types.ts'
import { worldY } from '#domain/area/tiles-of-box.ts'
import type { Position } from '#domain/contract/common.ts'

/** Pixels that the world is wide at zoom 0. */
const WORLD_PIXELS = 512

/**
 * Camera, north up, that shows a place in the middle of what `covered` leaves free of the map (CSS pixels at each side). Web
 * Mercator. Pure.
 */
export function cameraBeside([longitude, latitude]: Position, zoom: number, covered: Padding): Camera {
  const world = WORLD_PIXELS * 2 ** zoom
  const right = (covered.left - covered.right) / 2 / world
  const down = (covered.top - covered.bottom) / 2 / world
  return {
    longitude: longitude - right * 360,
    latitude: latitudeOf(worldY(latitude) - down),
    zoom,
    bearing: 0,
    pitch: 0,
  }
}

/** What `worldY` makes of a latitude, turned back. */
function latitudeOf(south: number): number {
  return (Math.atan(Math.sinh((0.5 - south) * 2 * Math.PI)) * 180) / Math.PI
}
