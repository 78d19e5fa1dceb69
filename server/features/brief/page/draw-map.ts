import type { Frame } from '#server/print/frame.ts'
import { barMeters, type Projection, projectInto } from '#server/print/projection.ts'
import { writeLine } from '#server/print/write.ts'
import type { BriefMaterial } from '../material.ts'
import { drawBase, drawBorders } from './draw-base.ts'
import { drawMarks } from './draw-marks.ts'
import { drawArea, drawAreaRim, drawStraight, drawStreets } from './draw-walk.ts'
import { ink } from './ink.ts'
import type { Layout } from './layout.ts'
import type { Sheet } from './sheet.ts'

/** The map as vectors inside its frame. The first `listed` places left out carry their number in the list. */
export function drawMap(sheet: Sheet, material: BriefMaterial, listed: number): void {
  const { doc, layout } = sheet
  const { map, walk, station, figures } = material
  const projection = projectInto(map.box, layout.map)
  doc.save()
  doc.rect(layout.map.x, layout.map.y, layout.map.width, layout.map.height).clip()
  drawBase(sheet, projection, map.base)
  if (map.area) drawArea(sheet, projection, map.area)
  if (map.streets) drawStreets(sheet, projection, map.streets, walk.minutes)
  if (map.area) drawAreaRim(sheet, projection, map.area)
  drawBorders(sheet, projection, map.base)
  const centers = station ? [station.position] : map.stations.map(({ position }) => position)
  drawStraight(sheet, projection, centers, figures.straightMeters)
  const scale = scaleOf(layout, projection)
  drawMarks(sheet, projection, material, listed, scale.plate)
  drawScale(sheet, scale)
  doc.restore()
  doc.rect(layout.map.x, layout.map.y, layout.map.width, layout.map.height).lineWidth(0.8).stroke(ink.soft)
}

interface Scale {
  /** Metres that the bar stands for, and its points on the page. */
  meters: number
  length: number
  plate: Frame
}

/** Scale bar and north arrow stand on a plate in the lower right corner of the map. */
function scaleOf({ map, type }: Layout, projection: Projection): Scale {
  const meters = barMeters(100, projection)
  const length = meters * projection.pointsPerMeter
  const width = length + type * 4.4
  const height = type * 2.5
  return {
    meters,
    length,
    plate: { x: map.x + map.width - width - 6, y: map.y + map.height - height - 6, width, height },
  }
}

function drawScale(sheet: Sheet, { meters, length, plate }: Scale): void {
  const { doc, layout } = sheet
  const { type } = layout
  const { x, y } = plate
  doc.roundedRect(x, y, plate.width, plate.height, 2).fillOpacity(0.88).fill(ink.paper).fillOpacity(1)
  const left = x + type * 0.9
  const base = y + plate.height - type * 0.7
  doc
    .moveTo(left, base - 3.5)
    .lineTo(left, base)
    .lineTo(left + length, base)
    .lineTo(left + length, base - 3.5)
  doc.lineCap('butt').lineJoin('miter').lineWidth(1).stroke(ink.text)
  const text =
    meters >= 1000
      ? sheet.t('scale.kilometers', { length: sheet.whole(meters / 1000) })
      : sheet.t('scale.meters', { length: sheet.whole(meters) })
  writeLine(sheet, text, { x: left, y: base - 4.5, width: length, align: 'center' }, { size: type * 0.85 })
  const north = x + plate.width - type * 1.6
  doc
    .moveTo(north, base)
    .lineTo(north - type * 0.42, base)
    .lineTo(north, base - type * 1.05)
    .lineTo(north + type * 0.42, base)
    .closePath()
    .fill(ink.text)
  writeLine(
    sheet,
    sheet.t('north'),
    { x: north - type, y: base - type * 1.15, width: type * 2, align: 'center' },
    { size: type * 0.72, weight: 'semibold' },
  )
}
