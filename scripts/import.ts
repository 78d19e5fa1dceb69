import { statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import cliProgress from 'cli-progress'
import { pino } from 'pino'
import { z } from 'zod'
import { manifest as manifestForm } from '#domain/contract/manifest.ts'
import { openDatabase } from '#server/db.ts'
import { readEnvironment } from '#server/env.ts'
import { type ImportProgress, importSource } from '#server/features/import/import-source.ts'
import { readManifest } from '#server/features/import/read-manifest.ts'
import { type SourceReport, wayOut } from '#server/features/import/report.ts'
import { OpenFiles } from '#server/import/file/open-files.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'
import { migrate } from '#server/migrate.ts'
import { refreshStatistics } from '#server/refresh-statistics.ts'

const help = `Brings a county in from its files.

  npm run import -- data/manifests/cambridge.json [options]

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
    for (const source of chosen) {
      const { onProgress, stop } = progressBar(source.name, path.resolve(folder, source.file))
      const report = await importSource(db, manifest, source, folder, { onProgress, files }).finally(stop)
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

function print(report: SourceReport): void {
  const { name, layer, read, passedOver, kept, unchanged, repaired, refused, seconds, rowsPerSecond } = report
  console.log(
    `${name} -> ${layer}: read ${read}, kept ${kept}${unchanged ? ` (${unchanged} unchanged)` : ''}, repaired ${repaired}, refused ${refused}` +
      `${passedOver ? `, passed over ${passedOver}` : ''} in ${seconds.toFixed(1)} s (${rowsPerSecond} rows/s)`,
  )
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
