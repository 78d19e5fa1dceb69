import type { Page } from '@playwright/test'
import type { Queryable } from '#server/db.types.ts'
import { startSmallServer } from './support/small-server.ts'
import { expect, settled, test } from './support/test.ts'

/** Counties of 10 km that hold next to nothing; none has micro-grids, grids or households. */
const counties = { none: '370691', one: '370692', pile: '370693', outside: '370694', unhoused: '370695' } as const
/** Ground that no panel of /desk covers. */
const ground = { x: 620, y: 160, width: 240, height: 220 }

test.describe('where there is little or nothing to show, words stand on the picture and no surface is drawn', () => {
  let server: Awaited<ReturnType<typeof startSmallServer>>
  test.beforeAll(async () => {
    server = await startSmallServer()
    await fill(server.db)
  })
  test.afterAll(() => server.end())

  test('no issues, one, all at one point, all outside, no households, a bandwidth of 0 or 1e9, a window back to front', async ({
    page,
    complaints,
  }) => {
    test.setTimeout(400_000)
    const show = async (county: string, query: string) => {
      await page.goto(`${server.url}/desk?county=${county}&layers=-issue,-station&${query}`)
      await settled(page)
    }
    const says = async (...words: (string | RegExp)[]) => {
      for (const word of words) await expect(page.getByText(word).first()).toBeVisible({ timeout: 60_000 })
    }
    await show(counties.none, 'heat=off')
    const bare = await picture(page)

    await show(counties.none, 'heat=density')
    await says('现在没有未结事项，所以没有颜色')
    expect((await picture(page)).equals(bare)).toBe(true)
    for (const kind of ['rate', 'significance', 'emerging']) {
      await show(counties.none, `heat=${kind}&heat.window=90`)
      await says('这个条件下没有事项，所以没有颜色')
      expect((await picture(page)).equals(bare), kind).toBe(true)
    }
    await show(counties.none, 'heat=density&play=first')
    await says('这个条件下没有上报记录，无法回放')

    await show(counties.outside, 'heat=density')
    await says('另有 3 件坐标在县区之外，未计入', '现在没有未结事项，所以没有颜色')
    expect((await picture(page)).equals(bare)).toBe(true)

    await show(counties.one, 'heat=density')
    await says('只有一件，谈不上分布')
    await show(counties.one, 'heat=significance')
    await says('只有一件，谈不上分布')

    // the one true surface: without it the comparisons above would say nothing
    await show(counties.pile, 'heat=density&bandwidth=3000')
    await says(/500 件都在同一处/)
    expect((await picture(page)).equals(bare)).toBe(false)

    await show(counties.unhoused, 'heat=rate')
    await says('这个县区没有户数，算不出每千户多少件')
    await show(counties.unhoused, 'heat=significance&heat.window=90')
    await says('这个县区没有户数，改按面积衡量')

    for (const query of ['heat=density&bandwidth=0', 'heat=density&bandwidth=1e9', 'heat=significance&bandwidth=1e9']) {
      await show(counties.pile, query)
      await says('带宽要在 50 到 5,000 米之间，没有画图')
      expect((await picture(page)).equals(bare), query).toBe(true)
    }
    await show(counties.pile, 'heat=density&bandwidth=1e9&play=first')
    await says('带宽要在 50 到 5,000 米之间，没有画图')
    for (const kind of ['density', 'rate', 'significance']) {
      await show(counties.pile, `heat=${kind}&heat.window=2026-11-20..2026-09-01`)
      await says('时段的结束早于开始，没有画图')
      expect((await picture(page)).equals(bare), kind).toBe(true)
    }
    expect(complaints.filter(({ kind }) => kind === 'exception')).toEqual([])
    // the browser itself notes what was refused
    complaints.length = 0
  })
})

/** The ground as it is drawn, once two looks agree. */
async function picture(page: Page): Promise<Buffer> {
  let last = await page.screenshot({ clip: ground })
  await expect(async () => {
    const before = last
    last = await page.screenshot({ clip: ground })
    expect(last.equals(before)).toBe(true)
  }).toPass({ intervals: [250] })
  return last
}

async function fill(db: Queryable): Promise<void> {
  await db.query(
    `insert into county (code, name, name_en, geom)
     select code, '空县', 'Bare', st_multi(st_makeenvelope(120, 37, 120.11, 37.09, 4326)) from unnest($1::text[]) as code`,
    [Object.values(counties)],
  )
  await file(db, counties.one, 1, '120.055', '37.045')
  await file(db, counties.pile, 500, '120.055', '37.045')
  await file(db, counties.outside, 3, '110', '20')
  await file(db, counties.unhoused, 40, '120.01 + 0.002 * n', '37.01 + 0.0015 * (n * 7 % 40)')
}

/** Open issues at places made of their number n. */
async function file(db: Queryable, county: string, count: number, longitude: string, latitude: string): Promise<void> {
  await db.query(
    `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
     select $1::text, n, now() - interval '3 days', $1::text || '-' || n, 'lamp', 'patrol', 'handling', '路灯不亮',
       now() + interval '9 days', now() + interval '9 days', st_setsrid(st_makepoint(${longitude}, ${latitude}), 4326)
     from generate_series(1, $2::integer) n`,
    [county, count],
  )
}
