import { beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '#domain/heat/random.ts'
import { withDatabase } from '#server/test-support/database.ts'

const county = '370699'
const WRITERS = 4
const ROUNDS = 40

/** Only where several sessions write at once: the embedded engine has one. */
describe('tallies with several writers at once', () => {
  const database = withDatabase()

  beforeAll(async () => {
    await database.db.query(
      `insert into county (code, name, name_en, geom)
       values ($1::text, 'c', 'c', st_multi(st_makeenvelope(120.6, 37.7, 120.9, 37.9, 4326)))`,
      [county],
    )
    await database.db.query(`insert into category (code, name, name_en) values ('heat', 'h', 'h'), ('road', 'r', 'r')`)
    await database.db.query(`select ensure_month_partitions('2025-10-01', '2026-02-01')`)
  })

  /** Files, moves, recategorises and deletes issues of its own, all of them in the same few places, days and hours. */
  async function write(writer: number): Promise<void> {
    const random = seededRandom(100 + writer)
    for (let round = 0; round < ROUNDS; round++) {
      const first = 1 + writer * 100_000 + round * 30
      await database.db.query(
        `insert into issue (county, id, filed_at, number, category, source, state, title, grid, micro_grid, answer_by, finish_by, geom)
         select $1::text, n, at, n::text, case when n % 3 = 0 then 'heat' else 'road' end, 'patrol', 'filed', '', 'G' || n % 2,
           'G' || n % 2 || 'M' || n % 3, at, at, st_setsrid(st_makepoint(120.7, 37.8), 4326)
         from (select n, '2025-11-20T00:00:00Z'::timestamptz + make_interval(hours => (n * $4::integer % 60)::integer) as at
           from generate_series($2::integer, $3::integer) n) filed`,
        [county, first, first + 29, 1 + Math.floor(random() * 50)],
      )
      const mine = [1 + writer * 100_000, first + 29]
      await database.db.query(
        `update issue set micro_grid = 'G' || id % 2 || 'M' || (id + $3::integer) % 3, category = 'heat'
         where county = $1::text and id between $2::integer and $4::integer and id % 5 = $3::integer % 5`,
        [county, mine[0], Math.floor(random() * 5), mine[1]],
      )
      await database.db.query(
        `delete from issue where county = $1::text and id between $2::integer and $3::integer and id % 7 = $4::integer`,
        [county, mine[0], mine[1], Math.floor(random() * 7)],
      )
    }
  }

  it('say what a recount says, and no writer waits for ever', async () => {
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
    const [row] = await database.db.query<{ wrong: number; filed: number; issues: number }>(
      `select
         (select count(*)::int from ((table issue_hour except table issue_hour_recount) union all
           (table issue_hour_recount except table issue_hour) ) d)
         + (select count(*)::int from ((table issue_month except table issue_month_recount) union all
           (table issue_month_recount except table issue_month)) d) as wrong,
         (select sum(filed)::int from issue_month) as filed, (select count(*)::int from issue) as issues`,
    )
    expect(row).toEqual({ wrong: 0, filed: row!.issues, issues: row!.issues })
    expect(row!.issues).toBeGreaterThan(100)
  }, 60_000)
})
