import { beforeAll, describe, expect, it } from 'vitest'
import { rebuildIssues } from '#server/issue/rebuild-issues.ts'
import { verifyHistories } from '#server/issue/verify-history.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { loadDemo } from './load-demo.ts'

const now = new Date('2026-11-20T15:20:00+08:00')
const county = '370699'

describe('loading the demo county', () => {
  const database = withDatabase()

  beforeAll(async () => {
    // a tenth of its issues: each history is read and made again below
    await loadDemo(database.db, { now, issues: 4_000 })
  }, 420_000)

  const count = async (sql: string): Promise<number> => {
    const rows = await database.db.query<{ count: number }>(sql, [county])
    return rows[0]!.count
  }

  it('puts every table down', async () => {
    expect(await count('select count(*)::int as count from micro_grid where county = $1::text')).toBeGreaterThan(1480)
    expect(await count('select count(*)::int as count from station where county = $1::text')).toBe(60)
    expect(await count(`select count(distinct level)::int as count from station where county = $1::text`)).toBe(5)
    expect(await count('select count(*)::int as count from issue where county = $1::text')).toBeGreaterThan(3_500)
    expect(
      await count('select count(*)::int as count from building where county = $1::text and micro_grid is null'),
    ).toBe(0)
  })

  it('writes histories whose chains hold, and from which the issues can be made again', async () => {
    expect(await verifyHistories(database.db, county, () => {})).toMatchObject({ unchained: 0, findings: 0 })
    expect(await rebuildIssues(database.db, county, { check: true })).toMatchObject({ differing: 0 })
  })

  it('holds only valid geometry', async () => {
    expect(
      await count(`select (
        (select count(*) from micro_grid where county = $1::text and not st_isvalid(geom)) +
        (select count(*) from grid where county = $1::text and not st_isvalid(geom)) +
        (select count(*) from area where county = $1::text and not st_isvalid(geom)) +
        (select count(*) from compound where county = $1::text and not st_isvalid(geom)) +
        (select count(*) from building where county = $1::text and not st_isvalid(footprint)) +
        (select count(*) from green where county = $1::text and not st_isvalid(geom)) +
        (select count(*) from water where county = $1::text and not st_isvalid(geom)))::int as count`),
    ).toBe(0)
  })

  it('nests: the areas of micro-grids add up to their grid, and no two grids overlap', async () => {
    expect(
      await count(`select count(*)::int as count from grid g where g.county = $1::text and abs(st_area(g.geom) -
        (select sum(st_area(m.geom)) from micro_grid m where m.county = g.county and m.grid = g.code)) > st_area(g.geom) * 1e-9`),
    ).toBe(0)
    expect(
      await count(`select count(*)::int as count from grid a join grid b on a.county = b.county and a.code < b.code and a.geom && b.geom
        where a.county = $1::text and st_relate(a.geom, b.geom, '2********')`),
    ).toBe(0)
  })

  it('places each issue in the micro-grid that covers it', async () => {
    expect(
      await count(`select count(*)::int as count from issue i join micro_grid m on m.county = i.county and m.code = i.micro_grid
        where i.county = $1::text and i.state <> 'closed' and st_distance(m.geom, i.geom) > 1e-7`),
    ).toBe(0)
    expect(await count(`select count(*)::int as count from issue where county = $1::text and micro_grid = ''`)).toBe(0)
  })

  it('tells the feed of every layer', async () => {
    expect(await count(`select count(*)::int as count from feed where county = $1::text and kind = 'layer'`)).toBe(11)
  })

  it('replaces what was there when loaded again', { timeout: 240_000 }, async () => {
    const places = `select ((select count(*) from building where county = $1::text) + (select count(*) from micro_grid where county = $1::text)
      + (select count(*) from walk_edge where county = $1::text))::int as count`
    const before = await count(places)
    const told: string[] = []
    await loadDemo(database.db, {
      now,
      issues: 300,
      progress: (done, total, what) => told.push(`${what} ${done / total}`),
    })
    expect(await count(places)).toBe(before)
    expect(await count('select count(*)::int as count from issue where county = $1::text')).toBeLessThan(600)
    expect(
      await count(`select count(*)::int as count from issue_event e where e.county = $1::text
        and not exists (select from issue i where i.county = e.county and i.id = e.issue)`),
    ).toBe(0)
    const shares = told.map((line) => Number(line.split(' ').at(-1)))
    expect(shares.every((share, i) => i === 0 || share >= shares[i - 1]!)).toBe(true)
    expect(shares.at(-1)).toBe(1)
  })
})
