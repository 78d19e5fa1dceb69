import path from 'node:path'
import { pinyinOf } from '#domain/area/pinyin-of.ts'
import { repairGeometry } from '#domain/area/repair-geometry.ts'
import type { ImportSource, Manifest } from '#domain/contract/manifest.ts'
import { type ToWgs84, toWgs84 } from '#domain/coordinate/to-wgs84.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { type CategoryWords, categoryWords } from './catalogue.ts'
import { gatherCells } from './cells.ts'
import { checkLanding } from './check-landing.ts'
import { drivers } from './drivers/registry.ts'
import { type SourceFeature, UnreadableFile } from './drivers/source-feature.ts'
import { readIssueRow } from './issue-row.ts'
import { mapFields, unknownFields } from './map-fields.ts'
import { prepareMonths } from './prepare-months.ts'
import { emptyReport, noteRepair, refuse, type SourceReport } from './report.ts'
import { cleanStage, geometryKind, openStage, type StagedRow, stageRows } from './stage.ts'
import { targets } from './targets/registry.ts'

const batchRows = 2_000
/** As issues are asked for, domain/contract/issue.ts. */
const issueNumber = /^\P{Cc}{1,40}$/u

export interface ImportProgress {
  bytes: number
  rows: number
  /** Rows put down, where that takes long: set once the file is read. */
  written?: number
}

/**
 * Imports one source of a manifest: all or nothing, in one transaction. Rows that cannot stand are refused and listed,
 * a file that cannot be read, or a source of which no row is left, changes nothing and says why in `failure`.
 */
export async function importSource(
  db: Db,
  manifest: Manifest,
  source: ImportSource,
  folder: string,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<SourceReport> {
  const report = emptyReport(source.name, source.layer)
  const started = performance.now()
  try {
    const convert = requireCrs(source)
    requireFields(source)
    const file = path.resolve(folder, source.file)
    const categories = categoryWords(manifest)
    await prepareMonths(db, source.months)
    await db.transaction(async (transaction) => {
      await requireCounty(transaction, manifest, source)
      await openStage(transaction)
      const place = { convert, categories, now: Date.now() }
      const { bytes } = await readInto(transaction, { manifest, source, file, ...place, report, onProgress })
      if (source.geometry === 'cells') await gatherCells(transaction)
      await cleanStage(transaction, source.layer, report)
      const changed = await targets[source.layer]({
        transaction,
        county: manifest.county,
        catalogue: manifest.catalogue,
        source,
        report,
        onWritten: (written) => onProgress({ bytes, rows: report.read, written }),
      })
      report.kept = (
        await transaction.query<{ count: number }>('select count(*)::int as count from import_stage')
      )[0]!.count
      if (report.kept === 0) throw new UnreadableFile(`${source.name}: none of its ${report.read} rows could be taken`)
      await tellPlanner(transaction, source.layer)
      for (const layer of changed)
        await transaction.query('select append_feed($1::text, $2::text, $3::text, 1, null)', [
          manifest.county.code,
          'layer',
          layer,
        ])
    })
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    report.failure = error.message
    report.kept = 0
  }
  report.seconds = (performance.now() - started) / 1000
  report.rowsPerSecond = Math.round(report.read / report.seconds)
  return report
}

/**
 * The next source finds its grids by place only if the planner knows how many this one brought: for a county that it takes
 * for empty it compared each of 886 buildings with each of 886 micro-grids, minutes instead of milliseconds.
 */
async function tellPlanner(transaction: Queryable, layer: ImportSource['layer']): Promise<void> {
  const statement = searchedByPlace[layer]
  if (statement === undefined) return
  await transaction.query('set local default_statistics_target = 20')
  await transaction.query(statement)
}

/** Layers in which later sources look for what lies where. */
const searchedByPlace: Partial<Record<ImportSource['layer'], string>> = {
  area: 'analyze area',
  grid: 'analyze grid',
  micro_grid: 'analyze micro_grid',
  compound: 'analyze compound',
  building: 'analyze building',
}

interface Reading {
  manifest: Manifest
  source: ImportSource
  file: string
  convert: ToWgs84
  categories: CategoryWords
  now: number
  report: SourceReport
  onProgress: (progress: ImportProgress) => void
}

async function readInto(transaction: Queryable, reading: Reading): Promise<{ bytes: number }> {
  const { source, report } = reading
  let bytes = 0
  let batch: StagedRow[] = []
  let staging = Promise.resolve()
  const file = { path: reading.file, source, onBytes: (read: number) => (bytes = read) }
  for await (const feature of drivers[source.format](file)) {
    report.read += 1
    const staged = toStaged(feature, reading)
    if (staged !== null) batch.push(staged)
    if (batch.length === batchRows) {
      // the next batch is read while this one is staged
      await staging
      staging = stageRows(transaction, batch)
      staging.catch(() => {})
      batch = []
    }
    if (report.read % 500 === 0) reading.onProgress({ bytes, rows: report.read })
  }
  await staging
  await stageRows(transaction, batch)
  reading.onProgress({ bytes, rows: report.read })
  return { bytes }
}

/** Null where the row is left out or refused; the report knows why. */
function toStaged(
  { row, properties, geometry }: SourceFeature,
  { manifest, source, convert, categories, now, report }: Reading,
): StagedRow | null {
  if (!passes(source.where, properties)) {
    report.passedOver += 1
    return null
  }
  const key = source.key === '#' ? String(row) : String(properties[source.key] ?? '').trim()
  const refused = (reason: Parameters<typeof refuse>[1]['reason'], value: string) => {
    refuse(report, { row, key, reason, value })
    return null
  }
  if (key === '') return refused('no-key', source.key)
  const repaired = repairGeometry(geometry, convert)
  if (!repaired.ok) return refused(repaired.reason, repaired.value)
  if (!suits(repaired.geometry.type, source)) return refused('wrong-geometry-type', repaired.geometry.type)
  const landing = checkLanding(repaired.geometry, manifest.county.near)
  const text = JSON.stringify(repaired.geometry)
  if (landing !== 'near') return refused(landing, text)
  if (standsIn(geometry, source)) return refused('stand-in-place', text)
  const mapped = mapFields(source.layer, source.fields, properties)
  if (!mapped.ok) return refused('wrong-field', `${mapped.field} = ${mapped.value}: ${mapped.message}`)
  for (const what of repaired.repairs) noteRepair(report, { row, key, what })
  if (source.layer === 'issue') {
    if (!issueNumber.test(key)) return refused('wrong-field', `number = ${key}: 1 to 40 characters, none of control`)
    const read = readIssueRow(mapped.fields, manifest.county, source, categories, now)
    if (!read.ok) return refused(read.reason, read.value)
    for (const what of read.repairs) noteRepair(report, { row, key, what })
    return { row, key, fields: { ...read.said }, geometry: text }
  }
  return { row, key, fields: { ...mapped.fields, ...pinyinOf(String(mapped.fields.name ?? '')) }, geometry: text }
}

function passes(where: ImportSource['where'], properties: Record<string, unknown>): boolean {
  return Object.entries(where ?? {}).every(([field, values]) =>
    values.some((value) => String(value) === String(properties[field])),
  )
}

/** Compared as the source writes it, before any conversion. */
function standsIn(geometry: unknown, { standIns }: ImportSource): boolean {
  if (standIns.length === 0 || typeof geometry !== 'object' || geometry === null) return false
  const position = 'coordinates' in geometry && Array.isArray(geometry.coordinates) ? geometry.coordinates : []
  return standIns.some(([east, north]) => position[0] === east && position[1] === north)
}

function suits(type: string, source: ImportSource): boolean {
  const kind = geometryKind[source.layer]
  if (source.geometry === 'cells') return type === 'Point'
  if (kind === 1) return type === 'Point' || source.geometry === 'point-inside'
  return kind === 2 ? type.endsWith('LineString') : type.endsWith('Polygon')
}

function requireCrs(source: ImportSource): ToWgs84 {
  const known = toWgs84(source.crs)
  if (known.ok) return known.convert
  throw new UnreadableFile(
    known.reason === 'datum-needs-parameters'
      ? `${source.name}: crs ${source.crs} is Xian 1980 or Beijing 1954, off by tens of metres without local parameters; convert it, or give a PROJ string with +towgs84`
      : `${source.name}: crs ${JSON.stringify(source.crs)} is not known; use EPSG:4326, 4490, 3857, 4513-4554 or a PROJ string`,
  )
}

function requireFields(source: ImportSource): void {
  const unknown = unknownFields(source.layer, source.fields)
  if (unknown.length > 0)
    throw new UnreadableFile(`${source.name}: layer ${source.layer} has no field ${unknown.join(', ')}`)
}

/** Any layer but areas needs the county to stand; a demo county is never overwritten by an import. */
async function requireCounty(transaction: Queryable, manifest: Manifest, source: ImportSource): Promise<void> {
  const [county] = await transaction.query<{ demo: boolean }>('select demo from county where code = $1::text', [
    manifest.county.code,
  ])
  if (county?.demo)
    throw new UnreadableFile(
      `${source.name}: county ${manifest.county.code} is the demo county; give the import a code of its own`,
    )
  if (county === undefined && source.layer !== 'area')
    throw new UnreadableFile(
      `${source.name}: county ${manifest.county.code} has no areas yet; list an area source first`,
    )
}
