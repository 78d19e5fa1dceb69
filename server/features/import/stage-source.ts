import { setImmediate as giveWay } from 'node:timers/promises'
import type { Geometry } from 'geojson'
import { pinyinOf } from '#domain/area/pinyin-of.ts'
import { repairGeometry } from '#domain/area/repair-geometry.ts'
import { layerFields } from '#domain/contract/import-fields.ts'
import { type ImportSource, layersWithoutPlace, type Manifest } from '#domain/contract/manifest.ts'
import { firstPlace, guessLandings } from '#domain/coordinate/guess-landing.ts'
import type { ToWgs84 } from '#domain/coordinate/to-wgs84.ts'
import { estimateHouseholds } from '#domain/import/estimate-households.ts'
import type { FileLayer, SourceFeature } from '#domain/import/file-content.ts'
import { restoreNames } from '#domain/import/restore-names.ts'
import type { Queryable } from '#server/db.types.ts'
import type { CategoryWords } from './catalogue.ts'
import { checkLanding } from './check-landing.ts'
import { readIssueRow } from './issue-row.ts'
import { mapFields } from './map-fields.ts'
import { noteRepair, refuse, type SourceReport } from './report.ts'
import { geometryKind, type StagedRow, stageRefused, stageRows } from './stage.ts'

const batchRows = 500
/** As issues are asked for, domain/contract/issue.ts. */
const issueNumber = /^\P{Cc}{1,40}$/u

export interface ImportProgress {
  bytes: number
  rows: number
  /** Rows put down, where that takes long: set once the file is read. */
  written?: number
}

export interface SourceReading {
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

/** Stages the rows of a source that can stand, and the keys of what was refused: of a file of any size no list of either is kept here. */
export async function stageSource(transaction: Queryable, reading: SourceReading): Promise<void> {
  const { source, report, layer } = reading
  const mapping = fieldsOf(source, layer)
  const names = restoreNames(layer.fields, namesIn(source, mapping))
  const sample: [number, number][] = []
  let refusedKeys: string[] = []
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
    if (refusedKeys.length === batchRows) {
      await staging
      staging = stageRefused(transaction, refusedKeys)
      staging.catch(() => {})
      refusedKeys = []
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
  await stageRefused(transaction, refusedKeys)
  reading.onProgress({ bytes: reading.reading.bytes, rows: report.read })
  const lost = (report.refusedFor['far-from-county'] ?? 0) + (report.refusedFor['axes-look-swapped'] ?? 0)
  if (lost > 0) report.landings = guessLandings(sample, reading.manifest.county.near).slice(0, 3)
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

/** Null where the row is left out or refused; the report knows why. */
function toStaged(
  { row, properties, geometry }: SourceFeature,
  mapping: ImportSource['fields'],
  { manifest, source, convert, categories, now, report }: SourceReading,
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
  if (layersWithoutPlace.has(source.layer)) {
    const mapped = mapFields(source.layer, mapping, properties)
    if (!mapped.ok) return refused('wrong-field', `${mapped.field} = ${mapped.value}: ${mapped.message}`)
    return { row, key, fields: { ...mapped.fields, ...pinyinOf(String(mapped.fields.name ?? '')) }, geometry: '' }
  }
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
