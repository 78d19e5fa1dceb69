import type { Queryable } from '#server/db.types.ts'

/** A screen as it is kept, with the name of its area today. */
export interface DisplayRow {
  id: string
  county: string
  name: string
  area: string
  path: string
  area_name: string
  created_at: Date
  created_by: string
  last_seen_at: Date | null
  revoked_at: Date | null
}

/** Screens of a county: those within a scope, the one of an id, or the one of a token; living ones first, by name. */
export async function displayRows(
  db: Queryable,
  county: string,
  { scope, id, tokenHash }: { scope?: string; id?: string; tokenHash?: string },
): Promise<DisplayRow[]> {
  return db.query<DisplayRow>(
    `select d.id, d.county, d.name, d.area, d.path, coalesce(a.name, c.name, d.area) as area_name, d.created_at,
       d.created_by, d.last_seen_at, d.revoked_at
     from display d
     left join area a on a.county = d.county and a.code = d.area
     left join county c on c.code = d.county and c.code = d.area
     where d.county = $1::text and ($2::text is null or starts_with(d.path, $2::text))
       and ($3::text is null or d.id = $3::text) and ($4::text is null or d.token_hash = $4::text)
     order by d.revoked_at is not null, d.name, d.id`,
    [county, scope ?? null, id ?? null, tokenHash ?? null],
  )
}

export interface NewDisplay extends Pick<DisplayRow, 'county' | 'id' | 'name' | 'area' | 'path' | 'created_by'> {
  tokenHash: string
  now: Date
}

export async function insertDisplay(db: Queryable, display: NewDisplay): Promise<void> {
  const { county, id, name, area, path, tokenHash, now, created_by } = display
  await db.query(
    `insert into display (county, id, name, area, path, token_hash, created_at, created_by)
     values ($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::timestamptz, $8::text)`,
    [county, id, name, area, path, tokenHash, now, created_by],
  )
}

/** Whether it lived until now. The feed tells its page. */
export async function endDisplay(db: Queryable, county: string, id: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update display set revoked_at = $3::timestamptz
     where county = $1::text and id = $2::text and revoked_at is null returning 1`,
    [county, id, now],
  )
  return rows.length > 0
}

/** Tells the feed of a screen; must be the last statement of its transaction. */
export async function announceDisplay(db: Queryable, county: string, id: string): Promise<void> {
  await db.query(`select append_feed($1::text, 'display', $2::text, 1, null::geometry)`, [county, id])
}

export async function touchDisplay(db: Queryable, county: string, id: string, now: Date): Promise<void> {
  await db.query(
    `update display set last_seen_at = greatest(last_seen_at, $3::timestamptz) where county = $1::text and id = $2::text`,
    [county, id, now],
  )
}
