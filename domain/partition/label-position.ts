import type { Position } from '#domain/contract/common.ts'
import { interiorPoint } from './interior-point.ts'
import { toPosition } from './lattice.ts'
import type { Partition } from './partition.types.ts'
import { doubleArea, polygonsOf } from './polygon.ts'

/** Where a face's label stands: well inside its largest part. */
export function labelPosition(partition: Partition, code: string): Position {
  const largest = polygonsOf(partition, code).reduce((one, other) =>
    doubleArea([other]) > doubleArea([one]) ? other : one,
  )
  const [x, y] = interiorPoint(largest)
  return toPosition(x, y)
}
