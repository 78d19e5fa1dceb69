import { type Count, countAt, facesAt, groundAt, type Level } from '#domain/partition/area.ts'
import { compactness, measure } from '#domain/partition/measure.ts'
import type { Work } from './work.ts'

/** What a grid or micro-grid amounts to; issues are of the year before the base date. */
export interface Figures extends Count {
  readonly areaSquareMeters: number
  /** 0 to 1: 1 is a circle. */
  readonly compactness: number
}

/** Counts an area of a draft as it stands; null when there is none of this code. */
export function figuresOf({ draft, census, base }: Work, level: Level, code: string): Figures | null {
  if (facesAt(draft, level, code).length === 0) return null
  const measured = measure(groundAt(draft, level, code))
  return {
    ...countAt({ draft, census }, base.points, level, code),
    areaSquareMeters: measured.squareMeters,
    compactness: compactness(measured),
  }
}
