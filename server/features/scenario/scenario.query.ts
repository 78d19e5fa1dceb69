import type { ScenarioContent } from '#domain/contract/scenario.ts'
import type { Queryable } from '#server/db.types.ts'

export interface ScenarioRow {
  id: string
  name: string
  version: number
  changes: number
  savedBy: string
  savedAt: Date
  removedAt: Date | null
}

/** Scenarios of a county, the last saved first; with `removed` those put away. */
export async function scenarioRows(db: Queryable, county: string, removed: boolean): Promise<ScenarioRow[]> {
  return db.query<ScenarioRow>(
    `select id, name, version, changes, saved_by as "savedBy", saved_at as "savedAt", removed_at as "removedAt"
     from scenario where county = $1::text and (removed_at is not null) = $2::boolean
     order by saved_at desc, id limit 1000`,
    [county, removed],
  )
}

export interface ScenarioWithContent extends ScenarioRow {
  content: unknown
}

/** A scenario as it was last saved; null when the county has none of that id. */
export async function scenarioRow(db: Queryable, county: string, id: string): Promise<ScenarioWithContent | null> {
  const rows = await db.query<ScenarioWithContent>(
    `select s.id, s.name, s.version, s.changes, s.saved_by as "savedBy", s.saved_at as "savedAt",
       s.removed_at as "removedAt", v.content
     from scenario s join scenario_version v on v.county = s.county and v.scenario = s.id and v.version = s.version
     where s.county = $1::text and s.id = $2::text`,
    [county, id],
  )
  return rows[0] ?? null
}

export interface VersionRow {
  version: number
  name: string
  changes: number
  savedBy: string
  savedAt: Date
}

/** Every saved version, the last first. */
export async function versionRows(db: Queryable, county: string, id: string): Promise<VersionRow[]> {
  return db.query<VersionRow>(
    `select version, name, jsonb_array_length(content -> 'changes') as changes, saved_by as "savedBy", saved_at as "savedAt"
     from scenario_version where county = $1::text and scenario = $2::text order by version desc`,
    [county, id],
  )
}

/** One saved version; null when there is none of that number. */
export async function versionRow(
  db: Queryable,
  county: string,
  id: string,
  version: number,
): Promise<(VersionRow & { content: unknown }) | null> {
  const rows = await db.query<VersionRow & { content: unknown }>(
    `select version, name, jsonb_array_length(content -> 'changes') as changes, saved_by as "savedBy",
       saved_at as "savedAt", content
     from scenario_version where county = $1::text and scenario = $2::text and version = $3::integer`,
    [county, id, version],
  )
  return rows[0] ?? null
}

/** What is saved as a version. */
export interface SavedVersion {
  county: string
  id: string
  name: string
  content: ScenarioContent
  savedBy: string
  savedAt: Date
}

/** Begins a scenario with its first version unless the county has its fill; tells whether it did. */
export async function insertScenario(db: Queryable, saved: SavedVersion, most: number): Promise<boolean> {
  const rows = await db.query(
    `insert into scenario (county, id, name, changes, saved_by, saved_at, created_at)
     select $1::text, $2::text, $3::text, $4::integer, $5::text, $6::timestamptz, $6::timestamptz
     where (select count(*) from scenario where county = $1::text and removed_at is null) < $7::integer
     returning id`,
    [saved.county, saved.id, saved.name, saved.content.changes.length, saved.savedBy, saved.savedAt, most],
  )
  if (rows.length === 0) return false
  await insertVersion(db, saved, 1)
  return true
}

/** Saves the next version of a scenario and lists it again; null when it is not at the expected version any more. */
export async function advanceScenario(
  db: Queryable,
  saved: SavedVersion,
  expectedVersion: number,
): Promise<number | null> {
  const rows = await db.query<{ version: number }>(
    `update scenario set version = version + 1, name = $4::text, changes = $5::integer, saved_by = $6::text,
       saved_at = $7::timestamptz, removed_at = null
     where county = $1::text and id = $2::text and version = $3::integer
     returning version`,
    [saved.county, saved.id, expectedVersion, saved.name, saved.content.changes.length, saved.savedBy, saved.savedAt],
  )
  const version = rows[0]?.version ?? null
  if (version !== null) await insertVersion(db, saved, version)
  return version
}

async function insertVersion(db: Queryable, saved: SavedVersion, version: number): Promise<void> {
  await db.query(
    `insert into scenario_version (county, scenario, version, name, content, saved_by, saved_at)
     values ($1::text, $2::text, $3::integer, $4::text, $5::jsonb, $6::text, $7::timestamptz)`,
    [saved.county, saved.id, version, saved.name, JSON.stringify(saved.content), saved.savedBy, saved.savedAt],
  )
}

/** Puts a scenario away; tells whether it stood listed at that version. */
export async function putAway(
  db: Queryable,
  county: string,
  id: string,
  expectedVersion: number,
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `update scenario set removed_at = $4::timestamptz
     where county = $1::text and id = $2::text and version = $3::integer and removed_at is null
     returning id`,
    [county, id, expectedVersion, now],
  )
  return rows.length === 1
}

/** Tells every page that a scenario changed. Call last in its transaction. */
export async function announceScenario(db: Queryable, county: string, id: string, version: number): Promise<void> {
  await db.query(`select append_feed($1::text, 'scenario', $2::text, $3::integer, null::geometry)`, [
    county,
    id,
    version,
  ])
}
