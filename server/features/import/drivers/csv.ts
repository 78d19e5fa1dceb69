import { parse } from 'csv-parse'
import { openFile, unreadable } from './open-file.ts'
import { type SourceFeature, type SourceFile, UnreadableFile } from './source-feature.ts'

/** CSV with a header row; coordinates from the two columns that the manifest names. Any of LF, CRLF and CR ends a line. */
export async function* readCsv(file: SourceFile): AsyncIterable<SourceFeature> {
  const columns = file.source.coordinates
  if (columns === undefined)
    throw new UnreadableFile(`${file.path}: a CSV source needs "coordinates": {"longitude", "latitude"}`)
  const bytes = openFile(file)
  const rows = bytes.pipe(
    parse({
      columns: true,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: 1_000_000,
    }),
  )
  bytes.on('error', (error) => rows.destroy(error))
  let row = 0
  try {
    for await (const record of rows) {
      row += 1
      const properties = record as Record<string, unknown>
      if (row === 1) requireColumns(file, properties, [columns.longitude, columns.latitude])
      yield { row, properties, geometry: toPoint(properties[columns.longitude], properties[columns.latitude]) }
    }
  } catch (error) {
    throw unreadable(file.path, error)
  } finally {
    bytes.destroy()
  }
}

function requireColumns(file: SourceFile, properties: Record<string, unknown>, names: string[]): void {
  for (const name of names) {
    if (!(name in properties))
      throw new UnreadableFile(
        `${file.path}: no column ${JSON.stringify(name)}; it has ${Object.keys(properties).join(', ')}`,
      )
  }
}

/** Null where a coordinate is missing: the row is refused for having no geometry. */
function toPoint(longitude: unknown, latitude: unknown): unknown {
  if (isBlank(longitude) || isBlank(latitude)) return null
  return { type: 'Point', coordinates: [Number(longitude), Number(latitude)] }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || String(value).trim() === ''
}
