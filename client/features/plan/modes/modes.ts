import { assignMode } from './assign.mode.ts'
import { brushMode } from './brush.mode.ts'
import { deleteVertexMode } from './delete-vertex.mode.ts'
import { drawMode } from './draw.mode.ts'
import { lassoMode } from './lasso.mode.ts'
import { mergeMode } from './merge.mode.ts'
import type { Mode } from './mode.types.ts'
import { moveBorderMode } from './move-border.mode.ts'
import { pickMode } from './pick.mode.ts'
import { rectangleMode } from './rectangle.mode.ts'
import { reshapeMode } from './reshape.mode.ts'
import { selectMode } from './select.mode.ts'
import { splitMode } from './split.mode.ts'

/** Every mode by its name, in the order of the palette. */
export const modes = {
  select: selectMode,
  move: moveBorderMode,
  delete: deleteVertexMode,
  reshape: reshapeMode,
  split: splitMode,
  merge: mergeMode,
  brush: brushMode,
  rectangle: rectangleMode,
  lasso: lassoMode,
  pick: pickMode,
  assign: assignMode,
  draw: drawMode,
} satisfies Record<string, Mode>

export type ModeName = keyof typeof modes
export const modeNames = Object.keys(modes) as ModeName[]

/** The key of each mode. */
export const modeKeys: Record<ModeName, string> = {
  select: 'v',
  move: 'e',
  delete: 'x',
  reshape: 't',
  split: 's',
  merge: 'm',
  brush: 'b',
  rectangle: 'r',
  lasso: 'l',
  pick: 'p',
  assign: 'a',
  draw: 'd',
}
