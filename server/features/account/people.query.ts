import type { Role } from '#domain/account/post.ts'
import type { Queryable } from '#server/db.types.ts'

export interface ListedPersonRow {
  id: string
  login: string
  name: string
  phone: string
  active: boolean
  demo: boolean
  second_factor: boolean
  version: number
  role: Role
  unit: string
  path: string
  title: string
  unit_name: string
  scope_name: string
  sessions: number
  last_seen_at: Date | null
  /** How many there are on all pages. */
  count: number
}

export interface PeopleFilter {
  county: string
  /** Path of the scope of who asks: ends with a slash, so that it begins whole codes only. */
  scope: string
  now: Date
  search?: string
  role?: Role | undefined
  active?: boolean | null
  id?: string
  after?: string | undefined
  limit: number
}

/** People whose posts lie within a scope, by login. */
export async function peopleRows(db: Queryable, filter: PeopleFilter): Promise<ListedPersonRow[]> {
  const { county, scope, now, search = '', role, active = null, id, after, limit } = filter
  return await db.query<ListedPersonRow>(
    `with found as (
       select person.id, login, person.name, phone, active, demo, second_factor, version, role, post.unit, path, post.name as title
       from person join post on post.county = person.county and post.person = person.id
       where person.county = $1::text and starts_with(path, $2::text)
         and ($4::text = '' or position(lower($4::text) in lower(person.name || ' ' || login || ' ' || post.name)) > 0)
         and ($5::text is null or role = $5::text)
         and ($6::boolean is null or active = $6::boolean)
         and ($7::text is null or person.id = $7::text)
     ), counted as (select count(*)::integer as count from found
     ), page as (
       select * from found where $8::text is null or login > $8::text order by login limit $9::integer
     )
     select page.*, count,
       coalesce(area.name, grid.name, unit.name, county.name, page.unit) as unit_name,
       coalesce(scope.name, county.name) as scope_name,
       coalesce(living.sessions, 0)::integer as sessions, living.last_seen_at
     from page
     cross join counted
     join county on county.code = $1::text
     left join area on area.county = $1::text and area.code = page.unit and area.level <> 'county'
     left join grid on grid.county = $1::text and grid.code = page.unit and grid.valid_to is null
     left join unit on unit.county = $1::text and unit.code = page.unit
     left join area scope on scope.county = $1::text and scope.path = page.path and scope.level <> 'county'
     left join lateral (
       select count(*) as sessions, max(last_seen_at) as last_seen_at from session
       where session.county = $1::text and session.person = page.id and expires_at > $3::timestamptz
     ) living on true
     order by login`,
    [county, scope, now, search, role ?? null, active, id ?? null, after ?? null, limit],
  )
}

/** Version after the change; null when somebody else changed it meanwhile. */
export async function updatePerson(
  transaction: Queryable,
  county: string,
  id: string,
  version: number,
  fields: { login: string; name: string; phone: string; active: boolean },
): Promise<number | null> {
  const { login, name, phone, active } = fields
  const [row] = await transaction.query<{ version: number }>(
    `update person set login = $4::text, name = $5::text, phone = $6::text, active = $7::boolean, version = version + 1
     where county = $1::text and id = $2::text and version = $3::integer returning version`,
    [county, id, version, login, name, phone, active],
  )
  return row?.version ?? null
}

export async function loginTaken(transaction: Queryable, county: string, login: string, by: string): Promise<boolean> {
  const rows = await transaction.query(
    'select 1 from person where county = $1::text and login = $2::text and id <> $3::text',
    [county, login, by],
  )
  return rows.length > 0
}
