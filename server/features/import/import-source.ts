import path from 'node:path'
import type { Post } from '#domain/account/post.ts'
import { type ImportSource, layersWithoutPlace, type Manifest } from '#domain/contract/manifest.ts'
import { type ToWgs84, toWgs84 } from '#domain/coordinate/to-wgs84.ts'
import type { FileLayer } from '#domain/import/file-content.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { settleParts } from '#server/engine/parts.ts'
import { layerOf, OpenFiles } from '#server/import/file/open-files.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'
import { type CategoryWords, categoryWords } from './catalogue.ts'
import { gatherCells, gatherNearest } from './cells.ts'
import { rememberBefore } from './changes.ts'
import { byTurns, type ImportParts, inOneTransaction } from './in-session.ts'
import { keepRun, nextRun, settleChanges } from './keep-run.ts'
import { unknownFields } from './map-fields.ts'
import { findMissing, removeMissing } from './missing-rows.ts'
import { findPartitionFaults } from './partition-findings.ts'
import { prepareMonths } from './prepare-months.ts'
import { emptyReport, type SourceReport } from './report.ts'
import { cleanStage, closeStage, openStage } from './stage.ts'
import { type ImportProgress, stageSource } from './stage-source.ts'
import { targets } from './targets/registry.ts'

/** Layers whose areas part the ground between them. */
const partitions = new Set<ImportSource['layer']>(['area', 'grid', 'micro_grid'])

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
  /** What rows of issues may call their categories, where the manifest has no code table. */
  categories?: CategoryWords | undefined
  /** An administrator imports into the demo county: anything but its areas. */
  intoDemo?: boolean | undefined
  signal?: AbortSignal | undefined
}

/**
 * Imports one source of a manifest: all or nothing, and nobody sees a part of it (in-session.ts).
 * Rows that cannot stand are refused and listed, a file that cannot be read, or a source of which no row is left, changes
 * nothing and says why in `failure`.
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
      withoutPlaces: layersWithoutPlace.has(source.layer),
      name: options.fileName,
      onBytes: (bytes) => (reading.bytes = bytes),
    })
    const layer = layerOf(content, source.object, source.file)
    const convert = layersWithoutPlace.has(source.layer)
      ? untouched
      : requireCrs(source, source.crs ?? statedCrs(source, layer))
    const categories = options.categories ?? categoryWords(manifest)
    // what an import before this one could not end
    if (db.engine === 'embedded') await settleParts(db)
    if (!dryRun) await prepareMonths(db, source.months)
    const { code } = manifest.county
    const fileName = options.fileName ?? path.basename(source.file)
    const run = dryRun ? 0 : await nextRun(db)
    const kept = { run, manifest, source, fileName, report, by }
    let changed: readonly string[] = []
    const parts: ImportParts = {
      async stage(on) {
        await requireCounty(on, manifest, source, options.intoDemo ?? false)
        await openStage(on)
        const place = { convert, categories, now: Date.now() }
        const { signal } = options
        await stageSource(on, { manifest, source, layer, reading, ...place, report, onProgress, signal })
        report.findings = content.findings.filter((finding) => finding.layer === layer.name || finding.layer === '')
        if (source.geometry === 'cells') await gatherCells(on)
        if (source.geometry === 'nearest') await gatherNearest(on)
        await cleanStage(on, source.layer, report, source.geometry === 'footprint')
        if (partitions.has(source.layer)) report.partition = await findPartitionFaults(on)
      },
      async take({ transaction, together, apart }) {
        await rememberBefore(transaction, code, source.name, source.layer)
        report.changes.missing = await findMissing(transaction, code, source.name, source.layer)
        if (removes && report.changes.missing > 0) await removeMissing(transaction, code, source.name, source.layer)
        changed = await targets[source.layer]({
          ...{ transaction, together, apart, run, source, report, trial: dryRun, removesMissing: removes },
          ...{ county: manifest.county, catalogue: manifest.catalogue },
          onWritten: (written) => onProgress({ bytes: reading.bytes, rows: report.read, written }),
        })
        report.kept = (
          await transaction.query<{ count: number }>('select count(*)::int as count from import_stage')
        )[0]!.count
        if (report.kept === 0) throw nothingKept(source, report)
        await settleChanges(transaction, code, source, report)
        if (dryRun) throw new TakenBack()
      },
      async finish(transaction) {
        await tellPlanner(transaction, source.layer)
        for (const layer of changed)
          await transaction.query('select append_feed($1::text, $2::text, $3::text, 1, null)', [code, 'layer', layer])
        await keepRun(transaction, kept)
        await closeStage(transaction)
      },
    }
    if (db.engine === 'postgis') await inOneTransaction(db, code, parts)
    else await byTurns(db, code, parts, { run, mostTogether: mostTogether(source.layer, dryRun) })
  } catch (error) {
    if (error instanceof TakenBack) report.dryRun = true
    else if (!(error instanceof UnreadableFile)) throw error
    else {
      report.failure = error.message
      report.failureReason = error.reason
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

/** So many issues hold the embedded engine's one session for a third of a second. */
const MOST_ISSUES_TOGETHER = 1_000

/** Rows of a layer that the embedded engine takes in one transaction; a trial of issues writes nothing. */
function mostTogether(layer: ImportSource['layer'], trial: boolean): number {
  if (layer !== 'issue') return Number.POSITIVE_INFINITY
  return trial ? 0 : MOST_ISSUES_TOGETHER
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

const untouched: ToWgs84 = (x, y) => [x, y]

/** Thrown at the end of a dry run: the transaction is rolled back. */
class TakenBack extends Error {}

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
      'demo-county',
      manifest.county.code,
    )
  // the division table stands above the counties
  if (county === undefined && source.layer !== 'area' && source.layer !== 'division')
    throw new UnreadableFile(
      `${source.name}: county ${manifest.county.code} has no areas yet; list an area source first`,
      'no-areas',
      manifest.county.code,
    )
}
