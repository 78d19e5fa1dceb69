import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type CatalogueCells, type CatalogueColumn, catalogueColumns } from '#domain/category/catalogue-row.ts'
import type { CatalogueRefusal } from '#domain/contract/category.ts'

const BYTE_ORDER_MARK = '\ufeff'
const MOST_ROWS = 10_000

/** What begins so is run by spreadsheets as a formula. */
const formula = /^[=+\-@\t\r]/

/** The catalogue as CSV (RFC 4180, UTF-8 with its mark); an apostrophe guards what a spreadsheet would run. */
export function writeCatalogueCsv(rows: readonly CatalogueCells[]): string {
  const lines = [catalogueColumns, ...rows.map((row) => catalogueColumns.map((column) => row[column]))]
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')
}

export type CatalogueCsv =
  | { ok: true; rows: { line: number; cells: CatalogueCells }[] }
  | { ok: false; refusal: CatalogueRefusal }

const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }))

/** Reads a catalogue back; `line` is the last line of the file that the row stands on. The guard is taken off. */
export function readCatalogueCsv(text: string): CatalogueCsv {
  const refuse = (line: number, column: string, reason: CatalogueRefusal['reason'], value: string): CatalogueCsv => ({
    ok: false,
    refusal: { line, column, reason, value },
  })
  let records: z.infer<typeof parsed>
  try {
    records = parsed.parse(
      parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }),
    )
  } catch (error) {
    if (error instanceof CsvError) return refuse(Number(error.lines ?? 1), '', 'not-csv', error.code)
    throw error
  }
  const [head, ...body] = records
  const names = head?.record.map((name) => name.toLowerCase()) ?? []
  const missing = catalogueColumns.find((column) => !names.includes(column))
  if (missing !== undefined) return refuse(1, missing, 'no-header', missing)
  if (body.length > MOST_ROWS) return refuse(MOST_ROWS + 2, '', 'too-many-rows', String(body.length))
  return {
    ok: true,
    rows: body
      .filter(({ record }) => record.some((cell) => cell !== ''))
      .map(({ record, info }) => ({ line: info.lines, cells: cellsOf(record, names) })),
  }
}

function cellsOf(record: readonly string[], names: readonly string[]): CatalogueCells {
  const cell = (column: CatalogueColumn) => unguarded(record[names.indexOf(column)])
  return {
    code: cell('code'),
    condition: cell('condition'),
    parent: cell('parent'),
    name: cell('name'),
    name_en: cell('name_en'),
    department: cell('department'),
    answer_clock: cell('answer_clock'),
    answer_limit: cell('answer_limit'),
    finish_clock: cell('finish_clock'),
    finish_limit: cell('finish_limit'),
    effective_from: cell('effective_from'),
    effective_to: cell('effective_to'),
    private_photos: cell('private_photos'),
  }
}

function csvCell(text: string): string {
  const guarded = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

function unguarded(cell = ''): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell
}
