import type { Frame } from '#server/print/frame.ts'
import { barMeters, type Projection } from '#server/print/projection.ts'
import { writeLine } from '#server/print/write.ts'
import type { SheetPaper } from './draw-sheet-map.ts'

export interface Scale {
  /** Metres that the bar stands for, and its points on the page. */
  meters: number
  length: number
  plate: Frame
}

const INK = '#13202c'

/** Scale bar and north arrow stand on a plate in the lower right corner of a map. */
export function scaleOf(frame: Frame, projection: Projection): Scale {
  const meters = barMeters(130, projection)
  const length = meters * projection.pointsPerMeter
  const [width, height] = [length + 62, 30]
  return {
    meters,
    length,
    plate: { x: frame.x + frame.width - width - 8, y: frame.y + frame.height - height - 8, width, height },
  }
}

export function drawScale(paper: SheetPaper, { meters, length, plate }: Scale): void {
  const { doc, t } = paper
  doc.roundedRect(plate.x, plate.y, plate.width, plate.height, 2).fillOpacity(0.9).fill('#ffffff').fillOpacity(1)
  const left = plate.x + 10
  const base = plate.y + plate.height - 8
  // two halves, one dark, so that half the length is read as well
  doc.rect(left, base - 4, length / 2, 4).fill(INK)
  doc
    .rect(left, base - 4, length, 4)
    .lineWidth(0.7)
    .stroke(INK)
  const words =
    meters >= 1000 ? t('scale.kilometers', { length: meters / 1000 }) : t('scale.meters', { length: meters })
  writeLine(paper, '0', { x: left, y: base - 8 }, { size: 8 })
  writeLine(paper, words, { x: left + length - 60, y: base - 8, width: 74, align: 'right' }, { size: 8 })
  const north = plate.x + plate.width - 20
  doc
    .moveTo(north, base - 14)
    .lineTo(north + 5, base)
    .lineTo(north, base - 3.5)
    .lineTo(north - 5, base)
    .closePath()
    .fill(INK)
  writeLine(
    paper,
    t('north'),
    { x: north - 10, y: base - 16, width: 20, align: 'center' },
    { size: 7.5, weight: 'semibold' },
  )
}
