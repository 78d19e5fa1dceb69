import { pino } from 'pino'
import { openDatabase } from '#server/db.ts'
import { readEnvironment } from '#server/env.ts'
import { migrate } from '#server/migrate.ts'

const help = `npm run migrate: brings the database to the newest schema.

  DATABASE_URL   PostgreSQL with PostGIS; without it the embedded engine in DATA_DIR
  DATA_DIR       folder of the embedded engine (.data)`

if (process.argv.includes('--help')) {
  console.log(help)
} else {
  const environment = readEnvironment()
  const log = pino({ level: environment.logLevel })
  const db = await openDatabase(environment, log)
  try {
    const ran = await migrate(db, log)
    console.log(ran === 0 ? 'The schema is the newest already.' : `${ran} migrations ran.`)
  } finally {
    await db.close()
  }
}
