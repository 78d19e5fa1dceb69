import type { FileFinding, FileLayer, SourceFeature } from '#domain/import/file-content.ts'
import { findCoordinateColumns, pointOf } from '#domain/import/find-columns.ts'
import { columnOf, dateOfSerial, showsDate } from '#domain/import/spreadsheet.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import { parseXml, type XmlHandlers } from '../xml-events.ts'
import { type Archive, openArchive } from '../zip.ts'
import { type Format, type ReadOptions, sampleFields, whole } from './format.ts'

/** Texts that a workbook keeps apart from its sheets are held in memory. */
const MOST_SHARED_LETTERS = 40_000_000
const MOST_COLUMNS = 1_000

/** XLSX: each sheet with a header row and a row below it is a layer. Of formulas the value that was saved is taken. */
export const openXlsx: Format = async (source, options) => {
  const archive = await openArchive(source)
  try {
    const book = await readBook(source.name, archive)
    const findings: FileFinding[] = []
    const layers: FileLayer[] = []
    for (const { name, path } of book.sheets) {
      const layer = await openSheet(source.name, archive, book, { name, path }, options, findings)
      if (layer) layers.push(layer)
    }
    if (layers.length === 0)
      throw new UnreadableFile(`${source.name}: no sheet with a header and a row below it`, 'no-rows')
    const close = async () => {
      await archive.close()
      await source.close()
    }
    return { format: 'xlsx', layers, findings, close }
  } catch (error) {
    await archive.close()
    throw error
  }
}

interface Book {
  sheets: { name: string; path: string }[]
  texts: string[]
  /** By the number of a cell's style. */
  dates: boolean[]
  from1904: boolean
}

async function readBook(name: string, archive: Archive): Promise<Book> {
  if (!archive.entries.has('xl/workbook.xml'))
    throw new UnreadableFile(`${name}: no workbook in it; is it an .xlsx file?`, 'missing-part', 'xl/workbook.xml')
  const book: Book = { sheets: [], texts: [], dates: [], from1904: false }
  const named: { name: string; id: string }[] = []
  await parsePart(name, archive, 'xl/workbook.xml', {
    open: (tag, attributes) => {
      if (local(tag) === 'sheet') named.push({ name: attributes.name ?? '', id: attributes['r:id'] ?? '' })
      if (local(tag) === 'workbookPr') book.from1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
    },
  })
  const paths = new Map<string, string>()
  await parsePart(name, archive, 'xl/_rels/workbook.xml.rels', {
    open: (tag, { Id = '', Target = '' }) => {
      if (local(tag) === 'Relationship') paths.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  for (const sheet of named) {
    const path = paths.get(sheet.id)
    if (path !== undefined && archive.entries.has(path)) book.sheets.push({ name: sheet.name, path })
  }
  await readTexts(name, archive, book)
  await readStyles(name, archive, book)
  return book
}

async function readTexts(name: string, archive: Archive, book: Book): Promise<void> {
  let text = ''
  let [inText, inPhonetic, letters] = [false, false, 0]
  await parsePart(name, archive, 'xl/sharedStrings.xml', {
    open: (tag) => {
      if (local(tag) === 'si') text = ''
      if (local(tag) === 'rPh') inPhonetic = true
      inText = local(tag) === 't' && !inPhonetic
    },
    text: (part) => {
      if (!inText) return
      text += part
      letters += part.length
      if (letters > MOST_SHARED_LETTERS)
        throw new UnreadableFile(
          `${name}: over ${MOST_SHARED_LETTERS / 1e6} million letters; save it as CSV`,
          'too-large',
        )
    },
    close: (tag) => {
      if (local(tag) === 't') inText = false
      if (local(tag) === 'rPh') inPhonetic = false
      if (local(tag) === 'si') book.texts.push(text)
    },
  })
}

async function readStyles(name: string, archive: Archive, book: Book): Promise<void> {
  const formats = new Map<number, string>()
  let inCells = false
  await parsePart(name, archive, 'xl/styles.xml', {
    open: (tag, attributes) => {
      if (local(tag) === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (local(tag) === 'cellXfs') inCells = true
      if (local(tag) === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0)
        book.dates.push(showsDate(id, formats.get(id)))
      }
    },
    close: (tag) => {
      if (local(tag) === 'cellXfs') inCells = false
    },
  })
}

async function openSheet(
  file: string,
  archive: Archive,
  book: Book,
  sheet: { name: string; path: string },
  { coordinates, withoutPlaces }: ReadOptions,
  findings: FileFinding[],
): Promise<FileLayer | null> {
  const noted = { formulas: 0, dates: 0 }
  const columns = await sampleFields(readRows(file, archive, book, sheet.path, null, noted))
  if (columns.length === 0) return null
  const places = coordinates ?? findCoordinateColumns(columns)
  for (const column of coordinates ? [coordinates.longitude, coordinates.latitude] : [])
    if (!columns.includes(column))
      throw new UnreadableFile(
        `${file}: sheet ${sheet.name} has no column ${JSON.stringify(column)}; it has ${columns.join(', ')}`,
        'no-column',
        column,
      )
  if (places === null && !withoutPlaces) findings.push({ code: 'rows-without-geometry', layer: sheet.name, value: '' })
  if (noted.formulas > 0) findings.push({ code: 'formula-values-taken', layer: sheet.name, value: '' })
  return {
    name: sheet.name,
    fields: columns.map(whole),
    crs: null,
    encoding: null,
    rows: null,
    features: () => readRows(file, archive, book, sheet.path, places, noted),
  }
}

interface Cell {
  column: number
  type: string
  date: boolean
  value: string
  formula: boolean
}

async function* readRows(
  file: string,
  archive: Archive,
  book: Book,
  path: string,
  places: { longitude: string; latitude: string } | null,
  noted: { formulas: number },
): AsyncIterable<SourceFeature> {
  let header: string[] | null = null
  let rows: unknown[][] = []
  let cells: unknown[] = []
  let cell: Cell | null = null
  let reading = false
  let next = 0
  const handlers: XmlHandlers = {
    open: (tag, attributes) => {
      const name = local(tag)
      if (name === 'row') {
        cells = []
        next = 0
      } else if (name === 'c') {
        const column = columnOf(attributes.r ?? '')
        cell = {
          column: column < 0 ? next : column,
          type: attributes.t ?? 'n',
          date: book.dates[Number(attributes.s ?? -1)] ?? false,
          value: '',
          formula: false,
        }
        next = cell.column + 1
      } else if (cell && name === 'f') cell.formula = true
      reading = name === 'v' || (name === 't' && cell?.type === 'inlineStr')
    },
    text: (text) => {
      if (reading && cell) cell.value += text
    },
    close: (tag) => {
      const name = local(tag)
      reading = false
      if (name === 'c' && cell) {
        if (cell.formula) noted.formulas += 1
        if (cell.column < MOST_COLUMNS) cells[cell.column] = cellValue(cell, book)
        cell = null
      } else if (name === 'row' && cells.some((value) => value !== null && value !== undefined)) rows.push(cells)
    },
  }
  const drain = () => {
    const ready = rows
    rows = []
    return ready
  }
  let row = 0
  for await (const values of parseXml(file, (await archive.stream(path)) as AsyncIterable<Buffer>, handlers, drain)) {
    if (header === null) {
      header = Array.from(values, (value) => String(value ?? '').trim())
      continue
    }
    row += 1
    const properties: Record<string, unknown> = {}
    header.forEach((name, i) => {
      if (name !== '') properties[name] = values[i] ?? null
    })
    yield { row, properties, geometry: places && pointOf(properties[places.longitude], properties[places.latitude]) }
  }
}

function cellValue({ type, value, date }: Cell, { texts, from1904 }: Book): unknown {
  if (value === '' || type === 'e') return null
  if (type === 's') return texts[Number(value)] ?? null
  if (type === 'b') return value === '1'
  if (type === 'str' || type === 'inlineStr' || type === 'd') return value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  return date ? (dateOfSerial(number, from1904) ?? number) : number
}

async function parsePart(name: string, archive: Archive, path: string, handlers: XmlHandlers): Promise<void> {
  if (!archive.entries.has(path)) return
  const stream = (await archive.stream(path)) as AsyncIterable<Buffer>
  for await (const _ of parseXml<never>(name, stream, handlers, () => [])) break
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
