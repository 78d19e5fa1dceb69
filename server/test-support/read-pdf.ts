import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a reader finds in a PDF, and on one page of it. */
export interface ReadPdf {
  pages: number
  /** Points, width and height. */
  size: [number, number]
  title: string
  /** Texts in the order they were written. */
  lines: string[]
  fonts: { name: string; embedded: boolean }[]
  images: number
}

/** Reads a PDF with an engine of its own (pdf.js), as a viewer would: the page of a number, counted from 1. */
export async function readPdf(bytes: Uint8Array, number = 1): Promise<ReadPdf> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise
  const page = await document.getPage(number)
  const content = await page.getTextContent()
  const operators = await page.getOperatorList()
  const named = operators.fnArray.flatMap((operator, at) =>
    operator === OPS.setFont ? [String(operators.argsArray[at][0])] : [],
  )
  const fonts = [...new Set(named)].map((name) => {
    const font: { name: string; missingFile: boolean } = page.commonObjs.get(name)
    return { name: font.name, embedded: !font.missingFile }
  })
  const { info } = await document.getMetadata()
  const read: ReadPdf = {
    pages: document.numPages,
    size: [page.view[2]!, page.view[3]!],
    title: 'Title' in info ? String(info.Title) : '',
    lines: content.items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str] : [])),
    fonts,
    images: operators.fnArray.filter((operator) => operator === OPS.paintImageXObject).length,
  }
  await document.destroy()
  return read
}
