import { pinyinOf } from '#domain/area/pinyin-of.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'
import type { CodedChange } from '#domain/plan-code/code-changes.ts'
import type { Queryable } from '#server/db.types.ts'
import { writeEwkbHex } from '#server/postgis-types/index.ts'

/** Nobody else publishes in this county until the transaction ends. */
export async function lockGround(db: Queryable, county: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(7242, $1::integer)', [Number(county)])
}

/** Ends the rows of grids and micro-grids that change on a day; those that began on that day held on none. */
export async function closeRows(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  day: string,
): Promise<void> {
  const codes = (level: CodedChange['level']) =>
    changes.flatMap((change) => (change.level === level && change.before ? [change.before.code] : []))
  await db.query(
    `update grid set valid_to = greatest(valid_from, $3::date)
     where county = $1::text and code = any ($2::text[]) and valid_to is null`,
    [county, codes('grid'), day],
  )
  await db.query(
    `update micro_grid set valid_to = greatest(valid_from, $3::date)
     where county = $1::text and code = any ($2::text[]) and valid_to is null`,
    [county, codes('micro-grid'), day],
  )
}

/** Begins the rows of grids and micro-grids on a day; what the row before said beyond the plan is carried on. */
export async function openRows(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  day: string,
  plan: string,
): Promise<void> {
  await openGrids(db, county, changes, day, plan)
  await openMicroGrids(db, county, changes, day, plan)
}

async function openGrids(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  day: string,
  plan: string,
): Promise<void> {
  const opened = changes.filter((change) => change.level === 'grid' && change.after !== null)
  const spelled = opened.map((change) => pinyinOf(change.after!.name))
  await db.query(
    `insert into grid (county, code, valid_from, local_code, kind, community, name, pinyin, initials, source, source_key, geom)
     select $1::text, r.code, $2::date, coalesce(old.local_code, ''), r.kind, r.community, r.name, r.pinyin, r.initials,
       coalesce(old.source, 'plan'), coalesce(old.source_key, $3::text || ' ' || r.code), r.geom::geometry
     from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
       as r (code, before, kind, community, name, pinyin, initials, geom)
     left join lateral (
       select local_code, source, source_key from grid g
       where g.county = $1::text and g.code = r.before and r.before = r.code order by valid_from desc limit 1) old on true
     on conflict (county, code, valid_from) do update
       set valid_to = null, kind = excluded.kind, name = excluded.name, pinyin = excluded.pinyin,
         initials = excluded.initials, geom = excluded.geom`,
    [
      county,
      day,
      plan,
      opened.map((change) => change.code),
      opened.map((change) => change.before?.code ?? ''),
      opened.map((change) => change.after!.kind),
      opened.map((change) => change.parent),
      opened.map((change) => change.after!.name),
      spelled.map((one) => one.pinyin),
      spelled.map((one) => one.initials),
      opened.map(hexOf),
    ],
  )
}

async function openMicroGrids(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  day: string,
  plan: string,
): Promise<void> {
  const opened = changes.filter((change) => change.level === 'micro-grid' && change.after !== null)
  await db.query(
    `insert into micro_grid (county, code, valid_from, local_code, grid, name, source, source_key, geom)
     select $1::text, r.code, $2::date, coalesce(old.local_code, ''), r.grid, r.name, coalesce(old.source, 'plan'),
       coalesce(old.source_key, $3::text || ' ' || r.code), r.geom::geometry
     from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as r (code, before, grid, name, geom)
     left join lateral (
       select local_code, source, source_key from micro_grid m
       where m.county = $1::text and m.code = r.before and r.before = r.code order by valid_from desc limit 1) old on true
     on conflict (county, code, valid_from) do update
       set valid_to = null, grid = excluded.grid, name = excluded.name, geom = excluded.geom`,
    [
      county,
      day,
      plan,
      opened.map((change) => change.code),
      opened.map((change) => change.before?.code ?? ''),
      opened.map((change) => change.parent),
      opened.map((change) => change.after!.name),
      opened.map(hexOf),
    ],
  )
}

function hexOf({ after }: CodedChange): string {
  return writeEwkbHex({ type: 'MultiPolygon', coordinates: toMultiPolygon(after!.polygons) })
}

/**
 * Gives every building in micro-grids whose ground changed the one it lies in now; on a shared border, that of a micro-grid
 * beside them too, the smaller code.
 */
export async function placeBuildings(
  db: Queryable,
  county: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  await db.query(
    `with met as materialized (
       select b.code, m.code as micro_grid
       from micro_grid m
       join building b on b.county = m.county and st_intersects(m.geom, b.geom)
       where m.county = $1::text and m.valid_to is null and m.code = any ($3::text[])
     ), beside as (
       select m.code, m.geom
       from micro_grid m
       where m.county = $1::text and m.valid_to is null and m.code <> all ($3::text[])
         and exists (select from micro_grid o where o.county = $1::text and o.valid_to is null
           and o.code = any ($3::text[]) and o.geom && m.geom)
     ), lies as (
       select code, micro_grid from met
       union all
       select b.code, m.code
       from beside m
       join building b on b.county = $1::text and st_intersects(m.geom, b.geom)
       where b.code in (select code from met)
     ), left_out as (
       select code from building where county = $1::text and micro_grid = any ($2::text[])
       except
       select code from met
     ), placed as (
       select code, min(micro_grid) as micro_grid from lies group by code
       union all
       select b.code, min(m.code)
       from left_out
       join building b on b.county = $1::text and b.code = left_out.code
       left join micro_grid m on m.county = b.county and m.valid_to is null and st_intersects(m.geom, b.geom)
       group by b.code
     )
     update building b set micro_grid = placed.micro_grid from placed
     where b.county = $1::text and b.code = placed.code and b.micro_grid is distinct from placed.micro_grid`,
    [county, before, after],
  )
}

export interface MovedPost {
  person: string
  title: string
  from: string
  to: string
  path: string
}

/** Gives the workers of closed grids the grid that takes most of it; tells who moved. */
export async function movePosts(
  db: Queryable,
  county: string,
  into: ReadonlyMap<string, string>,
): Promise<MovedPost[]> {
  return db.query<MovedPost>(
    `update post p set unit = g.code, path = a.path || g.code || '/'
     from unnest($2::text[], $3::text[]) as moved (gone, taker)
     join grid g on g.county = $1::text and g.code = moved.taker and g.valid_to is null
     join area a on a.county = $1::text and a.code = g.community
     where p.county = $1::text and p.role = 'grid-worker' and p.unit = moved.gone
     returning p.person, p.name as title, moved.gone as "from", g.code as "to", p.path`,
    [county, [...into.keys()], [...into.values()]],
  )
}

/** Ends the publications that a newer one of the same ground, or of ground around it, takes the place of. */
export async function supersededBy(db: Queryable, county: string, plan: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select old.id
     from plan new
     left join area na on na.county = new.county and na.code = new.community
     join plan old on old.county = new.county and old.id <> new.id and old.state = 'published'
     left join area oa on oa.county = old.county and oa.code = old.community
     where new.county = $1::text and new.id = $2::text
       and starts_with(coalesce(oa.path, '/' || old.county || '/'), coalesce(na.path, '/' || new.county || '/'))
     order by old.id`,
    [county, plan],
  )
  return rows.map((row) => row.id)
}

/** The plan stands on the day before it holds: that is what its steps changed, whatever comes after. */
export async function keepBase(db: Queryable, county: string, plan: string, day: string): Promise<void> {
  await db.query(
    `update plan set base_date = least(base_date, $3::date - 1) where county = $1::text and id = $2::text`,
    [county, plan, day],
  )
}

/** Tells every page that grids, micro-grids and buildings changed within a box. Call last but for the plan itself. */
export async function announceGround(db: Queryable, county: string, box: readonly number[]): Promise<void> {
  await db.query(
    `select append_feed($1::text, 'layer', layer, 1,
       st_makeenvelope($2::float8, $3::float8, $4::float8, $5::float8, 4326))
     from unnest(array['grid', 'micro_grid', 'building']) as layer`,
    [county, ...box],
  )
}
