import type { Position } from '#domain/contract/common.ts'
import type { TimeField } from './ground.ts'
import { nestRings } from './nest-rings.ts'
import { paces } from './profile.ts'
import { traceRings } from './trace-rings.ts'

/** The ground within each of `minutes` minutes as MultiPolygon coordinates, holes and islands kept, shells counter-clockwise. */
export function walkArea(field: TimeField, minutes: number): Position[][][] {
  const { columns, rows, seconds: values, cellMeters, profile } = field
  // one cell's walk: beyond it a value only says in or out, so that a border at a wall falls midway between two cells
  const most = (cellMeters * 3.6) / paces[profile].kilometersPerHour
  const rings = traceRings({ columns, rows, values }, minutes * 60, most)
  return nestRings(rings).map((polygon) => polygon.map((ring) => placeRing(field, ring)))
}

function placeRing({ west, south, cellLongitude, cellLatitude }: TimeField, ring: readonly number[]): Position[] {
  const placed: Position[] = []
  for (let at = 0; at < ring.length; at += 2)
    placed.push([toMicrodegree(west + ring[at]! * cellLongitude), toMicrodegree(south + ring[at + 1]! * cellLatitude)])
  return placed
}

function toMicrodegree(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}
