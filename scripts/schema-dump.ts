import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { openDatabase } from '#server/db.ts'
import { dumpSchema } from '#server/engine/dump-schema.ts'
import { migrate } from '#server/migrate.ts'

const help = `tsx scripts/schema-dump.ts: writes migrations/schema.sql, the schema that all migrations together make.

  --check   writes nothing; fails when the committed file is not what the migrations make

A fresh embedded engine is used; a test proves that PostgreSQL gives the same.`

const place = new URL('../migrations/schema.sql', import.meta.url)

if (process.argv.includes('--help')) {
  console.log(help)
} else {
  const made = await dumpFresh()
  const committed = await readFile(place, 'utf8').catch(() => '')
  if (made === committed) {
    console.log('migrations/schema.sql is up to date.')
  } else if (process.argv.includes('--check')) {
    console.error('migrations/schema.sql is not what the migrations make: run tsx scripts/schema-dump.ts')
    process.exitCode = 1
  } else {
    await writeFile(place, made)
    console.log(`migrations/schema.sql: ${made.split('\n').length} lines written.`)
  }
}

async function dumpFresh(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gridboard-schema-'))
  const settings = { databaseUrl: undefined, dataDirectory: folder, statementTimeoutSeconds: 60, poolSize: 1 }
  const db = await openDatabase(settings, pino({ level: 'warn' }))
  try {
    await migrate(db)
    return await dumpSchema(db)
  } finally {
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
}
