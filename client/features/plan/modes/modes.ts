import { deleteVertexMode } from './delete-vertex.mode.ts'
import { mergeMode } from './merge.mode.ts'
import type { Mode } from './mode.types.ts'
import { moveBorderMode } from './move-border.mode.ts'
import { selectMode } from './select.mode.ts'
import { splitMode } from './split.mode.ts'

/** Every mode by its name, in the order of the palette. */
export const modes = {
  select: selectMode,
  move: moveBorderMode,
  delete: deleteVertexMode,
  split: splitMode,
  merge: mergeMode,
} satisfies Record<string, Mode>

export type ModeName = keyof typeof modes
export const modeNames = Object.keys(modes) as ModeName[]

/** The key of each mode. */
export const modeKeys: Record<ModeName, string> = { select: 'v', move: 'e', delete: 'x', split: 's', merge: 'm' }
