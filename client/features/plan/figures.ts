import { tally } from '#domain/partition/census.ts'
import { type Path, ringDoubleArea } from '#domain/partition/lattice.ts'
import { metersPerStep } from '#domain/partition/metric.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import { polygonsOf } from '#domain/partition/polygon.ts'
import type { Work } from './work.ts'

/** What a grid amounts to. */
export interface Figures {
  households: number
  buildings: number
  /** Of the year before the base date. */
  issues: number
  areaSquareMeters: number
  /** 4 pi area / perimeter squared (Polsby and Popper 1991): 1 is a circle. */
  compactness: number
}

/** Counts a grid of a draft as it stands; null when there is none of this code. */
export function figuresOf({ draft, census, base }: Work, code: string): Figures | null {
  if (!draft.partition.faces.has(code)) return null
  const { households, buildings, issues } = tally(base.points, census.of.get(code))
  return { households, buildings, issues, ...measure(polygonsOf(draft.partition, code)) }
}

function measure(polygons: readonly LatticePolygon[]): Pick<Figures, 'areaSquareMeters' | 'compactness'> {
  const meters = metersPerStep(polygons[0]?.[0]?.[1] ?? 0)
  let doubleArea = 0
  let perimeterMeters = 0
  for (const ring of polygons.flat()) {
    doubleArea += ringDoubleArea(ring)
    perimeterMeters += lengthOf(ring, meters)
  }
  const areaSquareMeters = (doubleArea / 2) * meters.x * meters.y
  const compactness = perimeterMeters === 0 ? 0 : (4 * Math.PI * areaSquareMeters) / perimeterMeters ** 2
  return { areaSquareMeters, compactness }
}

function lengthOf(ring: Path, meters: { x: number; y: number }): number {
  let sum = 0
  let [ax, ay] = [ring.at(-2)!, ring.at(-1)!]
  for (let i = 0; i < ring.length; i += 2) {
    const [bx, by] = [ring[i]!, ring[i + 1]!]
    sum += Math.hypot((bx - ax) * meters.x, (by - ay) * meters.y)
    ax = bx
    ay = by
  }
  return sum
}
