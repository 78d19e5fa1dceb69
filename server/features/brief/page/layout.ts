import type { BriefSize } from '#domain/contract/brief.ts'
import type { Frame } from '#server/print/frame.ts'

export interface Layout {
  paper: 'A4' | 'A3'
  landscape: boolean
  width: number
  height: number
  /** Points of the type of a list's row; everything else is a multiple of it. */
  type: number
  title: Frame
  figures: readonly [Frame, Frame, Frame]
  map: Frame
  legend: Frame
  leftOut: Frame
  site: Frame
  foot: Frame
}

const A4 = { width: 595.28, height: 841.89 }
const A3 = { width: 1190.55, height: 841.89 }

/** A4 upright: figures over the map over two columns. A3 lying: the map at the left, all words at the right. */
export const layouts: Record<BriefSize, Layout> = { a4: upright(), a3: lying() }

function upright(): Layout {
  const margin = 38
  const inner = A4.width - 2 * margin
  const gap = 14
  const column = (inner - 2 * gap) / 3
  const figure = (number: number): Frame => ({
    x: margin + number * (column + gap),
    y: 90,
    width: column,
    height: 74,
  })
  const leftWidth = 2 * column + gap
  return {
    paper: 'A4',
    landscape: false,
    ...A4,
    type: 8,
    title: { x: margin, y: 34, width: inner, height: 46 },
    figures: [figure(0), figure(1), figure(2)],
    map: { x: margin, y: 174, width: inner, height: 346 },
    legend: { x: margin, y: 524, width: inner, height: 26 },
    leftOut: { x: margin, y: 560, width: leftWidth, height: 170 },
    site: { x: margin + leftWidth + gap, y: 560, width: column, height: 170 },
    foot: { x: margin, y: 738, width: inner, height: 82 },
  }
}

function lying(): Layout {
  const margin = 44
  const gap = 26
  const side = 356
  const mapWidth = A3.width - 2 * margin - gap - side
  const x = margin + mapWidth + gap
  const figure = (number: number): Frame => ({ x, y: 106 + number * 88, width: side, height: 80 })
  return {
    paper: 'A3',
    landscape: true,
    ...A3,
    type: 9.2,
    title: { x: margin, y: 38, width: A3.width - 2 * margin, height: 52 },
    figures: [figure(0), figure(1), figure(2)],
    map: { x: margin, y: 106, width: mapWidth, height: 604 },
    legend: { x: margin, y: 716, width: mapWidth, height: 26 },
    leftOut: { x, y: 376, width: side, height: 216 },
    site: { x, y: 606, width: side, height: 136 },
    foot: { x: margin, y: 752, width: A3.width - 2 * margin, height: 64 },
  }
}
