import type { TFunction } from 'i18next'
import { drawAreas } from '#domain/map-style/borders.ts'
import type { DrawWith } from '#domain/map-style/draw.ts'
import { drawBuildings, drawCompounds, drawGreen, drawWater } from '#domain/map-style/ground.ts'
import { palettes } from '#domain/map-style/palette.ts'
import { planColors, planTones } from '#domain/map-style/plan-colors.ts'
import { drawRoads } from '#domain/map-style/roads.ts'
import type { Frame } from '#server/print/frame.ts'
import { paintStyle, zoomOf } from '#server/print/paint-style.ts'
import { type Projection, projectInto } from '#server/print/projection.ts'
import { trace } from '#server/print/trace.ts'
import type { Paper } from '#server/print/write.ts'
import { drawMapLabels, type GridMarks } from './draw-map-labels.ts'
import { drawScale, scaleOf } from './draw-scale.ts'
import type { SheetMap } from './sheet.types.ts'

const palette = palettes.light
const light: DrawWith = { palette, theme: 'light', opacity: 1 }
const ground = [drawGreen, drawWater, drawCompounds, drawRoads, drawBuildings].flatMap((draw) => draw(light).bodies)
const borders = drawAreas(light).bodies.filter(({ type }) => type === 'line')

/** Paper shows lines finer than a screen of its size: the least zoom whose detail it is drawn with. */
const LEAST_ZOOM = 14.6

/** Beyond 1 to so many, grids of a town are so small that their lines are drawn thin. */
const SMALL_SCALE = 30_000

/** How strongly a grid's colour lies over the ground; near the ground the buildings under it matter more. */
const TONE_OPACITY = 0.3

export interface SheetPaper extends Paper {
  t: TFunction
}

/** The map of some grids in a frame: the ground by the style of the map on the screen, what lies beyond the grids veiled. */
export function drawSheetMap(paper: SheetPaper, map: SheetMap, frame: Frame, marks: GridMarks = 'numbers'): void {
  const { doc } = paper
  const projection = projectInto(map.box, frame)
  const zoom = Math.max(LEAST_ZOOM, zoomOf(projection, (map.box[1] + map.box[3]) / 2))
  const scale = scaleOf(frame, projection)
  doc.save()
  doc.rect(frame.x, frame.y, frame.width, frame.height).clip()
  doc.rect(frame.x, frame.y, frame.width, frame.height).fill(palette.land)
  paintStyle(doc, projection, ground, map.features, zoom)
  drawTones(doc, projection, map)
  veilBeyond(doc, projection, map, frame)
  paintStyle(doc, projection, borders, map.features, zoom)
  drawGridLines(doc, projection, map)
  drawMapLabels(paper, projection, map, { frame, plate: scale.plate, marks })
  drawScale(paper, scale)
  doc.restore()
  doc.rect(frame.x, frame.y, frame.width, frame.height).lineWidth(0.8).stroke(planColors.light.border)
}

function drawTones(doc: PDFKit.PDFDocument, projection: Projection, { grids }: SheetMap): void {
  for (const { polygons, tone } of grids) {
    trace(doc, projection, polygons.flat(), true)
    doc.fillOpacity(TONE_OPACITY).fill(planTones.light[tone]!, 'even-odd')
  }
  doc.fillOpacity(1)
}

/** The sheet is about its grids: everything else steps back. */
function veilBeyond(doc: PDFKit.PDFDocument, projection: Projection, { grids }: SheetMap, frame: Frame): void {
  doc.save()
  doc.rect(frame.x - 1, frame.y - 1, frame.width + 2, frame.height + 2)
  for (const { polygons } of grids) trace(doc, projection, polygons.flat(), true)
  doc.fillOpacity(0.55).fill('#ffffff', 'even-odd')
  doc.restore()
}

/** The planner's borders: a light casing under a dark line. */
function drawGridLines(doc: PDFKit.PDFDocument, projection: Projection, { grids, scale }: SheetMap): void {
  const { halo, border } = planColors.light
  const line = scale > SMALL_SCALE ? 0.8 : 1.6
  for (const [color, width, opacity] of [
    [halo, line * 2, 0.7],
    [border, line, 1],
  ] as const) {
    for (const { polygons } of grids) trace(doc, projection, polygons.flat(), true)
    doc.lineJoin('round').lineWidth(width).strokeOpacity(opacity).stroke(color)
  }
  doc.strokeOpacity(1)
}
