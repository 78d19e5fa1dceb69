import { metersPerStep } from './metric.ts'
import type { LatticePolygon } from './partition.types.ts'
import { doubleArea } from './polygon.ts'

/** Area and outline of ground. */
export interface Measure {
  readonly squareMeters: number
  readonly perimeterMeters: number
}

/** Area and length of all rings of polygons, on the scale of their latitude. */
export function measure(polygons: readonly LatticePolygon[]): Measure {
  const scale = metersPerStep(polygons[0]?.[0]?.[1] ?? 0)
  let perimeterMeters = 0
  for (const polygon of polygons)
    for (const ring of polygon)
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length
        perimeterMeters += Math.hypot((ring[j]! - ring[i]!) * scale.x, (ring[j + 1]! - ring[i + 1]!) * scale.y)
      }
  return { squareMeters: (doubleArea(polygons) / 2) * scale.x * scale.y, perimeterMeters }
}

/** How round ground is, 0 to 1: its area against that of a circle of the same outline (Polsby and Popper 1991). */
export function compactness({ squareMeters, perimeterMeters }: Measure): number {
  return perimeterMeters === 0 ? 0 : (4 * Math.PI * squareMeters) / perimeterMeters ** 2
}
