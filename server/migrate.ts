import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { Database } from './db.ts'
import type { Queryable } from './db.types.ts'

/** One numbered file of migrations/: never changed once it has run anywhere. */
export interface Migration {
  number: number
  name: string
  sql: string
  checksum: string
}

const migrationSeconds = 600

/**
 * Brings the database to the newest schema: each missing migration in a transaction of its own, in order. Safe when
 * two servers start together: each transaction holds one lock and looks again. Returns how many ran.
 * Throws when a migration that has run was changed since, or when the database is newer than these sources.
 */
export async function migrate(db: Database, log?: Logger, given?: Migration[]): Promise<number> {
  const wanted = given ?? (await readMigrations())
  await db.transaction(createTable, { timeoutSeconds: migrationSeconds })
  refuseUnknown(await readApplied(db), wanted)
  let ran = 0
  for (const migration of wanted) {
    const begun = Date.now()
    const applied = await db.transaction((transaction) => apply(transaction, migration), {
      timeoutSeconds: migrationSeconds,
    })
    if (!applied) continue
    ran += 1
    log?.info({ migration: migration.name, milliseconds: Date.now() - begun }, 'migrated')
  }
  await db.transaction(distribute, { timeoutSeconds: migrationSeconds })
  return ran
}

/** The files of migrations/ in order. Throws on a gap or a number given twice. */
export async function readMigrations(folder = new URL('../migrations/', import.meta.url)): Promise<Migration[]> {
  const names = (await readdir(fileURLToPath(folder))).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  return await Promise.all(
    names.map(async (name, index) => {
      const number = Number(name.slice(0, 4))
      if (number !== index + 1) throw new Error(`migrations/${name}: expected number ${index + 1}, found ${number}`)
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

interface Applied {
  number: number
  name: string
  checksum: string
}

async function createTable(transaction: Queryable): Promise<void> {
  await lock(transaction)
  await transaction.query(`create table if not exists schema_migration (
    number integer primary key,
    name text not null,
    checksum text not null,
    at timestamptz not null default now()
  )`)
}

/** Held until the transaction ends; on the embedded engine there is only one session anyway. */
async function lock(transaction: Queryable): Promise<void> {
  await transaction.query('select pg_advisory_xact_lock(7241, 2)')
}

async function readApplied(db: Queryable): Promise<Applied[]> {
  return await db.query<Applied>('select number, name, checksum from schema_migration order by number')
}

function refuseUnknown(applied: Applied[], wanted: Migration[]): void {
  for (const row of applied) {
    const migration = wanted.find(({ number }) => number === row.number)
    if (migration === undefined)
      throw new Error(
        `the database has migration ${row.name}, which these sources do not know: start a newer Gridboard on it`,
      )
    if (migration.checksum !== row.checksum)
      throw new Error(
        `migrations/${migration.name} was changed after it had run here: restore it and write a new migration instead`,
      )
  }
}

async function apply(transaction: Queryable, migration: Migration): Promise<boolean> {
  await lock(transaction)
  const done = await transaction.query('select 1 from schema_migration where number = $1::integer', [migration.number])
  if (done.length > 0) return false
  await transaction.query(migration.sql)
  await transaction.query(
    'insert into schema_migration (number, name, checksum) values ($1::integer, $2::text, $3::text)',
    [migration.number, migration.name, migration.checksum],
  )
  return true
}

/** Tables above the county are copied to every node, all others are spread by county; without Citus nothing happens. */
async function distribute(transaction: Queryable): Promise<void> {
  await lock(transaction)
  const [citus] = await transaction.query(`select 1 from pg_extension where extname = 'citus'`)
  if (citus === undefined) return
  await transaction.query(distributeSql)
}

const distributeSql = `
do $$
declare
  entry record;
begin
  for entry in
    select relation.oid::regclass as name,
      exists (select 1 from pg_attribute where attrelid = relation.oid and attname = 'county' and attnum = any (key.conkey)) as by_county
    from pg_class relation
    join pg_constraint key on key.conrelid = relation.oid and key.contype = 'p'
    where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'p') and not relation.relispartition
      and relation.relname <> 'schema_migration'
      and not exists (select 1 from pg_depend where objid = relation.oid and deptype = 'e')
      and not exists (select 1 from pg_dist_partition where logicalrelid = relation.oid)
    order by by_county, relation.relname
  loop
    if entry.by_county then
      perform create_distributed_table(entry.name, 'county');
    else
      perform create_reference_table(entry.name);
    end if;
  end loop;
end $$`
