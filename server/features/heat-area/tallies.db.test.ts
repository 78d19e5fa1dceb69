import { beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '#domain/heat/random.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { testEngine } from '#server/test-support/test-engine.ts'

const county = '370699'
const categories = ['heat', 'heat-pipe', 'road']
const sources = ['patrol', 'worker', 'resident', 'hotline', 'online', 'system']
/** The embedded engine is slower by some times. */
const CHANGES = testEngine() === 'embedded' ? 4_000 : 10_000

describe('tallies of issues', () => {
  const database = withDatabase()
  const random = seededRandom(7)
  const below = (count: number) => Math.floor(random() * count)
  const one = <Item>(items: readonly Item[]) => items[below(items.length)]!

  beforeAll(async () => {
    await database.db.query(`insert into county (code, name, name_en, time_zone, geom)
      select code, code, code, 'America/New_York', st_multi(st_makeenvelope(120.6, 37.7, 120.9, 37.9, 4326))
      from unnest(array['370699', '370698']) as code`)
    await database.db.query(
      `insert into category (code, name, name_en) select code, code, code from unnest($1::text[]) as code`,
      [categories],
    )
    await database.db.query(`select ensure_month_partitions('2025-10-01', '2026-02-01')`)
  })

  /** Rows that say something else than a recount; both ways. */
  const differences = async () => {
    const [row] = await database.db.query<{ hours: number; months: number; filed: number; issues: number }>(
      `select
         (select count(*)::int from ((table issue_hour except table issue_hour_recount) union all
           (table issue_hour_recount except table issue_hour)) d) as hours,
         (select count(*)::int from ((table issue_month except table issue_month_recount) union all
           (table issue_month_recount except table issue_month)) d) as months,
         (select coalesce(sum(filed), 0)::int from issue_month) as filed,
         (select count(*)::int from issue) as issues`,
    )
    return row!
  }
  const expectTrue = async () => {
    const { hours, months, filed, issues } = await differences()
    expect([hours, months, filed]).toEqual([0, 0, issues])
    return issues
  }

  /** A moment in October to January, sometimes in the hour that New York has twice. */
  const moment = () =>
    new Date(
      random() < 0.1
        ? Date.UTC(2025, 10, 2, 5) + below(7_200_000)
        : Date.UTC(2025, 9, 1) + below(120) * 86_400_000 + below(86_400_000),
    )
  const place = () => {
    const grid = one(['', 'G1', 'G2'])
    return [grid, grid === '' ? '' : one(['', `${grid}01`, `${grid}02`])] as const
  }

  let newest = 0
  async function insert(count: number) {
    const ids = Array.from({ length: count }, () => ++newest)
    const places = ids.map(place)
    await database.db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, grid, micro_grid, answer_by, finish_by, geom)
       select case when id % 9 = 0 then '370698' else $1::text end, id, filed_at, id::text, category, source, 'filed', '', grid,
         micro_grid, filed_at, filed_at, st_setsrid(st_makepoint(120.7, 37.8), 4326)
       from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[])
         as t (id, filed_at, category, source, grid, micro_grid)`,
      [
        county,
        ids,
        ids.map(moment),
        ids.map(() => one(categories)),
        ids.map(() => one(sources)),
        places.map(([grid]) => grid),
        places.map(([, microGrid]) => microGrid),
      ],
    )
    return count
  }
  /** `count` numbers, most of which are issues. */
  const some = (count: number) => Array.from({ length: count }, () => 1 + below(newest))

  const steps = [
    () => insert(1 + below(40)),
    () => changed(`update issue set state = 'closed', closed_at = now() where id = any ($1::bigint[]) returning id`),
    () => changed(`update issue set category = $2::text where id = any ($1::bigint[]) returning id`, one(categories)),
    () => changed(`update issue set source = $2::text where id = any ($1::bigint[]) returning id`, one(sources)),
    () => {
      const [grid, microGrid] = place()
      return changed(
        `update issue set grid = $2::text, micro_grid = $3::text where id = any ($1::bigint[]) returning id`,
        grid,
        microGrid,
      )
    },
    // to another hour, day and month's partition
    () => changed(`update issue set filed_at = $2::timestamptz where id = any ($1::bigint[]) returning id`, moment()),
    () =>
      changed(`update issue set filed_at = filed_at + interval '40 days' where id = any ($1::bigint[]) returning id`),
    () => changed(`delete from issue where id = any ($1::bigint[]) returning id`),
  ]
  const changed = async (sql: string, ...more: unknown[]) =>
    (await database.db.query(sql, [some(1 + below(40)), ...more])).length

  it(`say after ${CHANGES} random changes what a recount says`, async () => {
    let changes = await insert(200)
    while (changes < CHANGES) changes += await one(steps)()
    expect(await expectTrue()).toBeGreaterThan(100)
    const zero = await database.db.query(`select 1 from issue_hour where filed <= 0`)
    expect(zero).toEqual([])
  })

  it('leave with a change that is rolled back', async () => {
    const before = await differences()
    await database.db
      .transaction(async (transaction) => {
        await transaction.query(`delete from issue where county = $1::text`, [county])
        throw new Error('changed my mind')
      })
      .catch(() => {})
    expect(await differences()).toEqual(before)
  })

  it('are counted anew when a county moves to another time zone', async () => {
    await database.db.query(`update county set time_zone = 'Asia/Kathmandu' where code = $1::text`, [county])
    await expectTrue()
    await insert(30)
    await expectTrue()
  })

  it('are filled by a recount after loading with sleeping triggers', async () => {
    await database.db.transaction(async (transaction) => {
      await transaction.query('alter table issue disable trigger user')
      await transaction.query(`update issue set grid = 'G2', micro_grid = 'G201' where id % 3 = 0`)
      await transaction.query('alter table issue enable trigger user')
      await transaction.query(`select recount_tallies(code) from county`)
    })
    await expectTrue()
  })

  it('are empty with the issues', async () => {
    await database.db.query('delete from issue where id % 2 = 0')
    await expectTrue()
    await database.db.query('truncate issue')
    expect(await expectTrue()).toBe(0)
  })
})
