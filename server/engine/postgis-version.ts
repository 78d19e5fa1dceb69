import type { Pool } from 'pg'
import pg from 'pg'

export const minimumPostgres = 15
export const minimumPostgis = '3.3'

/**
 * Makes sure the database has PostGIS and both are new enough, creating the extension where it is only on disk.
 * Throws an Error naming what was found and what to do. `place` names the server in it.
 */
export async function checkPostgis(pool: Pick<Pool, 'query'>, place: string): Promise<void> {
  const found = await readVersions(pool)
  const refusal = refuseVersions(found, place)
  if (refusal !== null) throw new Error(refusal)
  if (found.installed === null) await createExtension(pool, place)
}

export interface FoundVersions {
  /** server_version_num: 150018. */
  postgres: number
  /** PostGIS on the server's disk, as it would be created; null: none. */
  available: string | null
  /** PostGIS in this database; null: not created yet. */
  installed: string | null
}

/** The words of refusal; null when everything is new enough. */
export function refuseVersions(found: FoundVersions, place: string): string | null {
  const major = Math.floor(found.postgres / 10_000)
  if (major < minimumPostgres)
    return `${place} is version ${major}; Gridboard needs PostgreSQL ${minimumPostgres} or newer. ${wayOut}`
  const postgis = found.installed ?? found.available
  if (postgis === null)
    return `${place} has no PostGIS. Install it there (on Debian: apt install postgresql-${major}-postgis-3). ${wayOut}`
  if (!isAtLeast(postgis, minimumPostgis)) {
    const update = found.available !== null && isAtLeast(found.available, minimumPostgis)
    const how = update ? `Run there: alter extension postgis update to '${found.available}'.` : wayOut
    return `${place} has PostGIS ${postgis}; Gridboard needs PostGIS ${minimumPostgis} or newer. ${how}`
  }
  return null
}

const wayOut = 'Or unset DATABASE_URL to use the embedded engine.'

async function readVersions(pool: Pick<Pool, 'query'>): Promise<FoundVersions> {
  const { rows } = await pool.query<FoundVersions>(
    `select current_setting('server_version_num')::int4 as postgres,
      (select default_version from pg_available_extensions where name = 'postgis') as available,
      (select extversion from pg_extension where extname = 'postgis') as installed`,
  )
  return rows[0]!
}

async function createExtension(pool: Pick<Pool, 'query'>, place: string): Promise<void> {
  try {
    await pool.query('create extension if not exists postgis')
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    // another server was creating it at the same moment
    if (error.code === '23505' || error.code === '42710') return
    throw new Error(
      `${place} has PostGIS on disk but this role may not create it: ${error.message}. ` +
        'Run there as a superuser: create extension postgis.',
      { cause: error },
    )
  }
}

/** '3.10.1' is newer than '3.3': compared number by number. */
function isAtLeast(version: string, minimum: string): boolean {
  const numbers = version.split('.').map((part) => Number.parseInt(part, 10))
  for (const [index, wanted] of minimum.split('.').entries()) {
    const difference = (numbers[index] ?? 0) - Number(wanted)
    if (difference !== 0) return difference > 0
  }
  return true
}
