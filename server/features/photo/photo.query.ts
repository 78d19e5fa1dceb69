import type { Queryable } from '#server/db.types.ts'

export interface PhotoRow {
  id: string
  width: number
  height: number
  version: number
  /** Number of the issue and where it lies; null while the photo belongs to none. */
  number: string | null
  county: string
  street: string
  community: string
  grid: string
  /** Whether its category keeps photos to posts until one has looked at them. */
  private: boolean
  looked_at: Date | null
}

/** A photo with the issue it belongs to; null where there is none of this id. */
export async function photoRow(db: Queryable, county: string, id: string): Promise<PhotoRow | null> {
  const rows = await db.query<PhotoRow>(
    `
    select p.id, p.width, p.height, p.version, p.county, p.looked_at, i.number,
      coalesce(i.street, '') as street, coalesce(i.community, '') as community, coalesce(i.grid, '') as grid,
      coalesce(c.private_photos, false) as private
    from photo p
    left join issue i on i.county = p.county and i.id = p.issue
    left join category c on c.code = i.category
    where p.county = $1::text and p.id = $2::text`,
    [county, id],
  )
  return rows[0] ?? null
}

/** Writes down a photo that belongs to nothing yet; false where there is no such county. */
export async function keepPhoto(
  db: Queryable,
  photo: { county: string; id: string; width: number; height: number; bytes: number; at: Date },
): Promise<boolean> {
  const rows = await db.query(
    `insert into photo (county, id, type, width, height, bytes, created_at)
      select k.code, $2::text, 'image/jpeg', $3::integer, $4::integer, $5::integer, $6::timestamptz
      from county k where k.code = $1::text returning id`,
    [photo.county, photo.id, photo.width, photo.height, photo.bytes, photo.at],
  )
  return rows.length > 0
}

/** Takes a photo away that belongs to nothing. */
export async function dropPhoto(db: Queryable, county: string, id: string): Promise<void> {
  await db.query('delete from photo where county = $1::text and id = $2::text and issue is null', [county, id])
}

/** Its pixels were changed. */
export async function countChange(db: Queryable, county: string, id: string, bytes: number): Promise<void> {
  await db.query(
    'update photo set version = version + 1, bytes = $3::integer where county = $1::text and id = $2::text',
    [county, id, bytes],
  )
}

/** Somebody with a post has looked at it. */
export async function lookAt(db: Queryable, county: string, id: string, at: Date): Promise<void> {
  await db.query(
    `update photo set looked_at = $3::timestamptz
      where county = $1::text and id = $2::text and issue is not null and looked_at is null`,
    [county, id, at],
  )
}

/** Takes away photos that nobody took up before a moment; returns whose bytes are to go. */
export async function dropLoose(db: Queryable, before: Date): Promise<{ county: string; id: string }[]> {
  return db.query('delete from photo where issue is null and created_at < $1::timestamptz returning county, id', [
    before,
  ])
}

/** Number of the issue that a follow-up link leads to; null for a link that leads nowhere. */
export async function followedNumber(db: Queryable, county: string, tokenHash: string): Promise<string | null> {
  const rows = await db.query<{ number: string }>(
    `select number from issue_follow where county = $1::text and token_hash = decode($2::text, 'hex')`,
    [county, tokenHash],
  )
  return rows[0]?.number ?? null
}

export interface IssuePhotoRow {
  id: string
  width: number
  height: number
  /** Act that it came with. */
  kind: string
  /** Nobody but posts may see it yet. */
  hidden: boolean
}

/** Photos of an issue, in the order in which they came. */
export async function photosOf(db: Queryable, county: string, number: string): Promise<IssuePhotoRow[]> {
  return db.query(
    `
    select p.id, p.width, p.height, e.kind, c.private_photos and p.looked_at is null as hidden
    from issue i
    join photo p on p.county = i.county and p.issue = i.id
    join issue_event e on e.county = i.county and e.issue = i.id and e.sequence = p.sequence
    join category c on c.code = i.category
    where i.county = $1::text and i.number = $2::text
    order by p.sequence, p.created_at, p.id`,
    [county, number],
  )
}
