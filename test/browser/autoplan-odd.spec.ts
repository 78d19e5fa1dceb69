import { addOddCommunities, odd } from '#server/test-support/odd-communities.ts'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { startSmallServer } from './support/small-server.ts'
import { expect, test } from './support/test.ts'

test.use({ viewport: { width: 1280, height: 800 } })

/** What the screen says where no plan is legal: reason, and what would help. */
const without = {
  zh: [
    ['空地社区', '空地社区 没有住户。', '可并入相邻社区，或划为专属网格。'],
    ['独户社区', '独户社区 只有 1 户，不够一个网格。', '最少户数放宽到 1 户'],
    ['小集社区', '小集社区 只有 199 户，不够一个网格。', '最少户数放宽到 199 户'],
    ['巨楼社区', '巨楼社区 巨楼小区有 5,000 户，超过一个网格的最多户数。', '最多户数放宽到 5,000 户'],
    ['海岛社区', '海岛社区 有一片 50 户与其余部分不相连，自成一片又不合标准。', '最少户数放宽到 50 户'],
  ],
  en: [
    ['空地社区', '空地社区 Nobody lives here.', 'Join it with a neighbouring community, or make it a dedicated grid.'],
    ['独户社区', '独户社区 has only 1 household, too few for one grid.', 'lower the least to 1 household'],
    ['小集社区', '小集社区 has only 199 households, too few for one grid.', 'lower the least to 199 households'],
    [
      '巨楼社区',
      '巨楼社区 巨楼小区 has 5,000 households, more than one grid may have.',
      'raise the most to 5,000 households',
    ],
    [
      '海岛社区',
      '海岛社区 has a part of 50 households that touches no other and keeps no norm by itself.',
      'lower the least to 50 households',
    ],
  ],
} as const
const words = {
  zh: { scope: '范围', draw: '开始划分', none: '没有符合标准的划法', plans: '个方案' },
  en: { scope: 'Area', draw: 'Draw', none: 'no plan keeps the norm', plans: /\d plans?$/ },
}

test.describe('communities that no plan, or an odd one, can be drawn of, without a road anywhere', () => {
  let server: Awaited<ReturnType<typeof startSmallServer>>
  test.beforeAll(async () => {
    test.setTimeout(240_000)
    server = await startSmallServer()
    await server.db.query(`select ensure_month_partitions('2025-11-01'::date, '2027-01-01'::date)`)
    await addOddCommunities(server.db)
  })
  test.afterAll(() => server?.end())

  for (const language of ['zh', 'en'] as const)
    test(`the screen says why there is none, and what would help (${language})`, async ({ page }) => {
      const { scope, draw, none, plans } = words[language]
      await page.goto(`${server.url}/plan?county=${demoCounty}&draw=1${language === 'en' ? '&language=en' : ''}`)
      const outcome = page.getByRole('region').filter({ has: page.getByRole('heading', { level: 2 }) })
      const drawn = async (name: string) => {
        await page.getByLabel(scope, { exact: true }).selectOption({ label: name })
        await page.getByRole('button', { name: draw, exact: true }).click()
      }
      for (const [name, reason, help] of without[language]) {
        await drawn(name)
        await expect(page.getByRole('heading', { name: none })).toContainText(name)
        await expect(outcome.filter({ hasText: none })).toContainText(reason)
        await expect(outcome.filter({ hasText: none })).toContainText(help)
      }
      expect(await axeFindings(page)).toEqual([])
      for (const name of ['大院社区', '界边社区']) {
        await drawn(name)
        await expect(page.getByRole('heading', { name: plans }).filter({ hasText: name })).toBeVisible()
      }
      // what has none among others is told on the card, and stays
      await drawn('海角街道')
      await page
        .getByText(language === 'zh' ? '5 处没有符合标准的划法，保持现状' : /^5 places have no legal plan/)
        .first()
        .click()
      for (const [, reason] of without[language]) await expect(page.getByText(reason).first()).toBeVisible()
      expect(await axeFindings(page)).toEqual([])
    })
  test('who asks to balance grids that do not touch reads that nothing was found, and why', async ({ page }) => {
    // an island that keeps the norm by itself
    await server.db.query(`update building set households = 250 where county = $1::text and code = 'ODD6c'`, [
      demoCounty,
    ])
    const data = { name: '均衡', scope: odd.island }
    const headers = { Origin: server.url }
    const begun = await page.request.post(`${server.url}/api/plans?county=${demoCounty}`, { data, headers })
    const { id } = await begun.json()
    for (const [language, list, balance, title, why] of [
      ['', /^要均衡的网格/, '均衡选中的网格', '没有找到更好的划法', '选中的网格在同一社区内互不相邻'],
      ['&language=en', /^Grids to balance/, 'Balance these', 'Nothing better was found', 'do not touch'],
    ] as const) {
      await page.goto(`${server.url}/plan?county=${demoCounty}&plan=${id}${language}`)
      await page.getByText(list).click()
      for (const grid of ['海岛社区第1网格', '海岛社区第2网格'])
        await page.getByRole('checkbox', { name: grid }).check()
      await page.getByRole('button', { name: balance }).click()
      await expect(page.getByRole('region', { name: title })).toContainText(why)
      await expect(page.getByText(/用到这份草稿|Take into this draft/)).toHaveCount(0)
    }
  })
})
