import type { Db, Queryable } from '#server/db.types.ts'

export const BENCH_COUNTY = '370698'
/** Columns of grids from west to east, each a community, and grids from south to north in each. */
export const COLUMNS = 20
export const ROWS = 10
const ISSUES_A_STATEMENT = 20_000

/** A county of 4 streets, 20 communities, 200 grids and 1,000 micro-grids in squares of 0.02 degrees, and 48 categories. */
export async function drawBenchCounty(db: Queryable): Promise<void> {
  await db.query(
    `insert into county (code, name, name_en, demo, geom)
     values ($1::text, 'bench', 'bench', true, st_multi(st_makeenvelope(120, 37, 120.4, 37.2, 4326)))`,
    [BENCH_COUNTY],
  )
  await db.query(
    `insert into category (code, parent, name, name_en)
     select 'p' || n, null, 'p' || n, 'p' || n from generate_series(0, 7) n
     union all
     select 'c' || n, 'p' || n % 8, 'c' || n, 'c' || n from generate_series(0, 39) n`,
  )
  await db.query(
    `with street as (
       select $1::text || lpad(n::text, 3, '0') as code, n from generate_series(1, 4) n
     ), community as (
       select s.code || lpad(m::text, 3, '0') as code, s.code as parent, (s.n - 1) * 5 + m - 1 as place
       from street s cross join generate_series(1, 5) m
     )
     insert into area (county, code, level, parent, path, name, geom)
     select $1::text, code, 'street', $1::text, '/' || $1::text || '/' || code || '/', code,
       st_multi(st_makeenvelope(119.9 + n * 0.1, 37, 120 + n * 0.1, 37.2, 4326)) from street
     union all
     select $1::text, code, 'community', parent, '/' || $1::text || '/' || parent || '/' || code || '/', code,
       st_multi(st_makeenvelope(120 + place * 0.02, 37, 120.02 + place * 0.02, 37.2, 4326)) from community`,
    [BENCH_COUNTY],
  )
  await db.query(
    `insert into grid (county, code, community, name, geom)
     select county, code || lpad((n + 1)::text, 3, '0'), code, code || n,
       st_multi(st_makeenvelope(st_xmin(geom), 37 + n * 0.02, st_xmax(geom), 37.02 + n * 0.02, 4326))
     from area cross join generate_series(0, 9) n where county = $1::text and level = 'community'`,
    [BENCH_COUNTY],
  )
  await db.query(
    `insert into micro_grid (county, code, grid, name, geom)
     select county, code || lpad((n + 1)::text, 2, '0'), code, code || n,
       st_multi(st_makeenvelope(st_xmin(geom) + n * 0.004, st_ymin(geom), st_xmin(geom) + (n + 1) * 0.004, st_ymax(geom), 4326))
     from grid cross join generate_series(0, 4) n where county = $1::text`,
    [BENCH_COUNTY],
  )
  await db.query(
    `select ensure_month_partitions((now() - interval '13 months')::date, (now() + interval '1 month')::date)`,
  )
}

/**
 * Issues of the last 365 days with ten entries each, one in a hundred open; written past the writer, set by set. The
 * clock has told of those that are late already, as it has where a server has run all the year.
 */
export async function fillIssues(db: Db, count: number, log: (words: string) => void): Promise<void> {
  for (let first = 1; first <= count; first += ISSUES_A_STATEMENT) {
    const last = Math.min(count, first + ISSUES_A_STATEMENT - 1)
    await db.query(issues, [BENCH_COUNTY, first, last, count])
    await db.query(entries, [BENCH_COUNTY, first, last, count])
    if (last % 100_000 === 0) log(`${last.toLocaleString('en')} issues stored`)
  }
  await db.query(`select setval('issue_id_sequence', $1::bigint)`, [count])
  // what the database does after a flood of rows is no part of a day's work, and would take a core while that is measured
  const rest = db.engine === 'postgis' ? 'vacuum (analyze)' : 'analyze'
  for (const table of ['issue', 'issue_event']) await db.query(`${rest} ${table}`)
  if (db.engine === 'postgis') await db.query('checkpoint')
}

const moments = `date_trunc('second', now()) - interval '1 hour' - (($4::integer - n) * (interval '365 days' / $4::integer))`

const issues = `
  insert into issue (county, id, filed_at, number, category, source, state, title, place, street, community, grid, micro_grid,
    answer_by, finish_by, answered_at, finished_at, closed_at, rating, version, outcome, level, unit, notice, standing, head, geom)
  select $1::text, n, at, 'B' || lpad(n::text, 8, '0'), 'c' || hashed % 40,
    (array['patrol', 'worker', 'resident', 'hotline', 'online'])[1 + hashed % 5],
    case when open then (array['assigned', 'handling', 'handling', 'checking'])[1 + hashed / 7 % 4] else 'closed' end,
    'Matter of the neighbourhood ' || n, 'Coast Road ' || hashed % 900, street, community, grid,
    grid || lpad((1 + hashed / 3 % 5)::text, 2, '0'), at + interval '2 hours', at + interval '40 hours',
    at + interval '1 hour', case when open then null else at + interval '20 hours' end,
    case when open then null else at + interval '22 hours' end, case when open then null else 4 end, 10,
    case when open then '' else 'solved' end, 'county', $1::text,
    case when not open or at > now() - interval '40 hours' then 'none' when at > now() - interval '64 hours' then 'blue'
      when at > now() - interval '112 hours' then 'yellow' else 'red' end,
    jsonb_build_object('lastAt', floor(extract(epoch from at) * 1000) + 79200000, 'acceptedAt', floor(extract(epoch from at) * 1000)),
    sha256(n::text::bytea),
    st_setsrid(st_makepoint(120 + place % ${COLUMNS} * 0.02 + hashed % 1000 * 0.00002,
      37 + place / ${COLUMNS} * 0.02 + hashed / 1000 % 1000 * 0.00002), 4326)
  from (
    select n, ${moments} as at, hashed, place, n::bigint * 7919 % 100 = 0 as open,
      $1::text || lpad((1 + place % ${COLUMNS} / 5)::text, 3, '0') as street,
      $1::text || lpad((1 + place % ${COLUMNS} / 5)::text, 3, '0') || lpad((1 + place % 5)::text, 3, '0') as community,
      $1::text || lpad((1 + place % ${COLUMNS} / 5)::text, 3, '0') || lpad((1 + place % 5)::text, 3, '0')
        || lpad((1 + place / ${COLUMNS})::text, 3, '0') as grid
    from generate_series($2::integer, $3::integer) n
    cross join lateral (select abs(hashint4(n)) as hashed, abs(hashint4(n + 1000000007)) % ${COLUMNS * ROWS} as place) h
  ) told`

const entries = `
  insert into issue_event (county, issue, sequence, at, kind, actor, role, by_unit, detail, hash)
  select $1::text, n, s, ${moments} + (s - 1) * interval '2 hours',
    (array['file', 'assign', 'answer', 'note', 'remind', 'note', 'finish', 'check', 'close', 'rate'])[s], 'bench desk',
    'district', $1::text,
    case s when 1 then jsonb_build_object('filed', jsonb_build_object('category', 'c1', 'source', 'patrol', 'title',
        'Matter of the neighbourhood ' || n, 'place', 'Coast Road', 'emergency', false, 'longitude', 120.1, 'latitude', 37.1,
        'answerBy', 1790000000000, 'finishBy', 1790000000000, 'level', 'county'))
      when 2 then jsonb_build_object('unit', $1::text) when 10 then '{"rating": 4}'
      when 4 then '{"note": "seen on the spot"}' when 6 then '{"note": "waiting for material"}'
      when 5 then '{"reason": "due tomorrow"}' else '{}' end, sha256((n || '/' || s)::bytea)
  from generate_series($2::integer, $3::integer) n cross join generate_series(1, 10) s`
