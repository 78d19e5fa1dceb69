import { statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import cliProgress from 'cli-progress'
import { pino } from 'pino'
import { z } from 'zod'
import { manifest as manifestForm } from '#domain/contract/manifest.ts'
import { openDatabase } from '#server/db.ts'
import type { Db } from '#server/db.types.ts'
import { readEnvironment } from '#server/env.ts'
import { importRuns } from '#server/features/import/import-run.query.ts'
import { importSource } from '#server/features/import/import-source.ts'
import { readManifest } from '#server/features/import/read-manifest.ts'
import { type SourceReport, wayOut } from '#server/features/import/report.ts'
import type { ImportProgress } from '#server/features/import/stage-source.ts'
import { type UndoRefusal, undoImport } from '#server/features/import/undo-import.ts'
import { OpenFiles } from '#server/import/file/open-files.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'
import { migrate } from '#server/migrate.ts'
import { refreshStatistics } from '#server/refresh-statistics.ts'

const help = `Brings a county in from its files.

  npm run import -- data/manifests/cambridge.json [options]

  --dry-run         does everything, tells what would change, and takes it back
  --remove-missing  removes rows that a source no longer has; without it they are counted and stay
  --history         lists what was imported, newest first
  --undo NUMBER     takes an import back, the newest first
  --only NAME       imports this source alone (may be given again)
  --report FILE     writes the whole report as JSON
  --schema          prints the JSON Schema of a manifest (data/manifests/manifest.schema.json)
  --help

Goes to DATABASE_URL, else to the embedded engine in DATA_DIR (.data): stop the server there first.
Importing again updates rows by source and key. Each source is taken whole or not at all.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
    'remove-missing': { type: 'boolean' },
    history: { type: 'boolean' },
    undo: { type: 'string' },
    report: { type: 'string' },
    schema: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})

if (values.schema) {
  console.log(JSON.stringify(z.toJSONSchema(manifestForm, { io: 'input' }), null, 2))
  process.exit(0)
}
if (values.help || positionals.length !== 1) {
  console.log(help)
  process.exit(values.help ? 0 : 2)
}

try {
  process.exitCode = (await run(positionals[0]!)) ? 0 : 1
} catch (error) {
  // a refusal (file, settings, folder in use) is for a person: its words, not its stack
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function run(file: string): Promise<boolean> {
  const { manifest, folder } = await readManifest(file)
  const chosen = values.only
    ? manifest.sources.filter((source) => values.only?.includes(source.name))
    : manifest.sources
  if (chosen.length === 0)
    throw new UnreadableFile(
      `no source named ${values.only?.join(', ')}; there are ${manifest.sources.map((s) => s.name).join(', ')}`,
    )
  const db = await openDatabase({ ...readEnvironment(), statementTimeoutSeconds: 600 }, pino({ level: 'warn' }))
  const reports: SourceReport[] = []
  const files = new OpenFiles()
  try {
    await migrate(db)
    if (values.history) return await printHistory(db, manifest.county.code)
    if (values.undo !== undefined) return await undo(db, manifest.county.code, Number(values.undo))
    for (const source of chosen) {
      const { onProgress, stop } = progressBar(source.name, path.resolve(folder, source.file))
      const report = await importSource(db, manifest, source, folder, {
        onProgress,
        files,
        dryRun: values['dry-run'],
        removeMissing: values['remove-missing'],
      }).finally(stop)
      print(report)
      reports.push(report)
    }
    await refreshStatistics(db)
  } finally {
    await files.close()
    await db.close()
  }
  if (values.report) writeFileSync(values.report, JSON.stringify(reports, null, 2))
  return reports.every((report) => report.failure === undefined)
}

async function printHistory(db: Db, county: string): Promise<boolean> {
  for (const { id, at, source, layer, actor, report, undoneAt } of await importRuns(db, county, 100))
    console.log(
      `${id}  ${at.toISOString().slice(0, 16).replace('T', ' ')}  ${source} -> ${layer}  ${report.kept} rows  by ${actor}` +
        (undoneAt === null ? '' : '  (undone)'),
    )
  return true
}

async function undo(db: Db, county: string, run: number): Promise<boolean> {
  const undone = await undoImport(db, county, run, null, new Date())
  if (undone.ok) console.log(`Import ${run} is taken back: ${undone.rows} rows are what they were.`)
  if (undone.ok && undone.kept.length > 0)
    console.log(`${undone.kept.length} issues stay, people have worked on them since: ${undone.kept.join(' ')}`)
  if (!undone.ok)
    console.error(`Import ${run} stays: ${undoWayOut[undone.reason]}${undone.value ? ` (${undone.value})` : ''}`)
  return undone.ok
}

const undoWayOut: Record<UndoRefusal, string> = {
  'unknown-run': 'there is no such import; --history lists them',
  'undone-already': 'it was taken back before',
  'not-written-down': 'it was made before it was written down which issues an import brings',
  'later-imports': 'a later import may stand on it; undo that one first',
  'plans-since': 'plans were drawn since and stand on it',
  'changed-since': 'rows were changed since by others',
}

function progressBar(name: string, file: string): { onProgress: (progress: ImportProgress) => void; stop: () => void } {
  const total = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const started = performance.now()
  const bar = new cliProgress.SingleBar({
    format: `${name.padEnd(24)} {bar} {percentage} %  {rows} rows{written}  {rate} rows/s`,
    clearOnComplete: true,
  })
  bar.start(total, 0, { rows: 0, written: '', rate: 0 })
  return {
    onProgress: ({ bytes, rows, written }) =>
      bar.update(bytes, {
        rows,
        written: written === undefined ? '' : ` read, ${written} written`,
        rate: Math.round(((written ?? rows) * 1000) / (performance.now() - started)),
      }),
    stop: () => bar.stop(),
  }
}

function countKinds(listed: SourceReport['partition']['listed']): string {
  const kinds = new Map<string, number>()
  for (const { kind } of listed) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return [...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ')
}

function print(report: SourceReport): void {
  const { name, layer, read, passedOver, kept, unchanged, repaired, refused, seconds, rowsPerSecond } = report
  console.log(
    `${name} -> ${layer}: read ${read}, kept ${kept}${unchanged ? ` (${unchanged} unchanged)` : ''}, repaired ${repaired}, refused ${refused}` +
      `${passedOver ? `, passed over ${passedOver}` : ''} in ${seconds.toFixed(1)} s (${rowsPerSecond} rows/s)`,
  )
  const { changes, partition } = report
  if (report.failure === undefined && report.layer !== 'issue')
    console.log(
      `  ${report.dryRun ? 'would be' : 'rows'} new ${changes.new}, changed ${changes.changed}, unchanged ${changes.unchanged}, removed ${changes.removed}` +
        (changes.missing > 0 ? `, no longer in the file ${changes.missing}` : '') +
        (report.run === null ? '' : `; --undo ${report.run} takes it back`),
    )
  if (partition.total > 0)
    console.log(`  ${partition.total} faults between areas: ${countKinds(partition.listed)}; --report FILE says where`)
  for (const { code, value } of report.findings.slice(0, 20))
    console.log(`  noticed: ${code}${value ? `: ${value}` : ''}`)
  if (report.findings.length > 20) console.log(`  … and ${report.findings.length - 20} more`)
  if (report.failure) console.log(`  NOTHING TAKEN: ${report.failure}`)
  for (const { row, key, what, detail } of report.repairs.slice(0, 5))
    console.log(`  row ${row} (${key}): ${what}${detail ? `, ${detail}` : ''}`)
  if (report.repairs.length > 5) console.log(`  … and ${repaired - 5} more repairs`)
  const reasons = Object.entries(report.refusedFor)
  if (reasons.length > 1)
    console.log(`  refused for ${reasons.map(([reason, rows]) => `${reason}: ${rows}`).join(', ')}`)
  for (const { row, key, reason, value } of report.refusals.slice(0, 5))
    console.log(`  row ${row} (${key}) refused: ${reason}: ${value}. ${wayOut[reason]}`)
  if (report.refusals.length > 5) console.log(`  … and ${refused - 5} more refusals; --report FILE lists them`)
}
