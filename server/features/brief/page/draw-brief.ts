import type { BriefMaterial } from '../material.ts'
import { drawFigures } from './draw-figures.ts'
import { drawFoot } from './draw-foot.ts'
import { drawLeftOut, listedOf } from './draw-left-out.ts'
import { drawLegend } from './draw-legend.ts'
import { drawMap } from './draw-map.ts'
import { drawSite } from './draw-site.ts'
import { drawTitle, titleOf } from './draw-title.ts'
import { layouts } from './layout.ts'
import { openSheet, type Sheet } from './sheet.ts'
import { wordsIn } from './words.ts'

/**
 * Draws the one page and returns its bytes (PDF). The map is lines and areas, not pixels: as sharp as the printer.
 * `goOn` is asked between the parts; where it says no, drawing ends and null comes back.
 */
export async function drawBrief(material: BriefMaterial, goOn: () => boolean = () => true): Promise<Uint8Array | null> {
  const layout = layouts[material.size]
  const t = await wordsIn(material.language)
  const sheet = openSheet(layout, material.language, t, titleOf({ t }, material))
  const listed = listedOf(layout, material.leftOut.length)
  // in the order in which the page is read aloud
  const parts: ((sheet: Sheet) => void)[] = [
    (page) => drawTitle(page, material),
    (page) => drawFigures(page, material),
    (page) => drawMap(page, material, listed),
    (page) => drawLegend(page, material),
    (page) => drawLeftOut(page, material, listed),
    (page) => drawSite(page, material),
    (page) => drawFoot(page, material),
  ]
  for (const part of parts) {
    if (!goOn()) return null
    part(sheet)
  }
  const { count } = sheet.doc.bufferedPageRange()
  if (count !== 1) throw new Error(`the brief took ${count} pages, it has one`)
  return bytesOf(sheet.doc)
}

function bytesOf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
    doc.end()
  })
}
