import type { ClientBase, Pool } from 'pg'
import { parseGeometry } from './parse-ewkb.ts'

/** Where a parser is set: `pg.types`, or the `TypeOverrides` given to one pool as its `types`. */
export interface TypeRegistry {
  setTypeParser(oid: number, parser: (value: string) => unknown): void
}

/**
 * Looks up the type numbers of `geometry` and `geography`, which differ from database to database, and makes the
 * driver return such columns as GeoJSON geometry objects. Call once the extension exists.
 * Throws when it does not: there is nothing to register then.
 */
export async function registerPostgisTypes(
  connection: Pick<Pool | ClientBase, 'query'>,
  registry: TypeRegistry,
): Promise<void> {
  const { rows } = await connection.query<{ oid: number | string }>(
    `select oid::int4 as oid from pg_type where typname in ('geometry', 'geography')
      and typnamespace in (select extnamespace from pg_extension where extname = 'postgis')`,
  )
  if (rows.length === 0) throw new Error('PostGIS is not installed in this database: create extension postgis first')
  for (const { oid } of rows) registry.setTypeParser(Number(oid), parseGeometry)
}
