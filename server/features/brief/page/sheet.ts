import type { TFunction } from 'i18next'
import PDFDocument from 'pdfkit'
import type { BriefLanguage } from '#domain/contract/brief.ts'
import { printable, typefaceOf, type Weight } from './fonts.ts'
import { ink } from './ink.ts'
import type { Frame, Layout } from './layout.ts'

/** The page while it is drawn: paper, words and numbers of its language. */
export interface Sheet {
  doc: PDFKit.PDFDocument
  layout: Layout
  language: BriefLanguage
  t: TFunction
  /** Rounded to a whole number, thousands set apart. */
  whole(value: number): string
  /** One decimal; never rounded up to 100 %, never down to 0 %. */
  percent(share: number): string
}

export interface Style {
  size: number
  weight?: Weight
  color?: string
}

export function openSheet(layout: Layout, language: BriefLanguage, t: TFunction, title: string): Sheet {
  const doc = new PDFDocument({
    size: layout.paper,
    layout: layout.landscape ? 'landscape' : 'portrait',
    margin: 0,
    bufferPages: true,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: { Title: printable(title, typefaceOf('regular')), Author: 'Gridboard', Producer: 'Gridboard' },
  })
  for (const weight of ['regular', 'semibold'] as const) doc.registerFont(weight, typefaceOf(weight).bytes)
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const percents = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1 })
  return {
    doc,
    layout,
    language,
    t,
    whole: (value) => numbers.format(value),
    percent: (share) => percents.format(share === 0 || share === 1 ? share : Math.min(0.999, Math.max(0.001, share))),
  }
}

/**
 * One line with its baseline at `y`: a text wider than `width` is set smaller, down to `least` of its size, then shortened
 * with an ellipsis. Returns the width it takes.
 */
export function writeLine(
  { doc }: Sheet,
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
  doc.text(shown, left, at.y, { lineBreak: false, baseline: 'alphabetic' })
  return width
}

/** Lines within a frame, the last one ended with an ellipsis where the text goes on. Returns the height they take. */
export function writeLines(
  { doc }: Sheet,
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

export function widthOf({ doc }: Sheet, text: string, style: Style): number {
  return doc.widthOfString(setStyle(doc, text, style))
}

/** A thin line from the left to the right of a frame. */
export function rule({ doc }: Sheet, { x, width }: Frame, y: number, color: string = ink.rule): void {
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.6)
    .stroke(color)
}

function setStyle(
  doc: PDFKit.PDFDocument,
  text: string,
  { size, weight = 'regular', color = ink.text }: Style,
): string {
  doc.font(weight).fontSize(size).fillColor(color)
  return printable(text, typefaceOf(weight))
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
