import type { Frame } from '#server/print/frame.ts'

export const paper = { width: 595.28, height: 841.89, margin: 46 }
export const column = { x: paper.margin, width: paper.width - 2 * paper.margin }
export const bottom = paper.height - 58

/** Two maps of one shape, one below the other. */
export const mapFrames: { before: Frame; after: Frame } = {
  before: { ...column, y: 92, height: 316 },
  after: { ...column, y: 452, height: 316 },
}
