import { drawLine } from './draw-line.ts'
import { handOverHint, needsChosen, showHandOver, takeHandOver } from './hand-over.ts'
import { type Mode, noSnapping } from './mode.types.ts'

/** Hands the ground inside a drawn ring to the chosen grid: one stroke, or corners by clicks. */
export const lassoMode: Mode = {
  cursor: 'crosshair',
  holdsDrags: true,
  modifier: noSnapping,
  disabled: needsChosen,
  enter: (desk) =>
    drawLine({
      desk,
      kinds: ['node', 'border', 'road', 'compound'],
      freehand: true,
      hints: { empty: handOverHint(desk, 'hint.lasso'), begun: { key: 'hint.ring' } },
      finish: 'handOver',
      show: (line, pointer) => showHandOver(desk, [line], pointer),
      take: (line) => takeHandOver(desk, [line]),
    }),
}
