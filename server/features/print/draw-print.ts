import { once } from 'node:events'
import type { TFunction } from 'i18next'
import { lackingCharacters, typefaceOf } from '#server/print/fonts.ts'
import { openDocument } from '#server/print/open-document.ts'
import type { PrintOpening, PrintPage, PrintPiece, PrintTask } from './print-task.ts'
import { drawReport } from './report/draw-report.ts'
import { drawSheet } from './sheet/draw-sheet.ts'
import { drawSignboard } from './signboard/draw-signboard.ts'
import { wordsIn } from './words.ts'

interface Drawing {
  doc: PDFKit.PDFDocument
  opening: PrintOpening
  t: TFunction
  /** Bytes that left the document and were not fetched yet. */
  ready: Buffer[]
}

/** Draws documents piece by piece; each answer takes along the bytes that are ready, so that no document is held whole. */
export function createDrawer() {
  const drawings = new Map<string, Drawing>()

  return async (task: PrintTask): Promise<PrintPiece> => {
    if (task.kind === 'open') {
      drawings.set(task.run, await open(task.opening))
      return { bytes: new Uint8Array(), lacking: [] }
    }
    const drawing = drawings.get(task.run)
    if (!drawing) throw new Error(`the thread knows no print ${task.run}`)
    if (task.kind === 'draw') {
      for (const page of task.pages) drawPage(drawing, page)
      // what the document wrote comes out in the next turn
      await new Promise((resolve) => setImmediate(resolve))
      const { characters } = typefaceOf('regular')
      const lacking = task.pages.flatMap((page) => page.names.flatMap((name) => lackingCharacters(name, characters)))
      return { bytes: take(drawing), lacking: [...new Set(lacking)] }
    }
    drawings.delete(task.run)
    if (task.kind === 'close') {
      const ended = once(drawing.doc, 'end')
      drawing.doc.end()
      await ended
    }
    return { bytes: take(drawing), lacking: [] }
  }
}

async function open(opening: PrintOpening): Promise<Drawing> {
  const doc = openDocument({ ...opening, whole: false })
  const ready: Buffer[] = []
  doc.on('data', (bytes: Buffer) => ready.push(bytes))
  return { doc, opening, t: await wordsIn(opening.language), ready }
}

function take({ ready }: Drawing): Uint8Array {
  const bytes = Buffer.concat(ready.splice(0))
  // memory of its own, which may leave for another thread
  return new Uint8Array(bytes)
}

function drawPage({ doc, t, opening }: Drawing, page: PrintPage): void {
  doc.addPage()
  switch (page.kind) {
    case 'signboard':
      return drawSignboard({ doc, t }, page)
    case 'sheet':
      return drawSheet({ doc, t }, page, opening.language)
    case 'report':
      return drawReport({ doc, t }, page, opening.language)
  }
}
