import type { Camera } from '#client/map/map-view.types.ts'
import { scaleLength } from '#client/map/scale-length.ts'
import { type Box, layOut, type PaperSize, type Sheet } from './paper.ts'
import { type Pen, penOn, type TextLook } from './pen.ts'
import type { PictureWords } from './picture.types.ts'

/** Words of a sheet that do not depend on what it shows, and the moment in words. */
export interface SheetLabels {
  county: string
  demo: string
  north: string
  /** Of a view from the side, which has no one scale. */
  slanted: string
  /** `数据截至 2026年11月21日 14:30`. */
  until: string
  length(meters: number): string
}

/** Colours of a printed sheet, whatever theme the page has; `ground` lies below the classes on the map. */
export interface SheetInk {
  paper: string
  text: string
  soft: string
  line: string
  ground: string
}

export interface SheetParts {
  words: PictureWords
  labels: SheetLabels
  ink: SheetInk
  family: string
  camera: Camera
  /** Of the map on screen, CSS pixels. */
  screen: { width: number; height: number }
}

const TITLE = 7
const LINE = 3.7
const SMALL = 2.9
const CLASS_HIGH = 6
const CLASS_WIDE = 9

/** Where everything stands on a sheet of a size; `context` measures the words. */
export function planSheet(context: CanvasRenderingContext2D, size: PaperSize, parts: SheetParts): Sheet {
  // widths in units do not depend on the unit: any will do
  const draft = layOut(size, parts.screen, 1, 1)
  const pen = penOn(context, draft.unit, parts.family)
  const lines = linesOf(pen, parts, draft.header.width)
  const legend = legendOf(pen, parts, draft.legend.width)
  return layOut(size, parts.screen, TITLE + 1 + lines.length * 5.2, legend.high)
}

/** Draws a planned sheet round a picture of the map. */
export function drawSheet(
  context: CanvasRenderingContext2D,
  sheet: Sheet,
  map: HTMLCanvasElement,
  parts: SheetParts,
): void {
  const pen = penOn(context, sheet.unit, parts.family)
  context.fillStyle = parts.ink.paper
  context.fillRect(0, 0, sheet.width, sheet.height)
  drawHeader(pen, sheet.header, parts)
  drawMap(pen, sheet, map, parts)
  drawLegend(pen, sheet.legend, parts)
  drawFooter(pen, sheet.footer, parts)
}

function drawHeader(pen: Pen, { x, y, width }: Box, parts: SheetParts): void {
  const { ink, labels, words } = parts
  const { unit, context } = pen
  const title = `${labels.county} · ${words.kind}`
  const badge: TextLook = { size: SMALL, color: ink.soft }
  const badgeWidth = words.county.demo ? pen.widthOf(labels.demo, badge) + 4 * unit : 0
  const full: TextLook = { size: TITLE, color: ink.text, weight: 600 }
  const fits = Math.min(1, (width - badgeWidth - 4 * unit) / pen.widthOf(title, full))
  const look = { ...full, size: TITLE * fits }
  const foot = y + TITLE * 0.86 * unit
  pen.text(title, x, foot, look)
  if (words.county.demo) {
    const left = x + pen.widthOf(title, look) + 4 * unit
    context.strokeStyle = ink.soft
    context.lineWidth = 0.25 * unit
    context.beginPath()
    context.roundRect(left, foot - 4.1 * unit, badgeWidth, 5 * unit, unit)
    context.stroke()
    pen.text(labels.demo, left + 2 * unit, foot - 0.55 * unit, badge)
  }
  for (const [index, line] of linesOf(pen, parts, width).entries())
    pen.text(line, x, y + (TITLE + 4.6 + index * 5.2) * unit, { size: LINE, color: ink.soft })
}

function linesOf(pen: Pen, { words, ink }: SheetParts, width: number): string[] {
  return pen.wrap(words.lines.join(' · '), width, { size: LINE, color: ink.soft })
}

function drawMap(
  pen: Pen,
  sheet: Sheet,
  picture: HTMLCanvasElement,
  { ink, labels, camera, screen }: SheetParts,
): void {
  const { context, unit } = pen
  const { x, y, width, height } = sheet.map
  const shownHigh = (height / width) * picture.width
  context.drawImage(picture, 0, (picture.height - shownHigh) / 2, picture.width, shownHigh, x, y, width, height)
  context.strokeStyle = ink.line
  context.lineWidth = 0.25 * unit
  context.strokeRect(x, y, width, height)
  drawNorth(pen, x + width - 11 * unit, y + 11 * unit, camera.bearing, labels.north, ink)
  const look: TextLook = { size: SMALL, color: ink.text, align: 'center' }
  const bar = scaleLength(camera.latitude, camera.zoom, screen.width / 6)
  const words = camera.pitch > 0 ? labels.slanted : labels.length(bar.meters)
  const barWide = camera.pitch > 0 ? 0 : bar.pixels * sheet.pixelRatio
  const boxWide = Math.max(barWide, pen.widthOf(words, look)) + 4 * unit
  const left = x + 3 * unit
  const foot = y + height - 3 * unit
  onPlate(pen, ink, () => context.fillRect(left, foot - 8 * unit, boxWide, 8 * unit))
  pen.text(words, left + boxWide / 2, foot - 3.9 * unit, look)
  if (barWide === 0) return
  context.strokeStyle = ink.text
  context.lineWidth = 0.45 * unit
  const from = left + (boxWide - barWide) / 2
  context.beginPath()
  context.moveTo(from, foot - 3 * unit)
  context.lineTo(from, foot - 1.6 * unit)
  context.lineTo(from + barWide, foot - 1.6 * unit)
  context.lineTo(from + barWide, foot - 3 * unit)
  context.stroke()
}

/** A needle whose dark half points north. */
function drawNorth(pen: Pen, x: number, y: number, bearing: number, north: string, ink: SheetInk): void {
  const { context, unit } = pen
  onPlate(pen, ink, () => {
    context.beginPath()
    context.arc(x, y, 8 * unit, 0, 2 * Math.PI)
    context.fill()
  })
  context.save()
  context.translate(x, y)
  context.rotate((-bearing * Math.PI) / 180)
  context.fillStyle = ink.text
  context.beginPath()
  for (const [right, down] of [
    [0, -2.6],
    [2.1, 5],
    [0, 3.4],
    [-2.1, 5],
  ] as const)
    context.lineTo(right * unit, down * unit)
  context.fill()
  pen.text(north, 0, -3.6 * unit, { size: 3.3, color: ink.text, weight: 600, align: 'center' })
  context.restore()
}

interface LegendPlan {
  /** In units. */
  high: number
  items: { x: number; y: number; index: number }[]
  note: string[]
}

/** Classes side by side, in further rows where one is full; positions in units. */
function legendOf(pen: Pen, { words, ink }: SheetParts, width: number): LegendPlan {
  const look: TextLook = { size: LINE, color: ink.text }
  const wide = width / pen.unit
  const widths = words.classes.map(({ text }) => CLASS_WIDE + 2 + pen.widthOf(text, look) / pen.unit + 5)
  // columns of one width where there are many, so that they stand below one another
  const column = words.classes.length > 7 ? Math.max(...widths) : 0
  let x = 0
  let y = 6
  const items = widths.map((own, index) => {
    const needed = column || own
    if (x > 0 && x + needed - 5 > wide) {
      x = 0
      y += CLASS_HIGH
    }
    const item = { x, y, index }
    x += needed
    return item
  })
  const note = words.note ? pen.wrap(words.note, width, { size: SMALL, color: ink.soft }) : []
  return { high: y + CLASS_HIGH + note.length * 4.2, items, note }
}

function drawLegend(pen: Pen, { x, y, width }: Box, parts: SheetParts): void {
  const { context, unit } = pen
  const { words, ink } = parts
  const { items, note, high } = legendOf(pen, parts, width)
  pen.text(`${words.kind} · ${words.unit}`, x, y + 3.4 * unit, { size: LINE, color: ink.text, weight: 600 })
  for (const item of items) {
    const one = words.classes[item.index]
    if (!one) continue
    const [left, top] = [x + item.x * unit, y + item.y * unit]
    context.fillStyle = ink.ground
    context.fillRect(left, top, CLASS_WIDE * unit, 4.2 * unit)
    context.globalAlpha = one.opacity
    context.fillStyle = one.color
    context.fillRect(left, top, CLASS_WIDE * unit, 4.2 * unit)
    context.globalAlpha = 1
    context.strokeStyle = ink.line
    context.lineWidth = 0.2 * unit
    context.strokeRect(left, top, CLASS_WIDE * unit, 4.2 * unit)
    if (one.mark) drawMark(pen, one.mark, left, top, ink)
    pen.text(one.text, left + (CLASS_WIDE + 2) * unit, top + 3.4 * unit, { size: LINE, color: ink.text })
  }
  for (const [index, line] of note.entries())
    pen.text(line, x, y + (high - (note.length - index - 1) * 4.2 - 1) * unit, { size: SMALL, color: ink.soft })
}

/** The mark of a class on its colour, with a rim of paper as on the map. */
function drawMark({ context, unit, ...pen }: Pen, mark: string, left: number, top: number, ink: SheetInk): void {
  const look: TextLook = { size: SMALL, color: ink.text, align: 'center' }
  const [middle, foot] = [left + (CLASS_WIDE / 2) * unit, top + 3.1 * unit]
  // sets the typeface as well
  pen.widthOf(mark, look)
  context.textAlign = 'center'
  context.strokeStyle = ink.paper
  context.lineWidth = 0.7 * unit
  context.strokeText(mark, middle, foot)
  pen.text(mark, middle, foot, look)
}

function drawFooter(pen: Pen, { x, y, width, height }: Box, { ink, labels, words }: SheetParts): void {
  const { context, unit } = pen
  context.fillStyle = ink.line
  context.fillRect(x, y, width, 0.25 * unit)
  const look: TextLook = { size: SMALL, color: ink.soft }
  pen.text(labels.until, x + width, y + 4.2 * unit, { ...look, align: 'right' })
  const room = width - pen.widthOf(labels.until, look) - 8 * unit
  const most = Math.floor(height / (4 * unit))
  for (const [index, line] of pen.wrap(words.county.attribution, room, look).slice(0, most).entries())
    pen.text(line, x, y + (4.2 + index * 4) * unit, look)
}

/** What keeps words readable on the map. */
function onPlate({ context }: Pen, { paper }: SheetInk, draw: () => void): void {
  context.globalAlpha = 0.86
  context.fillStyle = paper
  draw()
  context.globalAlpha = 1
}
