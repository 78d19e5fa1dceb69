import { printable, typefaceOf, type Weight } from './fonts.ts'
import type { Frame } from './frame.ts'

/** A document while it is drawn. */
export interface Paper {
  doc: PDFKit.PDFDocument
}

export interface Style {
  size: number
  weight?: Weight
  color?: string
  /** Only the outlines of the letters, in the stroke's colour and width: what a halo is made of. */
  outline?: boolean
}

/** Colour of words where none is named. */
const TEXT = '#13202c'
const RULE = '#cdd6dd'

/**
 * One line with its baseline at `y`: a text wider than `width` is set smaller, down to `least` of its size, then shortened
 * with an ellipsis. Returns the width it takes.
 */
export function writeLine(
  { doc }: Paper,
  text: string,
  at: { x: number; y: number; width?: number; align?: 'left' | 'right' | 'center'; least?: number },
  style: Style,
): number {
  const most = at.width ?? Number.POSITIVE_INFINITY
  const whole = setStyle(doc, text, style)
  const share = Math.max(at.least ?? 1, Math.min(1, most / doc.widthOfString(whole)))
  if (share < 1) doc.fontSize(style.size * share)
  const shown = shorten(doc, whole, most)
  const width = doc.widthOfString(shown)
  const free = (at.width ?? width) - width
  const left = at.x + (at.align === 'right' ? free : at.align === 'center' ? free / 2 : 0)
  doc.text(shown, left, at.y, {
    lineBreak: false,
    baseline: 'alphabetic',
    ...(style.outline ? { fill: false, stroke: true } : {}),
  })
  return width
}

/** Lines within a frame, the last one ended with an ellipsis where the text goes on. Returns the height they take. */
export function writeLines(
  { doc }: Paper,
  text: string,
  frame: Frame,
  style: Style & { leading?: number; align?: 'left' | 'center' },
): number {
  const shown = setStyle(doc, text, style)
  // Noto's own lines stand 1.45 em apart
  const lineGap = style.size * ((style.leading ?? 1.45) - 1.448)
  const options = { width: frame.width, lineGap, align: style.align ?? 'left' }
  const height = Math.min(frame.height, doc.heightOfString(shown, options))
  doc.text(shown, frame.x, frame.y, { ...options, height: frame.height, ellipsis: true })
  return height
}

export function widthOf({ doc }: Paper, text: string, style: Style): number {
  return doc.widthOfString(setStyle(doc, text, style))
}

/** A thin line from the left to the right of a frame. */
export function rule({ doc }: Paper, { x, width }: Frame, y: number, color: string = RULE): void {
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.6)
    .stroke(color)
}

function setStyle(doc: PDFKit.PDFDocument, text: string, { size, weight = 'regular', color = TEXT }: Style): string {
  doc.font(weight).fontSize(size).fillColor(color)
  return printableIn(text, weight)
}

/** Texts that a thread printed lately: the same words stand on thousands of pages. */
const printed = new Map<string, string>()
const MOST_PRINTED = 2_000

function printableIn(text: string, weight: Weight): string {
  const key = `${weight} ${text}`
  const known = printed.get(key)
  if (known !== undefined) return known
  const made = printable(text, typefaceOf(weight))
  if (printed.size >= MOST_PRINTED) printed.clear()
  printed.set(key, made)
  return made
}

function shorten(doc: PDFKit.PDFDocument, text: string, width: number): string {
  if (doc.widthOfString(text) <= width) return text
  const letters = [...text]
  let [fits, over] = [0, letters.length]
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    if (doc.widthOfString(`${letters.slice(0, middle).join('').trimEnd()}…`) <= width) fits = middle
    else over = middle
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`
}
