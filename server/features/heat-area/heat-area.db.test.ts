import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  getHeatAreas,
  getHeatEmerging,
  getHeatHistory,
  getHeatRate,
  getHeatSignificance,
} from '#domain/contract/heat-area.ts'
import { unpackDays } from '#domain/heat/day-entries.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { COUNTY, fillCounty, NOW } from './heat-area.fixture.ts'

describe('heat by area', () => {
  const database = withDatabase()
  let server: TestServer
  beforeAll(async () => {
    await fillCounty(database.db, 4_000)
    await insertPlan('draft2345678')
    server = await startTestServer(database.db, { now: NOW })
  })
  afterAll(() => server?.close())

  /** A draft that cuts grid G2 level through its middle. */
  async function insertPlan(id: string, face = 'G2'): Promise<void> {
    const line = [
      [120.6, 37.81003],
      [120.8, 37.81003],
    ]
    const operation = { kind: 'split', face, line, keep: 'right', code: `${face}N`, name: 'north' }
    await database.db.query(
      `insert into plan (county, id, name, community, base_date) values ($1::text, $2::text, 'plan', '370699001001', '2026-11-20')`,
      [COUNTY, id],
    )
    await database.db.query(
      'insert into plan_operation (county, plan, sequence, operation) values ($1::text, $2::text, 1, $3::jsonb)',
      [COUNTY, id, JSON.stringify(operation)],
    )
  }

  const get = async (address: string) => {
    const response = await fetch(`${server.url}/api/heat/${address}`)
    const body: unknown = await response.json()
    return { status: response.status, body, etag: response.headers.get('etag') ?? '' }
  }
  const rate = async (query: string) => getHeatRate.answer.parse((await get(`rate?county=${COUNTY}${query}`)).body)
  const history = async (query: string) =>
    getHeatHistory.answer.parse((await get(`history?county=${COUNTY}${query}`)).body)

  /** Counted straight from the issues: by code, '' outside. */
  const recount = async (code: 'grid' | 'micro_grid', where: string) => {
    const rows = await database.db.query<{ code: string; count: number }>(
      `select ${code} as code, count(*)::int as count from (
         select *, filed_at at time zone 'Asia/Shanghai' as local from issue where county = '370699') i
       where ${where} group by 1`,
    )
    return new Map(rows.map((row) => [row.code, row.count]))
  }
  const total = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0)

  const fortnight = `filed_at >= '2026-11-08T06:00Z'`
  const cases: [string, string][] = [
    ['', `state <> 'closed'`],
    ['&state=all', 'true'],
    ['&state=all&days=14', fortnight],
    ['&days=14&category=heat', `${fortnight} and state <> 'closed' and category like 'heat%'`],
    ['&state=all&category=heat', `category like 'heat%'`],
    ['&state=all&category=heat-pipe&days=14', `${fortnight} and category = 'heat-pipe'`],
    ['&state=all&source=patrol,hotline', `source in ('patrol', 'hotline')`],
    ['&state=all&hours=22-1,7', 'extract(hour from local) in (22, 23, 0, 1, 7)'],
    ['&state=all&weekdays=6-7&days=14', `extract(isodow from local) in (6, 7) and ${fortnight}`],
    [
      '&hours=7-9&weekdays=1',
      `extract(hour from local) in (7, 8, 9) and extract(isodow from local) = 1 and state <> 'closed'`,
    ],
    [
      '&state=all&from=2026-10-01T10:20:30%2B08:00&to=2026-11-03T09:00:00Z',
      `filed_at >= '2026-10-01T10:20:30+08' and filed_at < '2026-11-03T09:00Z'`,
    ],
    [
      '&state=all&from=2026-10-01T00:00:00%2B08:00&to=2026-11-01T00:00:00%2B08:00&source=online',
      `filed_at >= '2026-10-01T00:00+08' and filed_at < '2026-11-01T00:00+08' and source = 'online'`,
    ],
    [
      '&state=all&from=2026-11-10T01:00:00Z&to=2026-11-10T09:30:00Z',
      `filed_at >= '2026-11-10T01:00Z' and filed_at < '2026-11-10T09:30Z'`,
    ],
    [
      '&state=all&from=2026-11-10T01:00:00Z&to=2026-11-11T03:30:00Z&hours=0-11',
      `filed_at >= '2026-11-10T01:00Z' and filed_at < '2026-11-11T03:30Z' and extract(hour from local) < 12`,
    ],
    ['&state=all&to=2026-09-10T01:00:00Z', `filed_at < '2026-09-10T01:00Z'`],
  ]

  describe('rates', () => {
    it.each(cases)('of %s count what the issues say, by micro-grid and by grid', async (query, where) => {
      for (const [by, areas] of [
        ['micro_grid', 200],
        ['grid', 10],
      ] as const) {
        const counts = await recount(by, where)
        const told = await rate(`&by=${by}${query}`)
        expect(told.areas.map(({ code, count }) => [code, count])).toEqual(
          told.areas.map(({ code }) => [code, counts.get(code) ?? 0]),
        )
        expect([told.areaCount, told.areas.length, told.outside, told.count]).toEqual([
          areas,
          areas,
          counts.get('') ?? 0,
          total(counts) - (counts.get('') ?? 0),
        ])
      }
    })

    it('are per 1,000 households, drawn to the mean, and null without households', async () => {
      const told = await rate('&state=all&days=30')
      expect([told.unit, told.households, told.breaks]).toEqual([
        'issues/1000 households',
        6_780,
        [25, 50, 100, 200, 400],
      ])
      expect(told.mean).toBeCloseTo(((told.count - told.areas[0]!.count) / 6_780) * 1000, 0)
      expect(told.areas[0]).toMatchObject({
        code: 'M0',
        households: 0,
        raw: null,
        smoothed: null,
        low: null,
        small: true,
      })
      const known = told.areas.filter((area) => area.households > 0)
      for (const { raw, smoothed, low, high, count, households } of known) {
        expect(raw).toBeCloseTo((count / households) * 1000, 2)
        expect(Math.abs(smoothed! - told.mean!)).toBeLessThanOrEqual(Math.abs(raw! - told.mean!) + 0.01)
        expect(low! <= smoothed! && smoothed! <= high!).toBe(true)
      }
    })

    it('have breaks of the window, never of the data', async () => {
      expect((await rate('')).breaks).toEqual([5, 10, 20, 40, 80])
      expect((await rate('&state=all&days=365&category=road')).breaks).toEqual([300, 610, 1200, 2400, 4900])
      expect((await rate('&state=all')).breaks).toEqual([300, 610, 1200, 2400, 4900])
    })

    it('compare with the window before', async () => {
      const { before, areas, filter } = await rate('&state=all&days=14&compare=before&by=grid')
      const counts = await recount('grid', `filed_at >= '2026-10-25T06:00Z' and filed_at < '2026-11-08T06:00Z'`)
      expect(filter.from).toBe('2026-11-08T06:00:00.000Z')
      expect(before).toEqual({
        from: '2026-10-25T06:00:00.000Z',
        to: '2026-11-08T06:00:00.000Z',
        count: total(counts) - (counts.get('') ?? 0),
      })
      for (const { code, before: earlier } of areas) expect(earlier?.count).toBe(counts.get(code) ?? 0)
      const inhabited = areas.flatMap((area) => (area.households > 0 && area.before ? [area.before] : []))
      expect(inhabited.length).toBeGreaterThan(0)
      for (const { low, smoothed, high } of inhabited)
        expect(low! <= smoothed! && smoothed! <= high! && low! < high!).toBe(true)
    })

    it('count square cells on the lattice about the middle of the county', async () => {
      const cellMeters = 250
      const rows = await database.db.query<{ code: string; count: number }>(
        `with metric as (
           select (st_x(geom) - 120.72) * k * cos(radians(st_y(geom))) as east, (st_y(geom) - 37.81) * k as north
           from issue, (select 6371008.8 * pi() / 180 as k) earth
           where county = '370699' and st_x(geom) between 120.69 and 120.75)
         select floor(east / $1::float8) || ':' || floor(north / $1::float8) as code, count(*)::int as count
         from metric group by 1`,
        [cellMeters],
      )
      const counts = new Map(rows.map((row) => [row.code, row.count]))
      const told = await rate(`&state=all&by=cell&cellMeters=${cellMeters}`)
      expect(
        told.areas
          .filter(({ count }) => count > 0)
          .map(({ code, count }) => [code, count])
          .sort(),
      ).toEqual([...counts].sort())
      expect([told.outside, told.households]).toEqual([1, 6_780])
    })

    it('recount by the grids of a draft', async () => {
      const today = await rate('&state=all&by=grid')
      const told = await rate('&state=all&by=draft&draft=draft2345678')
      const codes = told.areas.map(({ code }) => code)
      expect(codes).toEqual(['G0', 'G1', 'G2', 'G2N', 'G3', 'G4'])
      const of = (answer: typeof told, code: string) => answer.areas.find((area) => area.code === code)!
      const sum = (key: 'count' | 'households') => of(told, 'G2')[key] + of(told, 'G2N')[key]
      expect([sum('count'), sum('households')]).toEqual([of(today, 'G2').count, of(today, 'G2').households])
      const [north] = await database.db.query<{ count: number }>(
        `select count(*)::int as count from issue where grid = 'G2' and st_y(geom) > 37.81003`,
      )
      expect(of(told, 'G2N').count).toBe(north!.count)
      expect(of(told, 'G3')).toMatchObject({ count: of(today, 'G3').count, households: of(today, 'G3').households })
      expect(told.count + told.outside).toBe(4_000)
    })

    it('count a new issue as soon as the feed has told it', async () => {
      const before = await rate('&state=all')
      const heard = new Promise<void>((resolve) => {
        const stop = server.context.feed.subscribe(() => {
          stop()
          resolve()
        })
      })
      await database.db.transaction(async (transaction) => {
        await transaction.query(
          `insert into issue (county, id, filed_at, number, category, source, state, title, grid, micro_grid, answer_by, finish_by, geom)
           select county, 9999, '2026-11-22T05:00Z', 'N9999', 'road', 'patrol', 'handling', 'new', grid, micro_grid, now(), now(), geom
           from issue where micro_grid = 'M30' limit 1`,
        )
        await transaction.query(`select append_feed('370699', 'issue', 'N9999', 1, null)`)
      })
      await heard
      const after = await rate('&state=all')
      expect([after.count, after.areas.find(({ code }) => code === 'M30')?.count]).toEqual([
        before.count + 1,
        before.areas.find(({ code }) => code === 'M30')!.count + 1,
      ])
      expect(after.sequence).toBeGreaterThan(before.sequence)
      await database.db.query('delete from issue where id = 9999')
      await database.db.query(`select append_feed('370699', 'issue', 'N9999', 2, null)`)
      await expect.poll(async () => (await rate('&state=all')).count).toBe(before.count)
    })
  })

  describe('the ground', () => {
    it('is sent with households, and not again while it stands', async () => {
      const { body, etag } = await get(`areas?county=${COUNTY}`)
      const { features, properties } = getHeatAreas.answer.parse(body)
      expect(features).toHaveLength(200)
      expect(properties.bounds).toEqual([120.7, 37.8, 120.74, 37.82])
      expect(features[0]!.properties).toMatchObject({ code: 'M0', community: '370699001001', households: 0 })
      expect(features[0]!.properties.squareMeters / (175.7 * 222.4)).toBeCloseTo(1, 2)
      const again = await fetch(`${server.url}/api/heat/areas?county=${COUNTY}`, { headers: { 'If-None-Match': etag } })
      expect(again.status).toBe(304)
    })

    it('is that of a draft or of cells', async () => {
      const draft = getHeatAreas.answer.parse((await get(`areas?county=${COUNTY}&by=draft&draft=draft2345678`)).body)
      expect(draft.features.map(({ properties }) => properties.code)).toContain('G2N')
      const cells = getHeatAreas.answer.parse((await get(`areas?county=${COUNTY}&by=cell&cellMeters=1000`)).body)
      const ground = cells.features.map(({ properties }) => properties.squareMeters)
      expect(ground.every((squareMeters) => squareMeters > 0 && squareMeters <= 1e6)).toBe(true)
      // 0.06 by 0.04 degrees: what a cell has beyond the border is none of the county's
      expect(ground.reduce((sum, one) => sum + one, 0) / 1e6).toBeCloseTo(5.271 * 4.4478, 0)
      expect(cells.features).toHaveLength(36)
    })

    it('is read again when a layer was imported anew', async () => {
      await database.db.query(`update building set households = 7 where code = 'B0'`)
      await database.db.query(`select append_feed('370699', 'layer', 'building', 1, null)`)
      await expect.poll(async () => (await rate('')).areas[0]?.households, { timeout: 10_000 }).toBe(7)
      await database.db.query(`update building set households = 0 where code = 'B0'`)
      await database.db.query(`select append_feed('370699', 'layer', 'building', 1, null)`)
      await expect.poll(async () => (await rate('')).areas[0]?.households, { timeout: 10_000 }).toBe(0)
    })
  })

  describe('hot and cold spots', () => {
    it('find the cluster, and nothing far from it is hot', async () => {
      const { body } = await get(`significance?county=${COUNTY}&state=all&days=21&bandwidthMeters=250`)
      const told = getHeatSignificance.answer.parse(body)
      expect([told.base, told.permutations, told.areas.length]).toEqual(['households', 999, 200])
      const hot = told.areas.filter((area) => area.class === 'hot').map(({ code }) => Number(code.slice(1)))
      expect(hot).toContain(68)
      expect(hot.every((n) => Math.abs((n % 20) - 7.5) <= 3 && Math.abs(Math.floor(n / 20) - 3.5) <= 3)).toBe(true)
      expect(told.areas.filter((area) => area.class === 'hot').every((area) => area.q <= 0.05 && area.z > 0)).toBe(true)
      expect((await get(`significance?county=${COUNTY}&state=all&days=21&bandwidthMeters=250`)).body).toEqual(body)
    })

    it('stand by ground where that is asked for: other numbers, and areas without households have theirs', async () => {
      const ask = async (base: string) => {
        const { body } = await get(`significance?county=${COUNTY}&state=all&days=21&bandwidthMeters=250&base=${base}`)
        return getHeatSignificance.answer.parse(body)
      }
      const [byHouseholds, byGround] = await Promise.all([ask('households'), ask('area')])
      expect([byHouseholds.base, byGround.base]).toEqual(['households', 'area'])
      expect(byGround.areas.map(({ count }) => count)).toEqual(byHouseholds.areas.map(({ count }) => count))
      expect(byGround.areas.map(({ z }) => z)).not.toEqual(byHouseholds.areas.map(({ z }) => z))
      expect(byGround.areas.every(({ z }) => z !== 0)).toBe(true)
      const unjudged = ({ areas }: typeof byGround) => areas.filter((area) => area.class === 'unjudged')
      expect(unjudged(byHouseholds).map(({ code }) => code)).toEqual(
        byHouseholds.areas.filter(({ households }) => households === 0).map(({ code }) => code),
      )
      expect([unjudged(byHouseholds)[0]?.code, unjudged(byGround)]).toEqual(['M0', []])
    })

    it('do not judge cells of which less than half is the county’s, and count them all the same', async () => {
      const cells = `county=${COUNTY}&by=cell&cellMeters=1000`
      const { features } = getHeatAreas.answer.parse((await get(`areas?${cells}`)).body)
      const slivers = features.filter(({ properties }) => properties.squareMeters < 500_000)
      expect(slivers.length).toBeGreaterThan(0)
      expect(slivers.length).toBeLessThan(features.length)
      const codes = slivers.map(({ properties }) => properties.code)
      const spots = getHeatSignificance.answer.parse(
        (await get(`significance?${cells}&state=all&base=area&bandwidthMeters=1000`)).body,
      )
      expect(spots.areas.filter((area) => area.class === 'unjudged').map(({ code }) => code)).toEqual(codes)
      const counted = await rate('&state=all&by=cell&cellMeters=1000')
      expect(spots.areas.map(({ count }) => count)).toEqual(counted.areas.map(({ count }) => count))
      const weeks = getHeatEmerging.answer.parse((await get(`emerging?${cells}&weeks=4&base=area`)).body)
      expect(weeks.unjudged).toEqual(codes)
      expect(weeks.areas.some(({ code }) => codes.includes(code))).toBe(false)
    })

    it.each(['&by=grid', '&by=cell&cellMeters=500', '&by=draft&draft=draft2345678'])(
      'stand by other areas: %s',
      async (by) => {
        const { body, status } = await get(`significance?county=${COUNTY}&state=all${by}`)
        expect(status).toBe(200)
        expect(getHeatSignificance.answer.parse(body).areas.length).toBeGreaterThan(5)
      },
    )

    it('emerge in the last whole weeks', async () => {
      const { body } = await get(`emerging?county=${COUNTY}&weeks=8&bandwidthMeters=250`)
      const told = getHeatEmerging.answer.parse(body)
      expect(told.weeks).toEqual([
        '2026-09-21',
        '2026-09-28',
        '2026-10-05',
        '2026-10-12',
        '2026-10-19',
        '2026-10-26',
        '2026-11-02',
        '2026-11-09',
      ])
      expect([told.filter.from, told.filter.to]).toEqual(['2026-09-20T16:00:00.000Z', '2026-11-15T16:00:00.000Z'])
      const counts = await recount('micro_grid', `local >= '2026-09-21' and local < '2026-11-16'`)
      expect(told.count + told.outside).toBe(total(counts))
      const center = told.areas.find(({ code }) => code === 'M68')
      expect(told.unjudged).toContain('M0')
      expect(center).toMatchObject({ kind: 'hot', count: counts.get('M68') })
      expect(center!.significant.slice(-2)).toEqual([1, 1])
      const weekly = await recount('micro_grid', `local >= '2026-11-09' and local < '2026-11-16'`)
      expect(center!.counts.at(-1)).toBe(weekly.get('M68'))
    })

    it.each(['&by=grid', '&by=cell&cellMeters=500&category=heat', '&by=draft&draft=draft2345678'])(
      'emerge by other areas: %s',
      async (by) => {
        const { body, status } = await get(`emerging?county=${COUNTY}&weeks=4${by}`)
        expect(status).toBe(200)
        const told = getHeatEmerging.answer.parse(body)
        const where = by.includes('heat') ? `category like 'heat%'` : 'true'
        const counts = await recount('grid', `local >= '2026-10-19' and local < '2026-11-16' and ${where}`)
        expect(told.count + told.outside).toBe(total(counts))
      },
    )
  })

  describe('the history', () => {
    const days = async (by: string, where: string) => {
      const rows = await database.db.query<{ day: string; code: string; count: number }>(
        `select to_char(local, 'YYYY-MM-DD') as day, ${by} as code, count(*)::int as count from (
           select *, filed_at at time zone 'Asia/Shanghai' as local from issue where county = '370699') i
         where ${where} and ${by} <> '' group by 1, 2 order by 1, 2`,
      )
      return rows.map(({ day, code, count }) => `${day} ${code} ${count}`).sort()
    }
    /** `2026-11-01 G3 2` of a page; cells by their number. */
    const told = ({ page }: Awaited<ReturnType<typeof history>>) =>
      page === null
        ? []
        : unpackDays(Buffer.from(page.base64, 'base64'), page.days).flatMap(({ place, filed }, day) =>
            [...place].map((at, entry) => `${dayAfter(page.firstDay, day)} ${page.places[at] ?? at} ${filed[entry]}`),
          )
    const dayAfter = (first: string, days: number) =>
      new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10)
    const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

    it.each(cases.filter(([query]) => query.includes('state=all')))(
      'of %s is that of the issues, day by day and in all',
      async (query, where) => {
        for (const by of ['micro_grid', 'grid']) {
          const answer = await history(`&by=${by}${query.replace('&state=all', '')}`)
          const expected = await days(by, where)
          expect(told(answer).sort()).toEqual(expected)
          expect(answer.outside).toBe((await recount('grid', where)).get('') ?? 0)
          expect(answer.totals?.firstDay).toBe(expected[0]?.slice(0, 10))
          const byDay = new Map<string, number>()
          for (const line of expected) {
            const [day = '', , count] = line.split(' ')
            byDay.set(day, (byDay.get(day) ?? 0) + Number(count))
          }
          const { firstDay = '', filed = [] } = answer.totals ?? {}
          expect(filed).toEqual(filed.map((_, day) => byDay.get(dayAfter(firstDay, day)) ?? 0))
          expect(sum(filed)).toBe(sum([...byDay.values()]))
        }
      },
    )

    it('by cell counts what lies in the county, on its lattice, the same from whatever day a page begins', async () => {
      const whole = await history('&by=cell')
      expect(whole.grid).toMatchObject({ projection: 'sinusoidal', cellMeters: 50 })
      expect(whole.grid!.origin[0]).toBeCloseTo(120.72, 9)
      expect([sum(whole.totals?.filed ?? []), whole.outside, whole.next]).toEqual([3_999, 1, null])
      expect(sum(told(whole).map((line) => Number(line.split(' ')[2])))).toBe(3_999)
      const day = dayAfter(whole.totals!.firstDay, 60)
      const later = await history(`&by=cell&day=${day}`)
      expect([later.totals, later.outside, later.grid, later.page?.firstDay]).toEqual([null, null, whole.grid, day])
      expect(told(later)).toEqual(told(whole).filter((line) => line >= day))
      expect(told(later).length).toBeGreaterThan(100)
      expect((await history('&by=cell&day=2030-01-01')).page).toBe(null)
    })

    it('stands in memory that is told in the metrics, below its bound', async () => {
      await history('&by=cell')
      const metrics = await (await fetch(`${server.url}/metrics`)).text()
      const told = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(metrics)?.[1])
      expect([told('heat_counties_held') > 0, told('heat_issues_held') >= 4_000]).toEqual([true, true])
      expect(told('heat_bytes_held')).toBeGreaterThan(4_000 * 70)
      expect(told('heat_bytes_held')).toBeLessThan(told('heat_bytes_bound'))
    })

    it('of nothing is empty', async () => {
      const none = await history('&from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z')
      expect(none).toMatchObject({ totals: null, page: null, next: null, outside: 0 })
      expect(await history('&by=grid&days=30&category=heat&source=system&hours=3&weekdays=2')).toMatchObject({
        outside: 0,
      })
    })
  })

  describe('a county without', () => {
    it('anything answers with nothing, not with errors', async () => {
      for (const address of [
        'areas',
        'rate',
        'significance',
        'emerging',
        'history',
        'rate?by=grid',
        'history?by=grid',
      ]) {
        const [path, more = ''] = address.split('?')
        const { status, body } = await get(`${path}?county=370698&${more}`)
        expect([address, status]).toEqual([address, 200])
        expect(JSON.stringify(body)).not.toContain('NaN')
      }
      expect((await get('rate?county=370698')).body).toMatchObject({ mean: null, areas: [], count: 0 })
    })

    it('households has no rates, and its hot spots are measured on ground', async () => {
      const { body } = await get(`rate?county=370698&by=cell`)
      const told = getHeatRate.answer.parse(body)
      expect(told.mean).toBeNull()
      expect(told.areas.every((area) => area.raw === null && area.smoothed === null)).toBe(true)
      const spots = getHeatSignificance.answer.parse((await get('significance?county=370698&by=cell')).body)
      const classes = [...new Set(spots.areas.map((area) => area.class))].sort()
      expect([spots.base, classes]).toEqual(['area', ['none', 'unjudged']])
    })

    it('more than one issue still answers', async () => {
      await database.db.query(
        `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
         values ('370698', 1, '2026-11-12T05:00Z', 'one', 'road', 'patrol', 'handling', 'one', now(), now(),
           st_setsrid(st_makepoint(120.72, 37.81), 4326))`,
      )
      await database.db.query(`select append_feed('370698', 'issue', 'one', 1, null)`)
      const ask = async () => getHeatRate.answer.parse((await get('rate?county=370698&by=cell')).body).count
      await expect.poll(ask, { timeout: 10_000 }).toBe(1)
      for (const path of ['significance', 'emerging', 'history'])
        expect((await get(`${path}?county=370698&by=cell&cellMeters=500`)).status).toBe(200)
    })
  })

  it.each([
    ['rate?county=999999', 404, 'unknown-county', 'query.county'],
    ['rate?county=37069', 400, 'invalid-request', 'query.county'],
    ['rate?county=370699&by=draft', 400, 'no-draft-named', 'query.draft'],
    ['areas?county=370699&by=draft&draft=aaaaaaaaaaaa', 404, 'unknown-plan', 'query.draft'],
    ['rate?county=370699&by=draft&draft=x', 400, 'invalid-request', 'query.draft'],
    ['rate?county=370699&by=street', 400, 'invalid-request', 'query.by'],
    ['rate?county=370699&by=cell&cellMeters=1', 400, 'invalid-request', 'query.cellMeters'],
    ['rate?county=370699&category=nothing', 400, 'unknown-category', 'query.category'],
    ["emerging?county=370699&category='%3Bdrop table issue", 400, 'unknown-category', 'query.category'],
    ['rate?county=370699&compare=before', 400, 'nothing-to-compare', 'query.compare'],
    ['rate?county=370699&compare=before&from=2027-01-01T00:00:00Z', 400, 'nothing-to-compare', 'query.from'],
    ['history?county=370699&days=7&from=2026-01-01T00:00:00Z', 400, 'window-told-twice', 'query.days'],
    [
      'significance?county=370699&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z',
      400,
      'window-ends-before-it-starts',
      'query.to',
    ],
    ['significance?county=370699&bandwidthMeters=1e9', 400, 'bandwidth-outside-limits', 'query.bandwidthMeters'],
    ['emerging?county=370699&weeks=3', 400, 'invalid-request', 'query.weeks'],
    ['history?county=370699&hours=25', 400, 'invalid-request', 'query.hours'],
    ['history?county=370699&by=draft', 400, 'invalid-request', 'query.by'],
    ['history?county=370699&day=2026-02-30', 400, 'invalid-request', 'query.day'],
    ['history?county=370699&day=yesterday', 400, 'invalid-request', 'query.day'],
  ])('refuses %s with %i %s', async (address, status, code, path) => {
    const answer = await get(address)
    expect([answer.status, z.object({ code: z.string(), path: z.string() }).parse(answer.body)]).toEqual([
      status,
      { code, path },
    ])
  })

  it('refuses a draft that no longer stands, more cells than a picture holds, and too many neighbours', async () => {
    await insertPlan('broken234567', 'G99')
    expect(await get(`rate?county=${COUNTY}&by=draft&draft=broken234567`)).toMatchObject({
      status: 409,
      body: { code: 'plan-broken' },
    })
    await database.db.query(`insert into county (code, name, name_en, geom)
      values ('370697', 'wide', 'wide', st_multi(st_makeenvelope(120, 37, 121, 38, 4326)))`)
    expect(await get('rate?county=370697&by=cell&cellMeters=100')).toMatchObject({
      status: 400,
      body: { code: 'too-many-cells', path: 'query.cellMeters' },
    })
    expect(await get('significance?county=370697&by=cell&cellMeters=700&bandwidthMeters=5000')).toMatchObject({
      status: 400,
      body: { code: 'too-many-neighbours', path: 'query.bandwidthMeters' },
    })
  })
})
