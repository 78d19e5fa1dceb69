import { titleOf } from '#server/account/title-of.ts'
import type { TableRows } from './insert-rows.ts'
import type { NamedCounty } from './name-county.ts'
import { names } from './names.ts'
import type { Random } from './random.ts'

const county = names.county.code

/** Of so many grids one has no worker. */
const VACANT_OF = 23

/**
 * A worker for nearly every grid, with an invented name and a telephone number that no exchange gives (a local number never
 * begins with 0). Every other vacant grid is cared for by the worker of the one before it.
 */
export function workerRows(named: NamedCounty, random: Random): TableRows[] {
  const streetOf = new Map(named.communities.map(({ code, parent }) => [code, parent]))
  const vacant = (number: number) => number % VACANT_OF === VACANT_OF - 1
  const workers = named.grids
    .filter((_, number) => !vacant(number))
    .map((grid, number) => ({
      grid: grid.code,
      login: loginOf(grid.code),
      name: `${random.pick(names.people.surnames)}${random.pick(names.people.given)}`,
      telephone: `0535-0${String(100_000 + ((number * 7_919) % 900_000))}`,
      path: `/${county}/${streetOf.get(grid.parent)}/${grid.parent}/${grid.code}/`,
      title: titleOf('grid-worker', grid.name),
    }))
  const cared = named.grids.flatMap((grid, number) => {
    const before = named.grids[number - 1]
    return vacant(number) && number % 2 === 0 && before ? [{ grid: grid.code, login: loginOf(before.code) }] : []
  })
  return [
    {
      what: 'person',
      sql: `insert into person (county, login, name, phone, created_at)
        select '${county}', login, name, phone, now() from unnest($1::text[], $2::text[], $3::text[]) as t (login, name, phone)
        on conflict (county, login) do update set name = excluded.name, phone = excluded.phone, active = true`,
      columns: [
        workers.map(({ login }) => login),
        workers.map(({ name }) => name),
        workers.map(({ telephone }) => telephone),
      ],
    },
    {
      what: 'post',
      sql: `insert into post (county, person, role, unit, path, name)
        select '${county}', person.id, 'grid-worker', t.grid, t.path, t.title
        from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t (login, grid, path, title)
        join person on person.county = '${county}' and person.login = t.login
        on conflict (county, person) do update set role = excluded.role, unit = excluded.unit, path = excluded.path, name = excluded.name`,
      columns: [
        workers.map(({ login }) => login),
        workers.map(({ grid }) => grid),
        workers.map(({ path }) => path),
        workers.map(({ title }) => title),
      ],
    },
    {
      what: 'grid_care',
      sql: `insert into grid_care (county, person, grid)
        select '${county}', person.id, t.grid from unnest($1::text[], $2::text[]) as t (login, grid)
        join person on person.county = '${county}' and person.login = t.login
        on conflict do nothing`,
      columns: [cared.map(({ login }) => login), cared.map(({ grid }) => grid)],
    },
  ]
}

/** Whoever tries out the post of a grid's worker is this person. */
function loginOf(grid: string): string {
  return `demo.grid-worker.${grid}`
}
