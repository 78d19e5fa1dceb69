import type { WallProgram, WallState } from '#domain/contract/wall.ts'
import type { Queryable } from '#server/db.types.ts'

export interface WallRow {
  id: string
  version: number
  state: unknown
  stateVersion: number
  /** Of the last version; null where there is none. */
  program: unknown
  savedBy: string | null
  savedAt: Date | null
}

/** A wall with its last program; null when nobody has given it one or steered it. `lock` holds it until the transaction ends. */
export async function wallRow(db: Queryable, county: string, id: string, lock: boolean): Promise<WallRow | null> {
  if (lock) await db.query('select 1 from wall where county = $1::text and id = $2::text for update', [county, id])
  const rows = await db.query<WallRow>(
    `select w.id, w.version, w.state, w.state_version as "stateVersion", v.program, v.saved_by as "savedBy",
       v.saved_at as "savedAt"
     from wall w
     left join wall_version v on v.county = w.county and v.wall = w.id and v.version = w.version
     where w.county = $1::text and w.id = $2::text`,
    [county, id],
  )
  return rows[0] ?? null
}

/** Walls of a county by name, with the titles of their programs. */
export async function wallRows(
  db: Queryable,
  county: string,
): Promise<{ id: string; title: string; version: number }[]> {
  return db.query(
    `select w.id, coalesce(v.program ->> 'title', '') as title, w.version
     from wall w
     left join wall_version v on v.county = w.county and v.wall = w.id and v.version = w.version
     where w.county = $1::text order by w.id`,
    [county],
  )
}

/** Begins a wall unless it stands or the county has its fill of them. */
export async function insertWall(
  db: Queryable,
  county: string,
  id: string,
  state: WallState,
  most: number,
): Promise<void> {
  await db.query(
    `insert into wall (county, id, state, state_version)
     select $1::text, $2::text, $3::jsonb, 0
     where (select count(*) from wall where county = $1::text) < $4::integer
     on conflict (county, id) do nothing`,
    [county, id, JSON.stringify(state), most],
  )
}

export async function updateState(db: Queryable, county: string, id: string, state: WallState): Promise<number> {
  const rows = await db.query<{ version: number }>(
    `update wall set state = $3::jsonb, state_version = state_version + 1
     where county = $1::text and id = $2::text returning state_version as version`,
    [county, id, JSON.stringify(state)],
  )
  return rows[0]?.version ?? 0
}

export interface SavedProgram {
  program: WallProgram
  savedBy: string
  savedAt: Date
}

/** Saves the next version of a wall's program; tells whether the wall stood at the expected one. */
export async function advanceProgram(
  db: Queryable,
  county: string,
  id: string,
  expected: number,
  { program, savedBy, savedAt }: SavedProgram,
): Promise<boolean> {
  const rows = await db.query(
    `with advanced as (
       update wall set version = version + 1 where county = $1::text and id = $2::text and version = $3::integer
       returning version
     )
     insert into wall_version (county, wall, version, program, saved_by, saved_at)
     select $1::text, $2::text, version, $4::jsonb, $5::text, $6::timestamptz from advanced
     returning version`,
    [county, id, expected, JSON.stringify(program), savedBy, savedAt],
  )
  return rows.length === 1
}

/** Every saved program, the last first. */
export async function programRows(
  db: Queryable,
  county: string,
  id: string,
): Promise<{ version: number; program: unknown; savedBy: string; savedAt: Date }[]> {
  return db.query(
    `select version, program, saved_by as "savedBy", saved_at as "savedAt" from wall_version
     where county = $1::text and wall = $2::text order by version desc limit 200`,
    [county, id],
  )
}

/** Tells every page that a wall changed. Call last in its transaction. */
export async function announceWall(db: Queryable, county: string, id: string, version: number): Promise<void> {
  await db.query(`select append_feed($1::text, 'wall', $2::text, $3::integer, null::geometry)`, [county, id, version])
}
