import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Level } from '#domain/partition/area.ts'
import type { Words } from './said.ts'

/** Steps that are offered: shown on the map with their figures, made when they are accepted. */
export interface Proposal {
  readonly operations: readonly PlanOperation[]
  /** What they are about. */
  readonly level: Level
  /** What they do, in words of the tools. */
  readonly words: Words
  /** The line of a split that is offered. */
  readonly line?: readonly Position[]
  /** The area that is chosen afterwards. */
  readonly choose: string
}
