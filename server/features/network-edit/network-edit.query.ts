import type { Position } from '#domain/contract/common.ts'
import type { NetworkRepair } from '#domain/contract/network-edit.ts'
import type { Queryable } from '#server/db.types.ts'

export interface NetworkEditRow {
  id: string
  repair: unknown
  note: string
  author: string
  createdAt: Date
  withdrawnBy: string | null
  withdrawnAt: Date | null
  version: number
}

/** Repairs of a county's network, the newest first; withdrawn ones too. */
export async function networkEditRows(db: Queryable, county: string): Promise<NetworkEditRow[]> {
  return db.query<NetworkEditRow>(
    `select id, repair, note, author, created_at as "createdAt", withdrawn_by as "withdrawnBy",
       withdrawn_at as "withdrawnAt", version
     from network_edit where county = $1::text order by created_at desc, id limit 5000`,
    [county],
  )
}

/** One repair; null when the county has none of that id. */
export async function networkEditRow(db: Queryable, county: string, id: string): Promise<NetworkEditRow | null> {
  const rows = await db.query<NetworkEditRow>(
    `select id, repair, note, author, created_at as "createdAt", withdrawn_by as "withdrawnBy",
       withdrawn_at as "withdrawnAt", version
     from network_edit where county = $1::text and id = $2::text`,
    [county, id],
  )
  return rows[0] ?? null
}

export interface NewNetworkEdit {
  county: string
  id: string
  repair: NetworkRepair
  note: string
  author: string
  now: Date
}

/** Stores a repair unless the county has its fill of standing ones; tells whether it did. */
export async function insertNetworkEdit(db: Queryable, edit: NewNetworkEdit, most: number): Promise<boolean> {
  const rows = await db.query(
    `insert into network_edit (county, id, kind, repair, note, author, created_at, geom)
     select $1::text, $2::text, $3::text, $4::jsonb, $5::text, $6::text, $7::timestamptz,
       st_setsrid(st_geomfromgeojson($8::text), 4326)
     where (select count(*) from network_edit where county = $1::text and withdrawn_at is null) < $9::integer
     returning id`,
    [
      edit.county,
      edit.id,
      edit.repair.kind,
      JSON.stringify(edit.repair),
      edit.note,
      edit.author,
      edit.now,
      JSON.stringify(groundOf(edit.repair)),
      most,
    ],
  )
  return rows.length === 1
}

function groundOf(repair: NetworkRepair): { type: string; coordinates: Position | Position[] } {
  switch (repair.kind) {
    case 'add-gate':
      return { type: 'Point', coordinates: repair.position }
    case 'join-ends':
      return { type: 'LineString', coordinates: [repair.from, repair.to] }
    default:
      return { type: 'LineString', coordinates: repair.line }
  }
}

/** Takes a repair off the network, or puts it back (`by` null); the version it has then, null when it was so already. */
export async function setWithdrawn(
  db: Queryable,
  county: string,
  id: string,
  by: string | null,
  now: Date,
): Promise<number | null> {
  const rows = await db.query<{ version: number }>(
    `update network_edit set withdrawn_by = $3::text, version = version + 1,
       withdrawn_at = case when $3::text is not null then $4::timestamptz end
     where county = $1::text and id = $2::text and (withdrawn_at is null) = ($3::text is not null)
     returning version`,
    [county, id, by, now],
  )
  return rows[0]?.version ?? null
}

/** Tells every page, and what has learnt the network, that a repair changed. Call last in its transaction. */
export async function announceNetworkEdit(db: Queryable, county: string, id: string, version: number): Promise<void> {
  await db.query(
    `select append_feed($1::text, 'network-edit', $2::text, $3::integer,
       (select geom from network_edit where county = $1::text and id = $2::text))`,
    [county, id, version],
  )
}
