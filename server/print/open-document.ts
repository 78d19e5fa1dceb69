import PDFDocument from 'pdfkit'
import { printable, typefaceOf } from './fonts.ts'

export interface DocumentOptions {
  paper: 'A4' | 'A3'
  landscape: boolean
  language: 'zh' | 'en'
  title: string
  /** Pages are kept until the end, so that a document of one page is written in one go; else each leaves when the next begins. */
  whole: boolean
}

/** An empty document in Noto Sans SC without a page of its own yet, unless it is to be whole. */
export function openDocument({ paper, landscape, language, title, whole }: DocumentOptions): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    size: paper,
    layout: landscape ? 'landscape' : 'portrait',
    margin: 0,
    bufferPages: whole,
    autoFirstPage: whole,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: { Title: printable(title, typefaceOf('regular')), Author: 'Gridboard', Producer: 'Gridboard' },
  })
  for (const weight of ['regular', 'semibold'] as const) doc.registerFont(weight, typefaceOf(weight).bytes)
  return doc
}
