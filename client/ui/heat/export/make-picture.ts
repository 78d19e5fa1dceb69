import type { MapView } from '#client/map/map-view.types.ts'
import { drawSheet, planSheet, type SheetInk, type SheetLabels, type SheetParts } from './draw-sheet.ts'
import type { PaperSize, PictureFormat } from './paper.ts'
import { pdfPage } from './pdf-page.ts'
import type { PictureWords } from './picture.types.ts'
import { withDensity } from './png-density.ts'

/** The map as seen on a sheet of a size, with all that one must know to read it, as a file. Rejects when there is no map. */
export async function makePicture(
  view: MapView,
  words: PictureWords,
  labels: SheetLabels,
  size: PaperSize,
  format: PictureFormat,
): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The browser gave no 2D canvas.')
  const family = getComputedStyle(document.body).fontFamily
  await typefaceFor(family, words, labels)
  const screen = view.getSize()
  const parts: SheetParts = { words, labels, ink: inkOf(), family, camera: view.getCamera(), screen }
  const sheet = planSheet(context, size, parts)
  const map = await view.takePicture(sheet.pixelRatio)
  canvas.width = sheet.width
  canvas.height = sheet.height
  drawSheet(context, sheet, map, parts)
  if (format === 'pdf') return pdfPage(context.getImageData(0, 0, sheet.width, sheet.height), sheet.dotsPerInch)
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!png) throw new Error(`The browser made no picture of ${sheet.width} x ${sheet.height} pixels.`)
  const bytes = withDensity(new Uint8Array(await png.arrayBuffer()), sheet.dotsPerInch)
  return new Blob([bytes], { type: 'image/png' })
}

/** Where the typeface comes as files, those with the letters needed. */
async function typefaceFor(family: string, words: PictureWords, labels: SheetLabels): Promise<void> {
  const { county, kind, lines, unit, classes, note = '' } = words
  const text = [
    ...[labels.county, labels.demo, labels.north, labels.slanted, labels.until, labels.length(1), county.attribution],
    ...[kind, unit, note, '0123456789', ...lines, ...classes.flatMap(({ text, mark = '' }) => [text, mark])],
  ].join('')
  await Promise.all(['400', '600'].map((weight) => document.fonts.load(`${weight} 16px ${family}`, text)))
}

/** Paper is white and its words are dark, also where the screen is dark: only what stands on the map is as seen. */
function inkOf(): SheetInk {
  const light = document.createElement('div')
  light.dataset.theme = 'light'
  light.hidden = true
  document.body.append(light)
  const of = (name: string, element: Element) => getComputedStyle(element).getPropertyValue(name).trim()
  const ink = {
    paper: of('--surface', light),
    text: of('--text', light),
    soft: of('--text-2', light),
    line: of('--line', light),
    ground: of('--bg', document.documentElement),
  }
  light.remove()
  return ink
}
