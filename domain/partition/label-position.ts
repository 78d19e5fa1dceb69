import type { Position } from '#domain/contract/common.ts'
import { interiorPoint } from './interior-point.ts'
import { toPosition } from './lattice.ts'
import type { LatticePolygon } from './partition.types.ts'
import { doubleArea } from './polygon.ts'

/** Where the label of ground stands: well inside its largest part. */
export function labelPosition(ground: readonly LatticePolygon[]): Position {
  const largest = ground.reduce((one, other) => (doubleArea([other]) > doubleArea([one]) ? other : one))
  const [x, y] = interiorPoint(largest)
  return toPosition(x, y)
}
