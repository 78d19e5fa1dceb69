import type { Box } from '#domain/contract/common.ts'
import type { Polygons } from '../heat-body.types.ts'

/** West, south, east, north of polygons in degrees. */
export function boundsOf(polygons: Polygons): Box {
  const box: Box = [180, 90, -180, -90]
  for (const polygon of polygons)
    for (const [longitude, latitude] of polygon[0] ?? []) {
      box[0] = Math.min(box[0], longitude)
      box[1] = Math.min(box[1], latitude)
      box[2] = Math.max(box[2], longitude)
      box[3] = Math.max(box[3], latitude)
    }
  return box
}

/** Whether a place lies in one of the polygons, by crossing number over all rings. */
export function polygonsContain(polygons: Polygons, longitude: number, latitude: number): boolean {
  return polygons.some((rings) => {
    let inside = false
    for (const ring of rings)
      for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = ring[i - 1] ?? [0, 0]
        const [bx, by] = ring[i] ?? [0, 0]
        if (ay > latitude !== by > latitude && longitude < ((bx - ax) * (latitude - ay)) / (by - ay) + ax)
          inside = !inside
      }
    return inside
  })
}
