import type { Position } from '#domain/contract/common.ts'
import { ACCESS_LIMIT_METERS, type AccessIndex } from './access.ts'
import {
  type Change,
  type ChangeRefusal,
  JOIN_METERS,
  LONGEST_PATH_METERS,
  SHORTEST_PATH_METERS,
  WALL_METERS,
} from './change.ts'
import type { Enclosure } from './enclosure.ts'
import { lineMeters } from './line.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'

/** Reasons that lie in the change itself. */
type FoundRefusal = Exclude<ChangeRefusal, 'too-many-changes'>

/** What a change is checked against. */
export interface Checked {
  index: Pick<AccessIndex, 'nearest'>
  hasStation(code: string): boolean
  /** undefined: no such compound; null: no wall. */
  enclosureOf(compound: string): Enclosure | null | undefined
  hasEdge(id: number): boolean
}

/** Why a change has no answer; null when it has. */
export function refuseChange(change: Change, county: Checked): FoundRefusal | null {
  switch (change.kind) {
    case 'add-station':
      if (county.hasStation(change.code)) return 'code-taken'
      return refuseEntrance(change.position, county)
    case 'move-station':
      return county.hasStation(change.code) ? refuseEntrance(change.position, county) : 'unknown-station'
    case 'close-station':
    case 'change-station':
      return county.hasStation(change.code) ? null : 'unknown-station'
    case 'open-gate':
      return refuseGate(change, county)
    case 'add-path':
      return refusePath(change.line, county)
    case 'block-edge':
      return county.hasEdge(change.edge) ? null : 'unknown-edge'
  }
}

function refuseEntrance(position: Position, { index }: Checked): FoundRefusal | null {
  if (!isPosition(position)) return 'no-position'
  return index.nearest(...position, ACCESS_LIMIT_METERS) ? null : 'off-network'
}

function refuseGate(change: Change & { kind: 'open-gate' }, county: Checked): FoundRefusal | null {
  if (!isPosition(change.position)) return 'no-position'
  const enclosure = county.enclosureOf(change.compound)
  if (enclosure === undefined) return 'unknown-compound'
  if (enclosure === null) return 'not-walled'
  if (change.opensMinute === change.closesMinute) return 'never-open'
  if (!county.index.nearest(...change.position, ACCESS_LIMIT_METERS)) return 'off-network'
  return wallMeters(enclosure, change.position) <= WALL_METERS ? null : 'off-wall'
}

function refusePath(line: readonly Position[], { index }: Checked): FoundRefusal | null {
  if (!line.every(isPosition)) return 'no-position'
  const first = line[0]
  const last = line.at(-1)
  const meters = lineMeters(line)
  if (!first || !last || meters < SHORTEST_PATH_METERS) return 'line-too-short'
  if (meters > LONGEST_PATH_METERS) return 'line-too-long'
  const joins = [first, last].some((end) => index.nearest(...end, JOIN_METERS))
  return joins ? null : 'joins-nothing'
}

function isPosition([longitude, latitude]: Position): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
}

/** Meters from a place to the nearest stretch of a wall, on a plane around the place. */
function wallMeters({ polygons }: Enclosure, [longitude, latitude]: Position): number {
  const east = metersPerLongitude(latitude)
  let least = Number.POSITIVE_INFINITY
  for (const ring of polygons.flat())
    for (let corner = 1; corner < ring.length; corner++) {
      const x = (ring[corner - 1]![0] - longitude) * east
      const y = (ring[corner - 1]![1] - latitude) * METERS_PER_DEGREE
      const runX = (ring[corner]![0] - ring[corner - 1]![0]) * east
      const runY = (ring[corner]![1] - ring[corner - 1]![1]) * METERS_PER_DEGREE
      const square = runX * runX + runY * runY
      const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(x * runX + y * runY) / square))
      least = Math.min(least, Math.hypot(x + share * runX, y + share * runY))
    }
  return least
}
