import path from 'node:path'
import { setImmediate as giveWay } from 'node:timers/promises'
import type { Geometry } from 'geojson'
import type { Post } from '#domain/account/post.ts'
import { pinyinOf } from '#domain/area/pinyin-of.ts'
import { repairGeometry } from '#domain/area/repair-geometry.ts'
import { layerFields } from '#domain/contract/import-fields.ts'
import type { ImportSource, Manifest } from '#domain/contract/manifest.ts'
import { firstPlace, guessLandings } from '#domain/coordinate/guess-landing.ts'
import { type ToWgs84, toWgs84 } from '#domain/coordinate/to-wgs84.ts'
import { estimateHouseholds } from '#domain/import/estimate-households.ts'
import type { FileLayer, SourceFeature } from '#domain/import/file-content.ts'
import { restoreNames } from '#domain/import/restore-names.ts'
import { writeAudit } from '#server/account/audit.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { layerOf, OpenFiles } from '#server/import/file/open-files.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'
import { type CategoryWords, categoryWords } from './catalogue.ts'
import { gatherCells, gatherNearest } from './cells.ts'
import { countChanges, findChanges, keepChanges, rememberBefore } from './changes.ts'
import { checkLanding } from './check-landing.ts'
import { readIssueRow } from './issue-row.ts'
import { mapFields, unknownFields } from './map-fields.ts'
import { findMissing, removeMissing } from './missing-rows.ts'
import { findPartitionFaults } from './partition-findings.ts'
import { prepareMonths } from './prepare-months.ts'
import { emptyReport, noteRepair, refuse, type SourceReport } from './report.ts'
import { cleanStage, geometryKind, openStage, type StagedRow, stageRows } from './stage.ts'
import { targets } from './targets/registry.ts'

/** A statement that touches a whole county. */
const IMPORT_SECONDS = 600
/** Layers whose areas part the ground between them. */
const partitions = new Set<ImportSource['layer']>(['area', 'grid', 'micro_grid'])
const batchRows = 2_000
/** As issues are asked for, domain/contract/issue.ts. */
const issueNumber = /^\P{Cc}{1,40}$/u

export interface ImportProgress {
  bytes: number
  rows: number
  /** Rows put down, where that takes long: set once the file is read. */
  written?: number
}

export interface ImportOptions {
  onProgress?: ((progress: ImportProgress) => void) | undefined
  /** Files that the source before read, so that an extract is read once; the caller closes them. */
  files?: OpenFiles | undefined
  /** Does everything and takes it back: the report says what would change. */
  dryRun?: boolean | undefined
  /** Removes rows of the source that the file no longer has; without it they are counted and stay. */
  removeMissing?: boolean | undefined
  /** Who imports. */
  by?: Post | null | undefined
  /** What the file is called, where its path does not say it. */
  fileName?: string | undefined
  /** An administrator imports into the demo county: anything but its areas. */
  intoDemo?: boolean | undefined
  signal?: AbortSignal | undefined
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
  options: ImportOptions = {},
): Promise<SourceReport> {
  const {
    onProgress = () => {},
    files = new OpenFiles(),
    dryRun = false,
    removeMissing: removes = false,
    by = null,
  } = options
  const report = emptyReport(source.name, source.layer)
  const started = performance.now()
  try {
    requireFields(source)
    if (source.crs !== undefined) requireCrs(source, source.crs)
    const reading = { bytes: 0 }
    const file = path.resolve(folder, source.file)
    const content = await files.open(file, {
      format: source.format,
      coordinates: source.coordinates,
      name: options.fileName,
      onBytes: (bytes) => (reading.bytes = bytes),
    })
    const layer = layerOf(content, source.object, source.file)
    const convert = requireCrs(source, source.crs ?? statedCrs(source, layer))
    const categories = categoryWords(manifest)
    await prepareMonths(db, source.months)
    const work = async (transaction: Queryable) => {
      // two imports at once would both find a row new
      await transaction.query('select pg_advisory_xact_lock(7243, $1::integer)', [manifest.county.code])
      await requireCounty(transaction, manifest, source, options.intoDemo ?? false)
      await openStage(transaction)
      const place = { convert, categories, now: Date.now() }
      const refusedKeys = await readInto(transaction, {
        manifest,
        source,
        layer,
        reading,
        ...place,
        report,
        onProgress,
        signal: options.signal,
      })
      report.findings = content.findings.filter((finding) => finding.layer === layer.name || finding.layer === '')
      if (source.geometry === 'cells') await gatherCells(transaction)
      if (source.geometry === 'nearest') await gatherNearest(transaction)
      await cleanStage(transaction, source.layer, report, source.geometry === 'footprint')
      if (partitions.has(source.layer)) report.partition = await findPartitionFaults(transaction)
      await rememberBefore(transaction, manifest.county.code, source.name, source.layer)
      const { code } = manifest.county
      report.changes.missing = await findMissing(transaction, code, source.name, source.layer, refusedKeys)
      if (removes && report.changes.missing > 0)
        await removeMissing(transaction, manifest.county.code, source.name, source.layer)
      const changed = await targets[source.layer]({
        transaction,
        county: manifest.county,
        catalogue: manifest.catalogue,
        source,
        report,
        removesMissing: removes,
        onWritten: (written) => onProgress({ bytes: reading.bytes, rows: report.read, written }),
      })
      report.kept = (
        await transaction.query<{ count: number }>('select count(*)::int as count from import_stage')
      )[0]!.count
      if (report.kept === 0) throw nothingKept(source, report)
      await settleChanges(transaction, manifest.county.code, source, report)
      if (dryRun) throw new TakenBack()
      await tellPlanner(transaction, source.layer)
      for (const layer of changed)
        await transaction.query('select append_feed($1::text, $2::text, $3::text, 1, null)', [
          manifest.county.code,
          'layer',
          layer,
        ])
      await keepRun(transaction, manifest, source, options.fileName ?? path.basename(source.file), report, by)
    }
    await db.transaction(work, { timeoutSeconds: IMPORT_SECONDS })
  } catch (error) {
    if (error instanceof TakenBack) report.dryRun = true
    else if (!(error instanceof UnreadableFile)) throw error
    else {
      report.failure = error.message
      report.kept = 0
      report.run = null
    }
  } finally {
    if (options.files === undefined) await files.close()
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

/** Thrown at the end of a dry run: the transaction is rolled back. */
class TakenBack extends Error {}

async function settleChanges(
  transaction: Queryable,
  county: string,
  source: ImportSource,
  report: SourceReport,
): Promise<void> {
  await findChanges(transaction, county, source.name, source.layer)
  if (source.layer === 'issue') {
    report.changes.unchanged = report.unchanged
    report.changes.new = report.kept - report.unchanged
    return
  }
  const counted = await countChanges(transaction, county, source.name, source.layer)
  const unchanged = Math.max(0, report.kept - counted.new - counted.changed)
  report.changes = { ...report.changes, ...counted, unchanged }
  report.unchanged = unchanged
}

/** Writes the import into the county's history, with what it takes to undo it. */
async function keepRun(
  transaction: Queryable,
  manifest: Manifest,
  source: ImportSource,
  fileName: string,
  report: SourceReport,
  by: Post | null,
): Promise<void> {
  const county = manifest.county.code
  const [run] = await transaction.query<{ id: number }>(`select nextval('import_run_number') as id`)
  report.run = Number(run!.id)
  await keepChanges(transaction, county, report.run)
  const at = new Date()
  await transaction.query(
    `insert into import_run (county, id, source, layer, file, at, actor, report)
    values ($1::text, $2::bigint, $3::text, $4::text, $5::text, $6::timestamptz, $7::text, $8::jsonb)`,
    [county, report.run, source.name, source.layer, fileName, at, by?.name ?? 'gridboard', JSON.stringify(report)],
  )
  const { kept, refused, changes } = report
  await writeAudit(transaction, {
    at,
    by,
    county,
    action: 'import.run',
    subject: `${source.name} ${report.run}`,
    path: `/${county}/`,
    after: { layer: source.layer, file: fileName, kept, refused, ...changes },
  })
}

interface Reading {
  manifest: Manifest
  source: ImportSource
  layer: FileLayer
  /** Bytes read from the disk so far. */
  reading: { bytes: number }
  convert: ToWgs84
  categories: CategoryWords
  now: number
  report: SourceReport
  onProgress: (progress: ImportProgress) => void
  signal: AbortSignal | undefined
}

/** Stages what can stand; returns the keys of what was refused. */
async function readInto(transaction: Queryable, reading: Reading): Promise<string[]> {
  const { source, report, layer } = reading
  const mapping = fieldsOf(source, layer)
  const names = restoreNames(layer.fields, namesIn(source, mapping))
  const sample: [number, number][] = []
  const refusedKeys: string[] = []
  let batch: StagedRow[] = []
  let staging = Promise.resolve()
  for await (const feature of layer.features()) {
    report.read += 1
    const place = sample.length < 200 ? firstPlace(feature.geometry) : undefined
    if (place) sample.push(place)
    for (const [wanted, name] of names) if (wanted !== name) feature.properties[wanted] = feature.properties[name]
    const before = report.refused
    const staged = toStaged(feature, mapping, reading)
    if (report.refused > before) refusedKeys.push(String(feature.properties[source.key] ?? '').trim())
    if (staged !== null) batch.push(staged)
    if (batch.length === batchRows) {
      // the next batch is read while this one is staged
      await staging
      staging = stageRows(transaction, batch)
      staging.catch(() => {})
      batch = []
    }
    if (report.read % 200 === 0) {
      reading.signal?.throwIfAborted()
      // what else the process serves has its turn
      await giveWay()
    }
    if (report.read % 500 === 0) reading.onProgress({ bytes: reading.reading.bytes, rows: report.read })
  }
  await staging
  await stageRows(transaction, batch)
  reading.onProgress({ bytes: reading.reading.bytes, rows: report.read })
  const lost = (report.refusedFor['far-from-county'] ?? 0) + (report.refusedFor['axes-look-swapped'] ?? 0)
  if (lost > 0) report.landings = guessLandings(sample, reading.manifest.county.near).slice(0, 3)
  return refusedKeys
}

/** Which field of the file each field of the layer takes; where the manifest names none, those of the same name. */
function fieldsOf({ layer, fields }: ImportSource, { fields: there }: FileLayer): ImportSource['fields'] {
  if (Object.keys(fields).length > 0) return fields
  const known = Object.keys(layerFields[layer].shape)
  return Object.fromEntries(there.filter(({ name }) => known.includes(name)).map(({ name }) => [name, name]))
}

function namesIn({ key, where }: ImportSource, mapping: ImportSource['fields']): Set<string> {
  const names = new Set([key, ...Object.keys(where ?? {})])
  for (const from of Object.values(mapping)) {
    if (typeof from === 'string') names.add(from)
    else if ('from' in from) names.add(from.from)
    else if ('template' in from) for (const [, name] of from.template.matchAll(/\{([^}]+)\}/g)) names.add(name!)
  }
  return names
}

function nothingKept(source: ImportSource, report: SourceReport): UnreadableFile {
  const ways = report.landings.map(
    ({ crs, swapped, kilometers }) =>
      `${crs}${swapped ? ' with its axes swapped' : ''} (${Math.round(kilometers)} km from the county)`,
  )
  const asked = ways.length > 0 ? `. It would land near the county as ${ways.join(', or ')}: is it that?` : ''
  return new UnreadableFile(
    `${source.name}: none of its ${report.read} rows could be taken${asked}`,
    'no-rows',
    source.name,
  )
}

/** Null where the row is left out or refused; the report knows why. */
function toStaged(
  { row, properties, geometry }: SourceFeature,
  mapping: ImportSource['fields'],
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
  const mapped = mapFields(source.layer, mapping, properties)
  if (!mapped.ok) return refused('wrong-field', `${mapped.field} = ${mapped.value}: ${mapped.message}`)
  for (const what of repaired.repairs) noteRepair(report, { row, key, what })
  if (source.layer === 'issue') {
    if (!issueNumber.test(key)) return refused('wrong-field', `number = ${key}: 1 to 40 characters, none of control`)
    const read = readIssueRow(mapped.fields, manifest.county, source, categories, now)
    if (!read.ok) return refused(read.reason, read.value)
    for (const what of read.repairs) noteRepair(report, { row, key, what })
    return { row, key, fields: { ...read.said }, geometry: text }
  }
  if (source.layer === 'building') countHouseholds(mapped.fields, repaired.geometry, source)
  return { row, key, fields: { ...mapped.fields, ...pinyinOf(String(mapped.fields.name ?? '')) }, geometry: text }
}

/** Households by the stated rule, where the source counts none. */
function countHouseholds(
  fields: Record<string, unknown>,
  geometry: Geometry,
  { households: rule }: ImportSource,
): void {
  if (rule === undefined || fields.households !== 0) return
  const { kind, floors, flats = null } = layerFields.building.parse(fields)
  const polygons =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : []
  const { households, source } = estimateHouseholds({ kind, floors, flats }, polygons, rule)
  fields.households = households
  fields.householdsSource = source
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
  if (source.geometry === 'nearest') return true
  if (kind === 1) return type === 'Point' || source.geometry === 'point-inside' || source.geometry === 'footprint'
  return kind === 2 ? type.endsWith('LineString') : type.endsWith('Polygon')
}

/** The system that the manifest names, else the file; a table that names none is in degrees. */
function statedCrs(source: ImportSource, layer: FileLayer): string {
  const crs = layer.crs ?? (source.coordinates === undefined ? null : 'EPSG:4326')
  if (crs !== null) return crs
  throw new UnreadableFile(
    `${source.name}: the file does not say its coordinate system; name it in "crs", e.g. EPSG:4490 or EPSG:4548`,
    'unreadable',
    'crs',
  )
}

function requireCrs(source: ImportSource, crs: string): ToWgs84 {
  const known = toWgs84(crs, { datumShift: source.datumShift, acceptShifted: source.acceptShifted })
  if (known.ok) return source.swapAxes ? (x, y) => known.convert(y, x) : known.convert
  const why = {
    'datum-needs-parameters': `is ${known.datum ?? 'an old datum'}, off by tens of metres without local parameters; convert it, or give "datumShift" as the survey office has it`,
    'shifted-needs-consent': `is shifted by law, by up to a kilometre; an administrator says "acceptShifted": true where that is meant`,
    'unknown-crs': 'is not known; use EPSG:4326, 4490, 3857, 4513-4554 or a PROJ string',
  }[known.reason]
  throw new UnreadableFile(`${source.name}: crs ${crs} ${why}`, 'unreadable', crs)
}

function requireFields(source: ImportSource): void {
  const unknown = unknownFields(source.layer, source.fields)
  if (unknown.length > 0)
    throw new UnreadableFile(`${source.name}: layer ${source.layer} has no field ${unknown.join(', ')}`)
}

/** Any layer but areas needs the county to stand; a demo county is never overwritten by an import. */
async function requireCounty(
  transaction: Queryable,
  manifest: Manifest,
  source: ImportSource,
  intoDemo: boolean,
): Promise<void> {
  const [county] = await transaction.query<{ demo: boolean }>('select demo from county where code = $1::text', [
    manifest.county.code,
  ])
  if (county?.demo && (!intoDemo || source.layer === 'area' || source.layer === 'issue'))
    throw new UnreadableFile(
      `${source.name}: county ${manifest.county.code} is the demo county; give the import a code of its own`,
    )
  if (county === undefined && source.layer !== 'area')
    throw new UnreadableFile(
      `${source.name}: county ${manifest.county.code} has no areas yet; list an area source first`,
    )
}
