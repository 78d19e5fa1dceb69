import type { BriefLanguage } from '#domain/contract/brief.ts'
import type { ReportPage } from './report/report.types.ts'
import type { SheetPage } from './sheet/sheet.types.ts'
import type { SignboardPage } from './signboard/signboard.types.ts'

/** What a document is begun with. */
export interface PrintOpening {
  paper: 'A4' | 'A3'
  landscape: boolean
  language: BriefLanguage
  title: string
}

/** One or more pages of a document, as plain values that cross to the thread which draws them. */
export type PrintPage = SignboardPage | SheetPage | ReportPage

/** What the thread is told about one run, in this order; `drop` instead of `close` when nobody wants it any more. */
export type PrintTask =
  | { kind: 'open'; run: string; opening: PrintOpening }
  | { kind: 'draw'; run: string; pages: readonly PrintPage[] }
  | { kind: 'close'; run: string }
  | { kind: 'drop'; run: string }

/** The bytes of the file that are ready, and characters on those pages that the typeface lacks. */
export interface PrintPiece {
  bytes: Uint8Array
  lacking: string[]
}

/** What is not as one would expect: how many, and some of them by name. */
export interface PrintNote {
  kind: 'without-grid' | 'without-worker' | 'without-telephone' | 'without-grids'
  count: number
  names: string[]
}

/** A print as it is prepared: what can be refused was refused. Pages come in pieces, so that few are held at once. */
export interface PreparedPrint {
  opening: PrintOpening
  fileName: string
  pages: number
  notes: PrintNote[]
  pieces(): AsyncIterable<PrintPage[]>
}
